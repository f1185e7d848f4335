import { COMMON_ACRONYMS, COMMON_PHRASES } from './common-acronyms.ts';
import { thingsBySense } from './other-senses.ts';
import type { Span } from './span.ts';
import {
  LEX_COUNTRY,
  LEX_DEMONYM,
  LEX_GIVEN_NAME,
  LEX_ORGANIZATION,
  LEX_ORGANIZATION_WORD,
  LEX_PLACE,
  LEX_PLACE_WORD,
  LEX_REGION,
  LEX_SURNAME,
  LEX_TITLE,
  type Lexicon,
} from './tagger/lexicon.ts';
import { has, type Looked, type Word, wordsOf } from './words.ts';

/** From this bucket of `Lexicon.capital` down, prose writes a word small more often than not. */
const SELDOM_CAPITAL = 3;

/** Offices that hardly anybody has for a surname; prose capitalises them too often to tell by that. */
const OFFICE =
  /^(?:Vice-)?(?:President|Minister|Chancellor|Premier|Secretary|Senator|Governor|Ambassador|Congressman|Congresswoman|Professor|Ayatollah|Spokesman|Spokeswoman)(?:-elect)?$/i;

/** "President", "Embassy", "Imam": a word of the language that happens to have a capital. */
const isCommonNoun = (
  text: string,
  words: readonly Word[],
  span: Span,
  surnames: ReadonlySet<number>,
): boolean => {
  const only = words[0]!;
  if (OFFICE.test(text.slice(span.start, span.end)) && !surnames.has(words.at(-1)!.hash)) return true;
  if (words.length !== 1 || surnames.has(only.hash)) return false;
  if (span.type === 'person') return has(only, LEX_TITLE) && only.capital <= SELDOM_CAPITAL;
  return span.type === 'place' && has(only, LEX_PLACE_WORD) && only.capital <= SELDOM_CAPITAL;
};

const LOCATIVE = /\b(?:in|at|near|from|to|of|outside|around|across|through|via)\s+$/i;
const LONGEST_LOCATIVE = 10;

/** A name as people bear it, and no address: "Ann Lee@TARN". */
const FULL_NAME = /^[\p{L}\p{M}.'’ -]+$/u;

/** Surnames of people whom the text names in full before it uses the word alone, and no body that is called so. */
const introducedSurnames = (text: string, looked: readonly Looked[]): ReadonlySet<number> => {
  const introduced = new Set<number>();
  const taken = new Set<number>();
  for (const { span, words } of looked) {
    const last = words.at(-1);
    if (last === undefined) continue;
    if (words.length === 1) {
      if (!introduced.has(last.hash)) taken.add(last.hash);
    } else if (span.type === 'organization') taken.add(words[0]!.hash);
    else if (
      span.type === 'person' &&
      has(words[0], LEX_GIVEN_NAME) &&
      FULL_NAME.test(text.slice(span.start, span.end))
    )
      introduced.add(last.hash);
  }
  return new Set([...introduced].filter((hash) => !taken.has(hash)));
};

/**
 * A surname that is not a country or an organization as well, unless the text introduces who bears it;
 * towns give way unless the text says "in".
 */
const isFreeSurname = (text: string, word: Word, span: Span, introduced: ReadonlySet<number>): boolean => {
  if (has(word, LEX_ORGANIZATION | LEX_COUNTRY | LEX_REGION) && !introduced.has(word.hash)) return false;
  const before = text.slice(Math.max(0, span.start - LONGEST_LOCATIVE), span.start);
  return !has(word, LEX_PLACE) || !LOCATIVE.test(before);
};

/** "Ludwig Maximilian University": named after a person, and none. */
const isBodyNamedAfter = (words: readonly Word[], span: Span): boolean => {
  const last = words.at(-1);
  return (
    span.type === 'person' &&
    words.length > 1 &&
    has(last, LEX_ORGANIZATION_WORD) &&
    !has(last, LEX_SURNAME | LEX_GIVEN_NAME)
  );
};

const DETERMINER = /\b(?:the|this|that|an?|each|every) $/i;
const LONGEST_DETERMINER = 6;
const AND_ANOTHER = /^ (?:and|&|or) \p{Lu}/u;
/** Prose writes these words with a capital most of the time, because they are given names as well. */
const HALF_CAPITAL = 4;

/** "the Bill", "a Mark": a word that is also a given name, and here is none. */
const isCountedWord = (text: string, words: readonly Word[], span: Span): boolean =>
  span.type === 'person' &&
  words.length === 1 &&
  has(words[0], LEX_GIVEN_NAME) &&
  words[0]!.capital > 0 &&
  words[0]!.capital <= HALF_CAPITAL &&
  !AND_ANOTHER.test(text.slice(span.end, span.end + LONGEST_DETERMINER)) &&
  DETERMINER.test(text.slice(Math.max(0, span.start - LONGEST_DETERMINER), span.start));

const PARTICLE = /^(?:al|el|as|ash|ad|an|ar|at|az|ul)-/i;
/** "al-Baz": a surname with its article, which is one word to a reader. */
const isWithParticle = (text: string, words: readonly Word[], span: Span): boolean =>
  words.length === 3 && PARTICLE.test(text.slice(span.start, span.end));

const CAPITALS = /^\p{Lu}{2,6}$/u;
/** Capitals that stand for a body, although a person's place in the sentence misled the tagger: "DAB’s Alice Mak". */
const isAcronymOfBody = (text: string, words: readonly Word[], span: Span): boolean =>
  span.type === 'person' &&
  words.length === 1 &&
  CAPITALS.test(text.slice(span.start, span.end)) &&
  !has(words[0], LEX_GIVEN_NAME | LEX_SURNAME);

const THE = /\bthe $/i;
/** "the CPA", "the IRA": known bodies whose letters also abbreviate things; an article says that one is meant. */
const isKnownBody = (text: string, words: readonly Word[], span: Span): boolean =>
  span.type === 'organization' &&
  words.length === 1 &&
  has(words[0], LEX_ORGANIZATION) &&
  THE.test(text.slice(Math.max(0, span.start - 4), span.start));

/** "Kata’ib" after "Kata’ib Hezbollah": the first word of a body's name alone, which nobody is called. */
const isShortForBody = (words: readonly Word[], span: Span, firstOfBodies: ReadonlySet<number>): boolean =>
  span.type === 'person' &&
  words.length === 1 &&
  firstOfBodies.has(words[0]!.hash) &&
  !has(words[0], LEX_GIVEN_NAME | LEX_SURNAME);

const TWO_LETTERS = /^\p{Lu}\p{Ll}$/u;
const ONE_LETTER = /^\p{L}$/u;
/** "Us" of "About Us", and acronyms of things: PDF, GDP, ICBMs. */
const isNoName = (
  text: string,
  words: readonly Word[],
  span: Span,
  bodies: ReadonlySet<number>,
  things: ReadonlySet<string>,
): boolean => {
  const written = text.slice(span.start, span.end);
  if (things.has(written)) return true;
  if (COMMON_PHRASES.has(written.toLowerCase())) return true;
  if (words.length !== 1) return false;
  if (COMMON_ACRONYMS.has(written) || COMMON_ACRONYMS.has(written.replace(/s$/, '')))
    return !bodies.has(words[0]!.hash);
  return ONE_LETTER.test(written) || (span.type !== 'person' && TWO_LETTERS.test(written));
};

/** Those who vote for a party or sit for it, not the party. */
const PARTISANS = /^(?:\p{Ll}\S* ){0,2}(?:Republicans|Democrats)$/u;

/** "North Korean", "South African". */
const SIDE = /^(?:North|South|East|West) \p{Lu}/u;

/** "Shiites", "Iraqi", "Shi’ite Muslims", "Democrats": people of a kind, not a name of their own. */
const isPeople = (text: string, words: readonly Word[], span: Span): boolean => {
  if (PARTISANS.test(text.slice(span.start, span.end))) return true;
  const alsoName = span.type === 'person' ? LEX_PLACE | LEX_GIVEN_NAME : LEX_PLACE;
  const kinds = SIDE.test(text.slice(span.start, span.end)) ? words.slice(1) : words;
  return kinds.every((word) => has(word, LEX_DEMONYM) && !has(word, alsoName));
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
  const firstOfBodies = new Set<number>();
  for (const { span, words } of looked) {
    if (span.type === 'organization' && words.length > 1) firstOfBodies.add(words[0]!.hash);
    if (span.type !== 'person' || words.length === 0) continue;
    if (words.length > 1) surnames.add(words.at(-1)!.hash);
    else alone.add(words[0]!.hash);
  }
  const bodies = new Set<number>();
  const counted = new Set<number>();
  for (const { span, words } of looked) {
    if (isKnownBody(text, words, span)) bodies.add(words[0]!.hash);
    if (isCountedWord(text, words, span)) counted.add(words[0]!.hash);
  }
  const introduced = introducedSurnames(text, looked);
  const things = thingsBySense(text);
  const settled: Span[] = [];
  for (const { span, words } of looked) {
    if (
      words.length === 0 ||
      isNoName(text, words, span, bodies, things) ||
      isPeople(text, words, span) ||
      (words.length === 1 && span.type === 'person' && counted.has(words[0]!.hash)) ||
      isCommonNoun(text, words, span, surnames)
    )
      continue;
    const last = words.at(-1)!;
    const single = words.length === 1 || isWithParticle(text, words, span);
    const bareSurname = single && surnames.has(last.hash) && isFreeSurname(text, last, span, introduced);
    const fullName =
      words.length === 2 && has(words[0], LEX_GIVEN_NAME) && alone.has(last.hash) && !has(last, LEX_PLACE);
    if (bareSurname || fullName) settled.push({ ...span, type: 'person' });
    else if (
      isAcronymOfBody(text, words, span) ||
      isBodyNamedAfter(words, span) ||
      (!surnames.has(last.hash) && isShortForBody(words, span, firstOfBodies))
    ) {
      settled.push({ ...span, type: 'organization' });
    } else settled.push(span);
  }
  return settled;
}
