import type { Span } from './span.ts';
import { LEX_GIVEN_NAME, type Lexicon } from './tagger/lexicon.ts';
import { has, wordsOf } from './words.ts';

/** Year and volume behind a journal, as lists of works have them: "Br J Tides. 2013;169(5):1071–80". */
const VOLUME = /^[.,]?\s(?:19|20)\d\d(?:\s\p{L}{3}(?:\s\d{1,2})?)?\s?[;:]\s?\(?\d/u;
const LONGEST_VOLUME = 24;

/** What a list of works cites by year and volume is a journal wherever the text names it, and no person, body or place. */
export const settleJournals = (text: string, spans: readonly Span[], lexicon: Lexicon): Span[] => {
  const journals = new Set<string>();
  for (const span of spans) {
    if (!VOLUME.test(text.slice(span.end, span.end + LONGEST_VOLUME))) continue;
    if (!has(wordsOf(text, span, lexicon)[0], LEX_GIVEN_NAME)) journals.add(text.slice(span.start, span.end));
  }
  if (journals.size === 0) return [...spans];
  return spans.map((span) =>
    journals.has(text.slice(span.start, span.end)) ? { ...span, type: 'work' } : span,
  );
};
