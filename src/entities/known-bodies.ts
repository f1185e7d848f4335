import type { Span } from './span.ts';
import { hashWord } from './tagger/hash.ts';
import { LEX_ORGANIZATION, LEX_PLACE } from './tagger/lexicon.ts';
import { type Analysis, hasCapital } from './tagger/sentence.ts';

const FEWEST_WORDS = 3;
const THE = hashWord('the', 0, 3);

/** Bodies of the lexicon that are written as three words or more: nothing else is called that. */
const longBodies = ({ tokens, hash, phrase, phrasePlace }: Analysis): Span[] => {
  const found: Span[] = [];
  for (let at = 0; at < tokens.count; at++) {
    if (phrasePlace[at] !== 1 || (phrase[at]! & (LEX_ORGANIZATION | LEX_PLACE)) !== LEX_ORGANIZATION)
      continue;
    let last = at;
    while (phrasePlace[last] === 1 || phrasePlace[last] === 2) last++;
    const first = hash[at] === THE ? at + 1 : at;
    const written = hasCapital(tokens.shape[first]!) && hasCapital(tokens.shape[last]!);
    if (written && last - first + 1 >= FEWEST_WORDS)
      found.push({ start: tokens.start[first]!, end: tokens.end[last]!, type: 'organization' });
    at = last;
  }
  return found;
};

/**
 * Gives long names of well-known bodies their full extent: "Bill & Melinda Gates Foundation" is no Bill, and
 * an "and" parts nothing in "Securities and Exchange Commission". A longer name around one stays.
 */
export const settleKnownBodies = (analysis: Analysis, spans: readonly Span[]): Span[] => {
  const bodies = longBodies(analysis).filter(
    (body) =>
      !spans.some(
        (span) =>
          span.start <= body.start &&
          span.end >= body.end &&
          (span.type === 'organization' || span.end - span.start > body.end - body.start),
      ),
  );
  if (bodies.length === 0) return [...spans];
  const apart = spans.filter(
    (span) => !bodies.some((body) => body.start < span.end && body.end > span.start),
  );
  return [...apart, ...bodies].sort((a, b) => a.start - b.start);
};
