import { hashWord, join } from './hash.ts';
import {
  LEX_CITY,
  LEX_COUNTRY,
  LEX_GIVEN_NAME,
  LEX_ORGANIZATION,
  LEX_ORGANIZATION_WORD,
  LEX_PHRASE,
  LEX_PLACE,
  LEX_PREFIX,
  LEX_REGION,
  LEX_SURNAME,
  LEX_TITLE,
  type Lexicon,
} from './lexicon.ts';
import { kindOf } from './likeness.ts';
import {
  GAP_LINE,
  GAP_NONE,
  SHAPE_ALL_CAPS,
  SHAPE_CAPITALISED,
  SHAPE_INITIAL,
  SHAPE_LOWER,
  SHAPE_MIXED,
  SHAPE_NUMBER,
  SHAPE_PUNCTUATION,
  type Tokens,
} from './tokenize.ts';

/** How a line is written. Capitals say little in headlines and less in lines of capitals. */
export const MODE_PROSE = 0;
const MODE_TITLE = 1;
const MODE_CAPS = 2;
const MODE_LOWER = 3;

/** What the rest of the article says of a word, one bit each. */
export const SEEN_LOWER = 1;
const SEEN_CAPITAL_INSIDE = 2;
const SEEN_AFTER_GIVEN_NAME = 4;
const SEEN_AFTER_TITLE = 8;
const SEEN_AFTER_IN = 16;
const SEEN_WITH_ORGANIZATION_WORD = 32;

/** What the tagger knows of each token of a text before it decides: one column per property. */
export interface Analysis {
  readonly tokens: Tokens;
  readonly hash: Uint32Array;
  readonly bits: Uint16Array;
  readonly capital: Uint8Array;
  readonly cluster: Uint8Array;
  readonly fine: Uint16Array;
  readonly coarse: Uint8Array;
  readonly likeness: Uint32Array;
  /** The likeness in fewer steps: see `kindOf`. */
  readonly kind: Uint16Array;
  readonly mode: Uint8Array;
  /** 1 where a sentence starts. */
  readonly first: Uint8Array;
  /** 1 where a name may be: capitals, and what stands between two of them. */
  readonly active: Uint8Array;
  /** Bits of the longest lexicon phrase over the token, 0 for none. */
  readonly phrase: Uint16Array;
  /** Place in that phrase: 1 first, 2 inner, 3 last, 4 alone. */
  readonly phrasePlace: Uint8Array;
  readonly seen: Uint8Array;
  /** First and last token of the run of capitals that the token is in. */
  readonly runFirst: Int32Array;
  readonly runLast: Int32Array;
}

const PHRASE_WORDS = 6;
/** Tokens without capitals that a name may hold in one go: "of the", "de la", a hyphen. */
const LONGEST_BRIDGE = 3;
const LONGEST_PARTICLE = 3;
const LONGEST_HALF = 7;
/** From this bucket of `Lexicon.capital` on, a word without a capital is one that lost it. */
const OFTEN_CAPITAL = 4;

export const hasCapital = (shape: number): boolean =>
  shape === SHAPE_CAPITALISED || shape === SHAPE_ALL_CAPS || shape === SHAPE_MIXED || shape === SHAPE_INITIAL;

const STOPS = '.!?…';
const OPENERS = '"“”«‘(['; // before a first word, and after the stop of the sentence before

const wordHash = (word: string): number => hashWord(word, 0, word.length);
const IN_WORDS: ReadonlySet<number> = new Set(
  ['in', 'near', 'from', 'outside', 'across', 'throughout'].map(wordHash),
);

const lookUp = (text: string, tokens: Tokens, lexicon: Lexicon, analysis: Analysis): void => {
  for (let i = 0; i < tokens.count; i++) {
    const hash = hashWord(text, tokens.start[i]!, tokens.end[i]!);
    analysis.hash[i] = hash;
    const entry = lexicon.find(hash);
    if (entry < 0) continue;
    analysis.bits[i] = lexicon.bits[entry]!;
    analysis.capital[i] = lexicon.capital[entry]!;
    analysis.cluster[i] = lexicon.cluster[entry]!;
    analysis.fine[i] = lexicon.fine[entry]!;
    analysis.coarse[i] = lexicon.coarse[entry]!;
    analysis.likeness[i] = lexicon.likeness[entry]!;
    analysis.kind[i] = kindOf(lexicon.likeness[entry]!);
  }
};

const modeOf = (tokens: Tokens, from: number, to: number): number => {
  let words = 0;
  let caps = 0;
  let capitalised = 0;
  let longWords = 0;
  let longCapitalised = 0;
  for (let i = from; i < to; i++) {
    const shape = tokens.shape[i]!;
    if (shape !== SHAPE_LOWER && !hasCapital(shape)) continue;
    words++;
    if (shape === SHAPE_ALL_CAPS || shape === SHAPE_INITIAL) caps++;
    if (hasCapital(shape)) capitalised++;
    if (tokens.end[i]! - tokens.start[i]! < 4) continue;
    longWords++;
    if (hasCapital(shape)) longCapitalised++;
  }
  if (words >= 2 && caps === words) return MODE_CAPS;
  if (longWords >= 4 && longCapitalised >= longWords * 0.8) return MODE_TITLE;
  return capitalised === 0 ? MODE_LOWER : MODE_PROSE;
};

const markLines = (text: string, tokens: Tokens, analysis: Analysis): void => {
  let from = 0;
  while (from < tokens.count) {
    let to = from + 1;
    while (to < tokens.count && tokens.gap[to] !== GAP_LINE) to++;
    const mode = modeOf(tokens, from, to);
    let starting = true;
    for (let i = from; i < to; i++) {
      analysis.mode[i] = mode;
      const char = text.charAt(tokens.start[i]!);
      const one = tokens.end[i]! - tokens.start[i]! === 1;
      if (one && STOPS.includes(char)) {
        starting = true;
        continue;
      }
      if (starting) analysis.first[i] = 1;
      if (!(one && (OPENERS.includes(char) || char === ')' || char === "'" || char === '’')))
        starting = false;
    }
    from = to;
  }
};

/** The particle of "al-Sadr" and "ash-Shaab" belongs to the name, wherever the name stands. */
const markParticle = (tokens: Tokens, active: Uint8Array, index: number): void => {
  const particle = index - 2;
  if (particle < 0 || tokens.gap[index] !== GAP_NONE || tokens.gap[index - 1] !== GAP_NONE) return;
  const short = tokens.end[particle]! - tokens.start[particle]! <= LONGEST_PARTICLE;
  if (tokens.shape[particle] !== SHAPE_LOWER || !short || tokens.shape[index - 1] !== SHAPE_PUNCTUATION)
    return;
  active[particle] = 1;
  active[index - 1] = 1;
};

/** The small second half of "Kwok-hing" and "Ki-moon" belongs to the name as well. */
const markSecondHalf = (tokens: Tokens, active: Uint8Array, index: number): void => {
  const half = index + 2;
  if (half >= tokens.count || tokens.gap[index + 1] !== GAP_NONE || tokens.gap[half] !== GAP_NONE) return;
  const hyphen = tokens.shape[index + 1] === SHAPE_PUNCTUATION && tokens.shape[half] === SHAPE_LOWER;
  if (!hyphen || tokens.end[half]! - tokens.start[half]! > LONGEST_HALF) return;
  active[index + 1] = 1;
  active[half] = 1;
};

/**
 * Names that their writer did not capitalise: words that prose nearly always writes with a capital, and
 * places that it never writes at all.
 */
const isLoweredName = (tokens: Tokens, analysis: Analysis, index: number): boolean => {
  if (tokens.shape[index] !== SHAPE_LOWER) return false;
  const capital = analysis.capital[index]!;
  return capital >= OFTEN_CAPITAL || (capital === 0 && (analysis.bits[index]! & LARGE_PLACE) !== 0);
};

const markActive = (tokens: Tokens, analysis: Analysis): void => {
  const { active, runFirst, runLast } = analysis;
  let last = -1;
  let runStart = 0;
  for (let i = 0; i < tokens.count; i++) {
    runFirst[i] = i;
    runLast[i] = i;
    const shape = tokens.shape[i]!;
    if (tokens.gap[i] === GAP_LINE) last = -1;
    const number = shape === SHAPE_NUMBER && last === i - 1 && last >= 0;
    if (isLoweredName(tokens, analysis, i)) active[i] = 1;
    if (!hasCapital(shape) && !number) continue;
    active[i] = 1;
    markParticle(tokens, active, i);
    markSecondHalf(tokens, active, i);
    const bridge = last < 0 ? LONGEST_BRIDGE + 1 : i - last - 1;
    if (bridge <= LONGEST_BRIDGE) for (let j = last + 1; j < i; j++) active[j] = 1;
    // a run goes on over a hyphen that touches both sides, and over nothing else
    const hyphen = bridge === 1 && tokens.gap[i] === GAP_NONE && tokens.gap[i - 1] === GAP_NONE;
    const goesOn = (bridge === 0 || hyphen) && !(analysis.first[i] === 1);
    if (!goesOn) runStart = i;
    if (i - runStart < 16) for (let j = runStart; j <= i; j++) runLast[j] = i;
    runFirst[i] = runStart;
    last = i;
  }
};

/** Last token of the longest phrase of two words or more that starts at a token without a capital, -1 for none. */
const loweredPhrase = (tokens: Tokens, lexicon: Lexicon, analysis: Analysis, at: number): number => {
  let hash = analysis.hash[at]!;
  let bits = analysis.bits[at]!;
  let found = -1;
  for (let j = at + 1; j < tokens.count && j < at + PHRASE_WORDS && (bits & LEX_PREFIX) !== 0; j++) {
    if (tokens.gap[j] === GAP_LINE || tokens.shape[j] !== SHAPE_LOWER) break;
    hash = join(hash, analysis.hash[j]!);
    const entry = lexicon.find(hash);
    if (entry < 0) break;
    bits = lexicon.bits[entry]!;
    if ((bits & LEX_PHRASE) !== 0) found = j;
  }
  return found;
};

/** "san francisco" where one of the words has lost its capital for certain, "taco bell" on a line without capitals. */
const markLoweredPhrases = (tokens: Tokens, lexicon: Lexicon, analysis: Analysis): void => {
  const { active, bits, mode } = analysis;
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.shape[i] !== SHAPE_LOWER || (bits[i]! & LEX_PREFIX) === 0) continue;
    const last = loweredPhrase(tokens, lexicon, analysis, i);
    if (last < 0) continue;
    const sure = mode[i] === MODE_LOWER || active.subarray(i, last + 1).includes(1);
    if (sure) active.fill(1, i, last + 1);
  }
};

const LARGE_PLACE = LEX_CITY | LEX_COUNTRY | LEX_REGION;
const NAME_OF_PERSON = LEX_GIVEN_NAME | LEX_SURNAME;

/** What a word still says inside a phrase: no bank is meant by "West Bank", no king by "Burger King". */
const bitsInPhrase = (bits: number, phrase: number): number => {
  const place = (phrase & LEX_PLACE) !== 0;
  const organization = (phrase & LEX_ORGANIZATION) !== 0;
  if (place === organization) return bits;
  return place
    ? bits & ~(NAME_OF_PERSON | LEX_ORGANIZATION | LEX_ORGANIZATION_WORD)
    : bits & ~(NAME_OF_PERSON | LEX_PLACE);
};

const markPhrases = (tokens: Tokens, lexicon: Lexicon, analysis: Analysis): void => {
  for (let i = 0; i < tokens.count; i++) {
    if (analysis.active[i] === 0 || analysis.phrasePlace[i] !== 0) continue;
    let hash = analysis.hash[i]!;
    let found = analysis.bits[i]! & LEX_PHRASE;
    let foundLast = found === 0 ? -1 : i;
    let bits = analysis.bits[i]!;
    for (let j = i + 1; j < tokens.count && j < i + PHRASE_WORDS && (bits & LEX_PREFIX) !== 0; j++) {
      if (tokens.gap[j] === GAP_LINE) break;
      hash = join(hash, analysis.hash[j]!);
      const entry = lexicon.find(hash);
      if (entry < 0) break;
      bits = lexicon.bits[entry]!;
      if ((bits & LEX_PHRASE) === 0) continue;
      found = bits & LEX_PHRASE;
      foundLast = j;
    }
    if (foundLast < 0) continue;
    for (let j = i; j <= foundLast; j++) {
      if (foundLast > i) analysis.bits[j] = bitsInPhrase(analysis.bits[j]!, found);
      analysis.phrase[j] = found;
      analysis.phrasePlace[j] = foundLast === i ? 4 : j === i ? 1 : j === foundLast ? 3 : 2;
    }
  }
};

const markSeen = (tokens: Tokens, analysis: Analysis): void => {
  const { hash, bits } = analysis;
  const seen = new Map<number, number>();
  for (let i = 0; i < tokens.count; i++) {
    if (!hasCapital(tokens.shape[i]!) || analysis.mode[i] !== MODE_PROSE) continue;
    let flags = analysis.first[i] === 1 ? 0 : SEEN_CAPITAL_INSIDE;
    const before = i > 0 && tokens.gap[i] !== GAP_LINE ? bits[i - 1]! : 0;
    if ((before & LEX_GIVEN_NAME) !== 0 && hasCapital(tokens.shape[i - 1]!)) flags |= SEEN_AFTER_GIVEN_NAME;
    if ((before & LEX_TITLE) !== 0) flags |= SEEN_AFTER_TITLE;
    if (i > 0 && IN_WORDS.has(hash[i - 1]!)) flags |= SEEN_AFTER_IN;
    if ((bits[analysis.runLast[i]!]! & LEX_ORGANIZATION_WORD) !== 0) flags |= SEEN_WITH_ORGANIZATION_WORD;
    seen.set(hash[i]!, (seen.get(hash[i]!) ?? 0) | flags);
  }
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.shape[i] !== SHAPE_LOWER) continue;
    const flags = seen.get(hash[i]!);
    if (flags !== undefined) seen.set(hash[i]!, flags | SEEN_LOWER);
  }
  for (let i = 0; i < tokens.count; i++) {
    if (analysis.active[i] === 1) analysis.seen[i] = seen.get(hash[i]!) ?? 0;
  }
};

/** Looks at every token of a text once, linear in the text. */
export function analyse(text: string, tokens: Tokens, lexicon: Lexicon): Analysis {
  const n = tokens.count;
  const analysis: Analysis = {
    tokens,
    hash: new Uint32Array(n),
    bits: new Uint16Array(n),
    capital: new Uint8Array(n),
    cluster: new Uint8Array(n),
    fine: new Uint16Array(n),
    coarse: new Uint8Array(n),
    likeness: new Uint32Array(n),
    kind: new Uint16Array(n),
    mode: new Uint8Array(n),
    first: new Uint8Array(n),
    active: new Uint8Array(n),
    phrase: new Uint16Array(n),
    phrasePlace: new Uint8Array(n),
    seen: new Uint8Array(n),
    runFirst: new Int32Array(n),
    runLast: new Int32Array(n),
  };
  lookUp(text, tokens, lexicon, analysis);
  markLines(text, tokens, analysis);
  markActive(tokens, analysis);
  markLoweredPhrases(tokens, lexicon, analysis);
  markPhrases(tokens, lexicon, analysis);
  markSeen(tokens, analysis);
  return analysis;
}
