import type { EntityType } from '../../document/article.ts';
import { otherSenses } from '../other-senses.ts';
import type { Span } from '../span.ts';
import { initialsOf } from './acronyms.ts';
import { foldName, nameWords, personWords, soundOf } from './fold.ts';
import { knownName } from './known-names.ts';

/** All mentions of one article that are written alike, as one thing to be linked with others. */
export interface NameNode {
  readonly id: number;
  readonly type: EntityType;
  /** The form as it is compared; for a well-known name the folded common name. */
  readonly key: string;
  /** A form as it stands in the text, the one with lower-case letters if there is a choice. */
  readonly form: string;
  /** Content words of the key; of persons, without generational suffixes. */
  readonly words: readonly string[];
  readonly sounds: readonly string[];
  /** The name that everyone gives it, when it is a well-known one. */
  readonly known: string | null;
  readonly spans: Span[];
}

/** What tells a son from his father. */
export const SUFFIXES: ReadonlySet<string> = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);
const LOWER = /\p{Ll}/u;

const withoutSuffix = (words: readonly string[]): readonly string[] => {
  const last = words.at(-1);
  return words.length > 1 && last !== undefined && SUFFIXES.has(last) ? words.slice(0, -1) : words;
};

/** The type that most mentions have; the earlier mention decides a tie. */
const commonType = (spans: readonly Span[]): EntityType => {
  const counts = new Map<EntityType, number>();
  for (const span of spans) counts.set(span.type, (counts.get(span.type) ?? 0) + 1);
  let best = spans[0]!.type;
  for (const [type, count] of counts) if (count > counts.get(best)!) best = type;
  return best;
};

/** Acronyms that the text itself introduces for something else than everyone means: "Americans for Prosperity (AFP)". */
const ownAcronyms = (text: string, spans: readonly Span[]): ReadonlySet<string> => {
  const own = new Set<string>();
  for (const [index, { start, end }] of spans.entries()) {
    const before = spans[index - 1];
    if (before === undefined || text.slice(before.end, start) !== ' (' || text.charAt(end) !== ')') continue;
    const acronym = text.slice(start, end);
    const long = foldName(text.slice(before.start, before.end));
    const known = knownName(acronym);
    const isOther = known !== null && foldName(known.name) !== long && knownName(long)?.name !== known.name;
    if (isOther && initialsOf(long).includes(acronym.toLowerCase())) own.add(acronym);
  }
  return own;
};

/** Groups spans by what they say, in order of first mention. */
export function nodesOf(text: string, spans: readonly Span[]): NameNode[] {
  const groups = new Map<string, { form: string; known: ReturnType<typeof knownName>; spans: Span[] }>();
  const own = new Set([...ownAcronyms(text, spans), ...otherSenses(text)]);
  for (const span of spans) {
    const form = text.slice(span.start, span.end);
    const known = own.has(form) ? null : knownName(form);
    const key = known === null ? foldName(form) : foldName(known.name);
    if (key === '') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { form, known, spans: [span] });
    else {
      group.spans.push(span);
      if (!LOWER.test(group.form) && LOWER.test(form)) group.form = form;
    }
  }
  return [...groups].map(([key, group], id) => {
    const type = group.known?.type ?? commonType(group.spans);
    const words = type === 'person' ? withoutSuffix(personWords(group.form)) : nameWords(key);
    return {
      id,
      key,
      form: group.form,
      type,
      words,
      sounds: words.map(soundOf),
      known: group.known?.name ?? null,
      spans: group.spans,
    };
  });
}

/** Two well-known names are never one, whatever stands between them. */
export const bothKnown = (a: NameNode, b: NameNode): boolean =>
  a.known !== null && b.known !== null && a.known !== b.known;

/** The first word as written, up to a blank or hyphen. */
export const firstWord = (form: string): string => form.split(/[\s-]/, 1)[0] ?? '';
