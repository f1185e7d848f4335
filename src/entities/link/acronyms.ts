import { COMMON_ACRONYMS } from '../common-acronyms.ts';
import { type Span, withoutOverlaps } from '../span.ts';
import {
  GAP_LINE,
  SHAPE_ALL_CAPS,
  SHAPE_LOWER,
  SHAPE_MIXED,
  SHAPE_PUNCTUATION,
  type Tokens,
} from '../tagger/tokenize.ts';

/** A name and the acronym that stands for it, as tokens: the name ends before the parenthesis. */
interface Definition {
  readonly longFirst: number;
  readonly shortFirst: number;
  /** Written small from its first word on: "fast radio burst". */
  readonly small: boolean;
}

const LONGEST_NAME = 12;
const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}&]*\p{Lu}s?$|^\p{Lu}[\p{L}\p{N}]{0,5}\p{Lu}$/u;
const SKIPPED: ReadonlySet<string> = new Set(
  "of the for and in on to at by de la le du des del di da e y et und für von der die des - & ’s 's".split(
    ' ',
  ),
);

const textOf = (text: string, tokens: Tokens, index: number): string =>
  text.slice(tokens.start[index], tokens.end[index]);

/** Whether a written form looks like an acronym: `NCRI`, `MEK`, `SPÖ`, `CoE`. */
export const isAcronym = (form: string): boolean =>
  form.length >= 2 && form.length <= 10 && ACRONYM.test(form);

/**
 * The token at which a name starts whose initials spell `letters` and which ends before `end`;
 * -1 when there is none. Small words may be skipped, content words may not. `small` asks for a first
 * word without a capital, which otherwise no name has.
 */
const nameBefore = (text: string, tokens: Tokens, end: number, letters: string, small: boolean): number => {
  const oldest = Math.max(0, end - LONGEST_NAME);
  const search = (at: number, left: number): number => {
    if (left === 0) return at + 1;
    if (at < oldest) return -1;
    if (at + 1 < end && tokens.gap[at + 1] === GAP_LINE) return -1;
    const word = textOf(text, tokens, at);
    const matches = word.charAt(0).toLowerCase() === letters.charAt(left - 1);
    if (matches && (left > 1 || (tokens.shape[at] === SHAPE_LOWER) === small)) {
      const found = search(at - 1, left - 1);
      if (found >= 0) return found;
    }
    return SKIPPED.has(word.toLowerCase()) ? search(at - 1, left) : -1;
  };
  return search(end - 1, letters.length);
};

const definitionAt = (text: string, tokens: Tokens, paren: number): Definition | null => {
  const short = paren + 1;
  if (paren === 0 || short + 1 >= tokens.count || tokens.gap[paren] === GAP_LINE) return null;
  const shape = tokens.shape[short];
  if (shape !== SHAPE_ALL_CAPS && shape !== SHAPE_MIXED) return null;
  const form = textOf(text, tokens, short);
  if (!isAcronym(form)) return null;
  const after = textOf(text, tokens, short + 1);
  if (after !== ')' && after !== '/' && after !== ',' && after !== ';') return null;
  const letters = form.replace(/s$/, '').toLowerCase();
  for (const small of [false, true]) {
    const longFirst = nameBefore(text, tokens, paren, letters, small);
    if (longFirst >= 0) return { longFirst, shortFirst: short, small };
  }
  return null;
};

/** Every "Long Name (LN)" of a text whose initials agree. */
const definitions = (text: string, tokens: Tokens): Definition[] => {
  const found: Definition[] = [];
  for (let i = 1; i < tokens.count; i++) {
    if (text.charCodeAt(tokens.start[i]!) !== 0x28) continue;
    const definition = definitionAt(text, tokens, i);
    if (definition !== null) found.push(definition);
  }
  return found;
};

/** Index of the first of the sorted spans that ends after `start`. */
const firstEndingAfter = (spans: readonly Span[], start: number): number => {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end > start) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** What the things are that common acronyms stand for; bodies with the same letters end otherwise. */
const THINGS: ReadonlySet<string> = new Set(
  (
    'intelligence learning management optimization optimisation marketing interface processing model models modeling rate ratio ' +
    'index disorder disease syndrome therapy language development design engine experience reality score scale credit account plan ' +
    'deduction tax income cost costs return value product products protocol memory drive display format software resources'
  ).split(' '),
);

/** Last words of what is no body however it is abbreviated: "Taxpayer Identification Number (ITIN)". */
const SORTS: ReadonlySet<string> = new Set(
  (
    'number numbers identifier identifiers token tokens method matrix worksheet protocol interface certificate kit ratio ' +
    'disorder syndrome disease therapy doctor'
  ).split(' '),
);

const isSmallThroughout = (tokens: Tokens, { longFirst, shortFirst }: Definition): boolean => {
  for (let at = longFirst; at < shortFirst - 1; at++)
    if (tokens.shape[at] !== SHAPE_LOWER && tokens.shape[at] !== SHAPE_PUNCTUATION) return false;
  return true;
};

/** "Taxpayer Identification Number (ITIN)", however it is written. */
const isSort = (text: string, tokens: Tokens, { shortFirst }: Definition): boolean =>
  SORTS.has(textOf(text, tokens, shortFirst - 2).toLowerCase());

/** Acronyms that the text introduces for what it writes small, FRB for "fast radio burst", or for a number or a method. */
export const acronymsOfThings = (
  text: string,
  tokens: Tokens,
  isBodyWord: (word: string) => boolean,
): ReadonlySet<string> =>
  new Set(
    definitions(text, tokens)
      .filter((found) => isSort(text, tokens, found) || (found.small && isSmallThroughout(tokens, found)))
      .filter(({ shortFirst }) => !isBodyWord(textOf(text, tokens, shortFirst - 2)))
      .map(({ shortFirst }) => textOf(text, tokens, shortFirst).replace(/s$/, '')),
  );

/**
 * Lets acronyms put names right: where initials agree, the name takes its full extent and the
 * acronym its type. A definition counts only when a tagger saw a name in its long form, so that
 * "member of parliament (MP)" stays what it is, or took the acronym for a body.
 */
export function applyDefinitions(text: string, tokens: Tokens, spans: readonly Span[]): Span[] {
  const dropped = new Set<Span>();
  const added: Span[] = [];
  let addedUntil = 0;
  for (const { longFirst, shortFirst, small } of definitions(text, tokens)) {
    if (small) continue;
    const start = tokens.start[longFirst]!;
    const end = tokens.end[shortFirst - 2]!;
    const shortStart = tokens.start[shortFirst]!;
    const shortEnd = tokens.end[shortFirst]!;
    const acronym = text.slice(shortStart, shortEnd).replace(/s$/, '');
    const last = textOf(text, tokens, shortFirst - 2).toLowerCase();
    const isThing = SORTS.has(last) || (COMMON_ACRONYMS.has(acronym) && THINGS.has(last));
    const inside: Span[] = [];
    let at = firstEndingAfter(spans, start);
    for (; at < spans.length && spans[at]!.start < end; at++) inside.push(spans[at]!);
    const short = spans[firstEndingAfter(spans, shortStart)];
    const isBody =
      inside.length === 0 &&
      short?.type === 'organization' &&
      short.start === shortStart &&
      short.end === shortEnd;
    const type = isBody ? 'organization' : inside.find((span) => span.type !== 'person')?.type;
    if (type === undefined || start < addedUntil) continue;
    const whole = type === 'place' && inside.length > 1 ? 'organization' : type;
    for (const span of inside) dropped.add(span);
    // "Artificial Intelligence (AI)" is a thing that is written with capitals
    if (isThing) continue;
    added.push({ start, end, type: whole });
    // the acronym keeps a longer name that it starts, as "MEK Iran" in "(MEK Iran)"
    if (short !== undefined && !dropped.has(short) && short.start < shortEnd) {
      dropped.add(short);
      added.push({
        start: Math.min(short.start, shortStart),
        end: Math.max(short.end, shortEnd),
        type: whole,
      });
    } else {
      added.push({ start: shortStart, end: shortEnd, type: whole });
    }
    addedUntil = added.at(-1)!.end;
  }
  return withoutOverlaps(
    [...spans.filter((span) => !dropped.has(span)), ...added].sort((a, b) => a.start - b.start),
  );
}

/** The initials of a name's words, small words left out and kept: `National Council of X` -> `ncx`, `ncox`. */
export const initialsOf = (foldedName: string): readonly [string, string] => {
  const words = foldedName.split(' ');
  const all = words.map((word) => word.charAt(0)).join('');
  const content = words
    .filter((word) => !SKIPPED.has(word))
    .map((word) => word.charAt(0))
    .join('');
  return [content, all];
};

/** A single blank between an acronym and a place that closes a parenthesis: "(PMOI / MEK Iran)". */
const isAcronymWithPlace = (text: string, first: Span, second: Span): boolean =>
  first.type === 'organization' &&
  second.type === 'place' &&
  second.start === first.end + 1 &&
  text.charAt(first.end) === ' ' &&
  text.charAt(second.end) === ')' &&
  isAcronym(text.slice(first.start, first.end));

/** Joins what a parenthesis introduces as one name: an acronym and the country it is of. */
export const joinAcronymPlaces = (text: string, spans: readonly Span[]): Span[] => {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && isAcronymWithPlace(text, last, span)) {
      joined[joined.length - 1] = { ...last, end: span.end };
    } else joined.push(span);
  }
  return joined;
};
