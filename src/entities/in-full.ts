import type { Span } from './span.ts';
import { hashWord, join } from './tagger/hash.ts';
import {
  LEX_COUNTRY,
  LEX_GIVEN_NAME,
  LEX_ORGANIZATION,
  LEX_ORGANIZATION_WORD,
  LEX_PLACE,
  LEX_PLACE_WORD,
  LEX_REGION,
  LEX_SURNAME,
  type Lexicon,
} from './tagger/lexicon.ts';
import { has, type Looked, phraseBits, type Word, wordsOf } from './words.ts';

/** What the longer names of a text hold, so that one of their words alone is known by it. */
interface InFull {
  readonly givenNames: ReadonlySet<number>;
  /** What stands behind the given name, as it is written. */
  readonly surnames: ReadonlySet<string>;
  readonly firstOfPlaces: ReadonlySet<number>;
  readonly firstOfBodies: ReadonlySet<number>;
  /** What something is in, at or near. */
  readonly located: ReadonlySet<number>;
}

const LOCATIVE = /\b(?:in|at|near|from|to|of|outside|around|across|through|via) $/i;
const LONGEST_LOCATIVE = 10;
const HYPHEN = /\p{L}-\p{L}/u;

/** "Phoebe Waller-Bridge": a given name before a surname with a hyphen, and no place that anybody lists. */
const isPersonInFull = (text: string, { span, words }: Looked, lexicon: Lexicon): boolean => {
  if (span.type !== 'place' || !GIVEN_AND_HYPHENED.test(text.slice(span.start, span.end))) return false;
  const before = text.slice(Math.max(0, span.start - LONGEST_LOCATIVE), span.start);
  return (
    !LOCATIVE.test(before) && has(words[0], LEX_GIVEN_NAME) && (phraseBits(words, lexicon) & LEX_PLACE) === 0
  );
};
const GIVEN_AND_HYPHENED = /^\S+ \p{Lu}\p{L}*-\p{L}+$/u;

const inFull = (text: string, looked: readonly Looked[]): InFull => {
  const givenNames = new Set<number>();
  const surnames = new Set<string>();
  const firstOfPlaces = new Set<number>();
  const firstOfBodies = new Set<number>();
  const located = new Set<number>();
  for (const { span, words } of looked) {
    const before = text.slice(Math.max(0, span.start - LONGEST_LOCATIVE), span.start);
    if (words.length === 1 && LOCATIVE.test(before)) located.add(words[0]!.hash);
    if (words.length < 2) continue;
    const first = words[0]!.hash;
    if (span.type === 'person') {
      givenNames.add(first);
      surnames.add(text.slice(span.start, span.end).replace(/^\S+ /, ''));
    }
    if (span.type === 'place' && has(words.at(-1), LEX_PLACE_WORD)) firstOfPlaces.add(first);
    if (span.type === 'organization' && has(words.at(-1), LEX_ORGANIZATION_WORD)) firstOfBodies.add(first);
  }
  return { givenNames, surnames, firstOfPlaces, firstOfBodies, located };
};

/** "Croatia": a country, whatever it does in the sentence. */
const isCountry = (words: readonly Word[], span: Span, lexicon: Lexicon): boolean =>
  span.type === 'organization' &&
  (phraseBits(words, lexicon) & (LEX_COUNTRY | LEX_ORGANIZATION)) === LEX_COUNTRY;

const LISTED = LEX_PLACE | LEX_ORGANIZATION;
/** "Onil" where the text names Onil Castro, "Waller-Bridge" where it names Phoebe Waller-Bridge. */
const isPartOfPerson = (text: string, words: readonly Word[], span: Span, names: InFull): boolean => {
  if (span.type !== 'place' && span.type !== 'organization') return false;
  const written = text.slice(span.start, span.end);
  if (HYPHEN.test(written)) return names.surnames.has(written);
  return words.length === 1 && names.givenNames.has(words[0]!.hash) && !has(words[0], LISTED);
};

const KNOWN = LISTED | LEX_GIVEN_NAME | LEX_SURNAME;
const THE = /\bthe $/i;
/** "the Golan" where the text names the Golan Heights. */
const isPartOfPlace = (text: string, words: readonly Word[], span: Span, names: InFull): boolean =>
  (span.type === 'organization' || span.type === 'person') &&
  words.length === 1 &&
  names.firstOfPlaces.has(words[0]!.hash) &&
  !has(words[0], KNOWN) &&
  THE.test(text.slice(Math.max(0, span.start - 4), span.start));

/** "Komen" where the text names the Komen Foundation, and nothing is in it. */
const isPartOfBody = (words: readonly Word[], span: Span, names: InFull): boolean =>
  span.type === 'place' &&
  words.length === 1 &&
  names.firstOfBodies.has(words[0]!.hash) &&
  !has(words[0], KNOWN) &&
  !names.located.has(words[0]!.hash);

/** "the Amazon": a river where most mentions have an article, which the company has none of. */
const RIVER = hashWord('river', 0, 5);
const rivers = (text: string, looked: readonly Looked[], lexicon: Lexicon): ReadonlySet<number> => {
  const sums = new Map<number, number>();
  for (const { span, words } of looked) {
    if (words.length !== 1 || !has(words[0], LEX_ORGANIZATION)) continue;
    const river = lexicon.bits[lexicon.find(join(words[0]!.hash, RIVER))] ?? 0;
    if ((river & LEX_REGION) === 0) continue;
    const hasArticle = THE.test(text.slice(Math.max(0, span.start - 4), span.start));
    sums.set(words[0]!.hash, (sums.get(words[0]!.hash) ?? 0) + (hasArticle ? 1 : -1));
  }
  return new Set([...sums].filter(([, sum]) => sum > 0).map(([hash]) => hash));
};

/** Gives words that stand alone the type of the longer name in the text that they are part of, and countries theirs. */
export const settleParts = (text: string, spans: readonly Span[], lexicon: Lexicon): Span[] => {
  const looked = spans
    .map((span) => ({ span, words: wordsOf(text, span, lexicon) }))
    .map((one): Looked => {
      const isPerson = isPersonInFull(text, one, lexicon);
      return isPerson ? { ...one, span: { ...one.span, type: 'person' } } : one;
    });
  const names = inFull(text, looked);
  const flowing = rivers(text, looked, lexicon);
  return looked.map(({ span, words }): Span => {
    if (isPartOfPerson(text, words, span, names)) return { ...span, type: 'person' };
    const isRiver = words.length === 1 && flowing.has(words[0]!.hash);
    if (isRiver || isCountry(words, span, lexicon) || isPartOfPlace(text, words, span, names))
      return { ...span, type: 'place' };
    return isPartOfBody(words, span, names) ? { ...span, type: 'organization' } : span;
  });
};
