import {
  isApostrophe,
  KIND_DIGIT,
  KIND_LETTER,
  KIND_LOWER,
  KIND_PUNCTUATION,
  KIND_SPACE,
  KIND_UPPER,
  kindOf,
} from './characters.ts';

/** How a token is written. */
export const SHAPE_LOWER = 0;
export const SHAPE_CAPITALISED = 1;
export const SHAPE_ALL_CAPS = 2;
export const SHAPE_MIXED = 3;
export const SHAPE_INITIAL = 4;
export const SHAPE_NUMBER = 5;
export const SHAPE_PUNCTUATION = 6;
const SHAPE_CASELESS = 7;

/** What stands between a token and the one before it. */
export const GAP_NONE = 0;
const GAP_SPACE = 1;
export const GAP_LINE = 2;

/**
 * A text as tokens, one column per property. Hyphens, slashes and possessive endings are tokens of
 * their own, so that every name starts and ends at a token's edge.
 */
export interface Tokens {
  readonly count: number;
  /** UTF-16 code units of the text. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly shape: Uint8Array;
  /** What comes before the token; a line break before it ends every name. */
  readonly gap: Uint8Array;
}

/** Abbreviations that keep their full stop: a name may hold them, a sentence seldom ends with them. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    'mr mrs ms dr st jr sr gen sen rep gov col capt lt sgt maj cmdr adm hon rev prof pres supt insp messrs mt ft ' +
    'inc corp co ltd bros dept univ assn intl no vs jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'ariz ark calif colo conn fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo'
  ).split(' '),
);

const isLetter = (kind: number): boolean =>
  kind === KIND_UPPER || kind === KIND_LOWER || kind === KIND_LETTER;
const isWordPart = (kind: number): boolean => isLetter(kind) || kind === KIND_DIGIT;

const FULL_STOP = 0x2e;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const LONGEST_ABBREVIATION = 6;

/** End of a run like `U.S.` or `J.` that starts at `at`, or `at` when there is none. */
const dottedLetters = (text: string, at: number): number => {
  let end = at;
  while (kindOf(text.charCodeAt(end)) === KIND_UPPER && text.charCodeAt(end + 1) === FULL_STOP) end += 2;
  // "U.S" without its last stop, and "Vitamin B.Then", where a word follows
  if (end > at && isWordPart(kindOf(text.charCodeAt(end)))) {
    const alone = !isWordPart(kindOf(text.charCodeAt(end + 1)));
    if (kindOf(text.charCodeAt(end)) === KIND_UPPER && alone) return end + 1;
  }
  return end;
};

const wordEnd = (text: string, at: number): number => {
  let end = at;
  const length = text.length;
  while (end < length) {
    const unit = text.charCodeAt(end);
    const kind = kindOf(unit);
    if (isWordPart(kind)) {
      end++;
      continue;
    }
    if (end === at || end + 1 >= length) break;
    const next = kindOf(text.charCodeAt(end + 1));
    if (isApostrophe(unit) && isLetter(next)) {
      if (endingEnd(text, end) > 0) break;
      end += 2;
      continue;
    }
    const between = kindOf(text.charCodeAt(end - 1));
    if ((unit === FULL_STOP || unit === COMMA) && between === KIND_DIGIT && next === KIND_DIGIT) {
      end += 2;
      continue;
    }
    break;
  }
  return end;
};

/** Endings after an apostrophe that are words of their own: Karam's, I'm, they've, she'll. */
const ENDINGS: ReadonlySet<string> = new Set(['s', 'm', 'd', 've', 'll', 're']);
const LONGEST_ENDING = 2;

/** End of a possessive or contraction whose apostrophe is at `at`, or 0. */
const endingEnd = (text: string, at: number): number => {
  let end = at + 1;
  while (end < text.length && end <= at + 1 + LONGEST_ENDING && isWordPart(kindOf(text.charCodeAt(end))))
    end++;
  return ENDINGS.has(text.slice(at + 1, end).toLowerCase()) ? end : 0;
};

const shapeOf = (text: string, start: number, end: number): number => {
  let upper = 0;
  let lower = 0;
  let letters = 0;
  let digits = 0;
  for (let i = start; i < end; i++) {
    const kind = kindOf(text.charCodeAt(i));
    if (kind === KIND_UPPER) upper++;
    else if (kind === KIND_LOWER) lower++;
    else if (kind === KIND_LETTER) letters++;
    else if (kind === KIND_DIGIT) digits++;
  }
  if (upper + lower + letters === 0) return digits > 0 ? SHAPE_NUMBER : SHAPE_PUNCTUATION;
  if (upper === 0) return lower > 0 ? (digits > 0 ? SHAPE_MIXED : SHAPE_LOWER) : SHAPE_CASELESS;
  if (upper === 1 && lower === 0 && digits === 0) return SHAPE_INITIAL;
  if (lower === 0) return digits > 0 ? SHAPE_MIXED : SHAPE_ALL_CAPS;
  const first = kindOf(text.charCodeAt(start)) === KIND_UPPER;
  return first && upper === 1 && digits === 0 ? SHAPE_CAPITALISED : SHAPE_MIXED;
};

const tokenEnd = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  const kind = kindOf(unit);
  if (kind === KIND_UPPER) {
    const dotted = dottedLetters(text, at);
    if (dotted > at) return dotted;
  }
  if (isWordPart(kind)) {
    const end = wordEnd(text, at);
    const short = end - at <= LONGEST_ABBREVIATION && text.charCodeAt(end) === FULL_STOP;
    return short && ABBREVIATIONS.has(text.slice(at, end).toLowerCase()) ? end + 1 : end;
  }
  if (isApostrophe(unit)) return endingEnd(text, at) || at + 1;
  const pair = unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
  return pair ? at + 2 : at + 1;
};

/** Splits a text into tokens. Linear in the text. */
export function tokenize(text: string): Tokens {
  let capacity = (text.length >> 2) + 16;
  let start = new Int32Array(capacity);
  let end = new Int32Array(capacity);
  let shape = new Uint8Array(capacity);
  let gap = new Uint8Array(capacity);
  let count = 0;
  let before = GAP_LINE;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit);
    if (kind === KIND_SPACE) {
      if (unit === LINE_FEED) before = GAP_LINE;
      else if (before === GAP_NONE) before = GAP_SPACE;
      at++;
      continue;
    }
    if (count === capacity) {
      capacity *= 2;
      start = grow(start, new Int32Array(capacity));
      end = grow(end, new Int32Array(capacity));
      shape = grow(shape, new Uint8Array(capacity));
      gap = grow(gap, new Uint8Array(capacity));
    }
    const stop = tokenEnd(text, at);
    start[count] = at;
    end[count] = stop;
    shape[count] = kind === KIND_PUNCTUATION ? SHAPE_PUNCTUATION : shapeOf(text, at, stop);
    gap[count] = before;
    count++;
    before = GAP_NONE;
    at = stop;
  }
  return { count, start, end, shape, gap };
}

const grow = <T extends Int32Array | Uint8Array>(from: T, to: T): T => {
  to.set(from);
  return to;
};
