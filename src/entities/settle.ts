import type { Span } from './span.ts';
import { hashWord } from './tagger/hash.ts';
import {
  LEX_DEMONYM,
  LEX_GIVEN_NAME,
  LEX_ORGANIZATION,
  LEX_PLACE,
  LEX_PLACE_WORD,
  LEX_SURNAME,
  LEX_TITLE,
  type Lexicon,
} from './tagger/lexicon.ts';
import { tokenize } from './tagger/tokenize.ts';

/** From this bucket of `Lexicon.capital` down, prose writes a word small more often than not. */
const SELDOM_CAPITAL = 3;

interface Word {
  readonly hash: number;
  readonly bits: number;
  readonly capital: number;
}

const wordsOf = (text: string, span: Span, lexicon: Lexicon): Word[] => {
  const written = text.slice(span.start, span.end);
  const tokens = tokenize(written);
  const words: Word[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const hash = hashWord(written, tokens.start[i]!, tokens.end[i]!);
    const entry = lexicon.find(hash);
    words.push({ hash, bits: lexicon.bits[entry] ?? 0, capital: lexicon.capital[entry] ?? 0 });
  }
  return words;
};

const has = (word: Word | undefined, bits: number): boolean => word !== undefined && (word.bits & bits) !== 0;

/** "President", "Embassy", "Imam": a word of the language that happens to have a capital. */
const isCommonNoun = (words: readonly Word[], span: Span, surnames: ReadonlySet<number>): boolean => {
  const only = words[0]!;
  if (words.length !== 1 || surnames.has(only.hash)) return false;
  if (span.type === 'person') return has(only, LEX_TITLE) && only.capital <= SELDOM_CAPITAL;
  return span.type === 'place' && has(only, LEX_PLACE_WORD) && only.capital <= SELDOM_CAPITAL;
};

const CAPITALS = /^\p{Lu}{2,6}$/u;
/** Capitals that stand for a body, although a person's place in the sentence misled the tagger: "DAB’s Alice Mak". */
const isAcronymOfBody = (text: string, words: readonly Word[], span: Span): boolean =>
  span.type === 'person' &&
  words.length === 1 &&
  CAPITALS.test(text.slice(span.start, span.end)) &&
  !has(words[0], LEX_GIVEN_NAME | LEX_SURNAME);

/** "Shiites", "Iraqi", "Shi’ite Muslims": people of a kind, not a name of their own. */
const isPeople = (words: readonly Word[], span: Span): boolean => {
  const alsoName = span.type === 'person' ? LEX_PLACE | LEX_GIVEN_NAME : LEX_PLACE;
  return words.every((word) => has(word, LEX_DEMONYM) && !has(word, alsoName));
};

/**
 * Looks over the names of a text together. Demonyms and common nouns are dropped; a single word that
 * is the surname of a person named in full is that person, unless the lexicon knows it as a place or
 * an organization; a full name whose surname is a person's elsewhere is a person's too.
 */
export function settleTypes(text: string, spans: readonly Span[], lexicon: Lexicon): Span[] {
  const looked = spans.map((span) => ({ span, words: wordsOf(text, span, lexicon) }));
  const surnames = new Set<number>();
  const alone = new Set<number>();
  for (const { span, words } of looked) {
    if (span.type !== 'person' || words.length === 0) continue;
    if (words.length > 1) surnames.add(words.at(-1)!.hash);
    else alone.add(words[0]!.hash);
  }
  const settled: Span[] = [];
  for (const { span, words } of looked) {
    if (words.length === 0 || isPeople(words, span) || isCommonNoun(words, span, surnames)) continue;
    const last = words.at(-1)!;
    const bareSurname =
      words.length === 1 && surnames.has(last.hash) && !has(last, LEX_PLACE | LEX_ORGANIZATION);
    const fullName =
      words.length === 2 && has(words[0], LEX_GIVEN_NAME) && alone.has(last.hash) && !has(last, LEX_PLACE);
    const person = span.type !== 'person' && (bareSurname || fullName);
    if (person) settled.push({ ...span, type: 'person' });
    else settled.push(isAcronymOfBody(text, words, span) ? { ...span, type: 'organization' } : span);
  }
  return settled;
}
