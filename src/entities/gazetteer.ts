import type { EntityType } from '../document/article.ts';
import type { Span } from './span.ts';
import {
  LEX_CITY,
  LEX_COUNTRY,
  LEX_GIVEN_NAME,
  LEX_ORGANIZATION,
  LEX_PERSON,
  LEX_REGION,
} from './tagger/lexicon.ts';
import { type Analysis, hasCapital, MODE_PROSE } from './tagger/sentence.ts';
import { SHAPE_ALL_CAPS } from './tagger/tokenize.ts';

/** Last token of the lexicon phrase that starts at a token. */
const phraseEnd = (analysis: Analysis, first: number): number => {
  let last = first;
  while (analysis.phrasePlace[last] === 1 || analysis.phrasePlace[last] === 2) last++;
  return last;
};

const typeOf = (bits: number, words: number, acronym: boolean, givenName: boolean): EntityType | null => {
  if (words > 1) {
    if ((bits & LEX_PERSON) !== 0) return 'person';
    if ((bits & LEX_ORGANIZATION) !== 0) return 'organization';
    return (bits & (LEX_COUNTRY | LEX_REGION | LEX_CITY)) !== 0 ? 'place' : null;
  }
  if ((bits & LEX_COUNTRY) !== 0 && !givenName) return 'place';
  return acronym && (bits & LEX_ORGANIZATION) !== 0 ? 'organization' : null;
};

/**
 * Names of the lexicon in a text of any language: phrases of several words, countries and acronyms.
 * Single words of other kinds are left alone: "Essen" and "Halle" are cities and much else.
 */
export function matchGazetteer(analysis: Analysis): Span[] {
  const { tokens } = analysis;
  const spans: Span[] = [];
  let i = 0;
  while (i < tokens.count) {
    const last = analysis.phrasePlace[i] === 1 ? phraseEnd(analysis, i) : i;
    const starts = analysis.phrasePlace[i] === 1 || analysis.phrasePlace[i] === 4;
    const written = hasCapital(tokens.shape[i]!) && hasCapital(tokens.shape[last]!);
    if (starts && written && analysis.mode[i] === MODE_PROSE) {
      const acronym = tokens.shape[i] === SHAPE_ALL_CAPS && tokens.end[i]! - tokens.start[i]! > 2;
      const givenName = (analysis.bits[i]! & LEX_GIVEN_NAME) !== 0;
      const type = typeOf(analysis.phrase[i]!, last - i + 1, acronym, givenName);
      if (type !== null) spans.push({ start: tokens.start[i]!, end: tokens.end[last]!, type });
    }
    i = last + 1;
  }
  return spans;
}
