import type { Span } from './span.ts';
import { bitsOf, LEX_GIVEN_NAME, LEX_ORGANIZATION, LEX_SURNAME, type Lexicon } from './tagger/lexicon.ts';

/** What stands before nothing but a place. */
const SURE =
  /\b(?:(?:islands?|city|town|village|hamlet|state|province|region|district|port|county|valley|coast|capital|outskirts|suburbs?|residents|streets|shores?|people) of|(?:north|south|east|west)(?:ern)? (?:of|part of)|(?:miles|kilomet(?:er|re)s|km) (?:of|from|off)|sail(?:ed|ing|s)? (?:to|for)|(?:flew|travell?ed|travell?ing|moved|fled|drove) to|visit(?:ed|ing|s)?|visitors to|landed (?:in|on)|arrived in|born in|lives? in|living in) $/i;
/** What stands before places more often than before other names. */
const LIKELY = /\b(?:in|on|near|outside|across|throughout|around|from|to) $/i;
/** What shows that a name is a person's or a body's after all. */
const OTHERWISE_BEFORE =
  /\b(?:mr|mrs|ms|dr|president|minister|senator|said|told|by|shares? in|stakes? in|(?:invest(?:ed|ing)?|believe[ds]?) in)\.? $/i;
const OTHERWISE_BEHIND = /^ (?:said|says|told|added|wrote|announced|asked|tweeted|Inc|Corp|Ltd|LLC)\b/;
const REACH = 30;
const ENOUGH = 4;

const ONE_WORD = /^\p{Lu}\p{Ll}{2,}$/u;
const KNOWN = LEX_GIVEN_NAME | LEX_SURNAME | LEX_ORGANIZATION;

/** How far the words around a mention speak for a place; -ENOUGH where they speak against it. */
const evidence = (text: string, { start, end }: Span): number => {
  const before = text.slice(Math.max(0, start - REACH), start);
  if (OTHERWISE_BEFORE.test(before) || OTHERWISE_BEHIND.test(text.slice(end, end + REACH))) return -ENOUGH;
  return SURE.test(before) ? 2 : LIKELY.test(before) ? 1 : 0;
};

/**
 * Names of one word that nobody knows, which the tagger takes now for a person, now for a body: a place where the
 * mentions of the whole text together say so, one of them for certain.
 */
export const settlePlaces = (text: string, spans: readonly Span[], lexicon: Lexicon): Span[] => {
  const scores = new Map<string, { sum: number; sure: boolean }>();
  const partOfName = new Set<string>();
  for (const span of spans) {
    const form = text.slice(span.start, span.end);
    if (!ONE_WORD.test(form)) {
      if (span.type === 'person') for (const word of form.split(' ')) partOfName.add(word);
      continue;
    }
    if ((bitsOf(lexicon, form) & KNOWN) !== 0) continue;
    const weight = evidence(text, span);
    const { sum, sure } = scores.get(form) ?? { sum: 0, sure: false };
    scores.set(form, { sum: sum + weight, sure: sure || weight > 1 });
  }
  return spans.map((span) => {
    const form = text.slice(span.start, span.end);
    const found = scores.get(form);
    const isPlace = found?.sure === true && found.sum >= ENOUGH && !partOfName.has(form);
    return isPlace ? { ...span, type: 'place' } : span;
  });
};
