import type { Span } from '../../src/entities/span.ts';

const MARK = /\[([^[\]|]+)\|(\w+)\]/g;
const TYPES: ReadonlySet<string> = new Set(['person', 'organization', 'place', 'event', 'work', 'other']);
const isType = (word: string): word is Span['type'] => TYPES.has(word);

/** A text and its names from how tests write them: `[Ann Lee|person] left`. */
export const marked = (written: string): { readonly text: string; readonly spans: readonly Span[] } => {
  const spans: Span[] = [];
  let text = '';
  let at = 0;
  for (const match of written.matchAll(MARK)) {
    const [whole, name, type] = match;
    if (name === undefined || type === undefined || !isType(type)) throw new Error(`no mark: ${whole}`);
    text += written.slice(at, match.index);
    spans.push({ start: text.length, end: text.length + name.length, type });
    text += name;
    at = match.index + whole.length;
  }
  return { text: text + written.slice(at), spans };
};

/** The reverse of `marked`. */
export const shown = (text: string, spans: readonly Span[]): string => {
  let written = '';
  let at = 0;
  for (const { start, end, type } of spans) {
    written += `${text.slice(at, start)}[${text.slice(start, end)}|${type}]`;
    at = end;
  }
  return written + text.slice(at);
};
