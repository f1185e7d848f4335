import type { Span } from './span.ts';
import { bitsOf, LEX_GIVEN_NAME, LEX_PLACE, LEX_SURNAME, type Lexicon } from './tagger/lexicon.ts';
import { placesOf } from './words.ts';

/** What stands before nobody but a company or an institution. */
const BODY_BEFORE =
  /\b(?:company|firm|start-?up|maker|(?:car|auto|chip|drug|phone)maker|retailer|giant|manufacturer|publisher|developer|studio|airline|lender|broadcaster|brewer|insurer|conglomerate|subsidiary|charity|think tank|non-?profit|shares? (?:of|in)|stakes? in|CEO of|chief executive of|co-?founder of|acquisition of|owned by|subsidiary of|spokes(?:man|woman|person) for|employees (?:of|at)|researcher at|analysts? (?:at|with)) $/i;
const BODY_BEHIND =
  /^(?:,? (?:Inc|Corp|Ltd|LLC|plc|GmbH)\b|['’]s (?:shares?|stock|CEO|chief executive|customers|shareholders|revenues?|earnings|headquarters|share price|stock price)\b| (?:shareholders|executives?|employees|spokes(?:man|woman|person))\b|, an? (?:\S+ ){0,3}(?:company|firm|start-?up|institute|agency|charity|non-?profit|manufacturer|retailer|consultancy)\b)/i;
const PERSON_BEFORE = /\b(?:mr|mrs|ms|dr|sir)\.? $/i;
const REACH = 40;

const ONE_WORD = /^\p{Lu}[\p{L}\d]{2,}$/u;
const KNOWN = LEX_GIVEN_NAME | LEX_SURNAME | LEX_PLACE;

/** What the tagger takes a body for that it does not know. */
const isDoubtful = ({ type }: Span): boolean => type === 'person' || type === 'place';

/**
 * Names of one word that nobody knows, which the tagger takes for people or places: bodies where the text says so of
 * one mention, and calls none of them Mr.
 */
export const settleBodies = (text: string, spans: readonly Span[], lexicon: Lexicon): Span[] => {
  const unknown = new Set<string>();
  const people = new Set<string>();
  for (const span of spans) {
    const form = text.slice(span.start, span.end);
    if (!ONE_WORD.test(form)) {
      if (span.type === 'person') for (const word of form.split(' ')) people.add(word);
    } else if (isDoubtful(span) && (bitsOf(lexicon, form) & KNOWN) === 0) unknown.add(form);
  }
  const bodies = new Set<string>();
  for (const { word, start, end } of placesOf(text, unknown)) {
    const before = text.slice(Math.max(0, start - REACH), start);
    if (PERSON_BEFORE.test(before)) people.add(word);
    if (BODY_BEFORE.test(before) || BODY_BEHIND.test(text.slice(end, end + REACH))) bodies.add(word);
  }
  return spans.map((span) => {
    const form = text.slice(span.start, span.end);
    const isBody = isDoubtful(span) && bodies.has(form) && !people.has(form);
    return isBody ? { ...span, type: 'organization' } : span;
  });
};
