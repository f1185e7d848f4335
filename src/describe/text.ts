import { decodeHTML } from 'entities';

/** The longest stretch of text that any rule of this stage looks at. */
const LONGEST = 4_000;

/** Decodes character references (`&amp;`, `&#8217;`) that a page wrote into plain values. */
const decodeReferences = (text: string): string => (text.includes('&') ? decodeHTML(text) : text);

/** One line without stray white space; `null` when nothing is left. */
export function line(value: string | null | undefined): string | null {
  if (!value) return null;
  const text = value
    .slice(0, LONGEST)
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? null : text;
}

/** A value of the markup as one line of plain text. Some pages escape twice, hence two rounds. */
export const plain = (value: string | null | undefined): string | null =>
  value ? line(decodeReferences(decodeReferences(value.slice(0, LONGEST)))) : null;

const BEYOND_ASCII = /[^\0-\x7F]/;

/** Letters and digits in lower case with single spaces: how values are compared. */
export function folded(text: string): string {
  const short = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  // Most values are ASCII, where all this costs a fifth.
  if (!BEYOND_ASCII.test(short))
    return short
      .toLowerCase()
      .replace(/[^a-z\d]+/g, ' ')
      .trim();
  return short
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** A text without some of its parts, which may overlap; `between` stands where one was taken out. */
export function withoutSpans(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
  between: string,
): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    rest += text.slice(at, Math.max(at, start)) + between;
    at = end;
  }
  return rest + text.slice(at);
}

/** Keeps the first of values that fold alike. */
export function unique(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = folded(value) || value;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
