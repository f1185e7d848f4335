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

/** What stands between the names of a list. */
const BETWEEN = /^(?:,| and| or|, and|, or) $/;
/** Places that a list holds beside the word that it says is one. */
const ENOUGH_LISTED = 2;

/** Words that stand in a list of which all others are places: "Tarnsea, Hollin Bay and Port Ellery". */
const listedWithPlaces = (text: string, spans: readonly Span[]): ReadonlySet<Span> => {
  const found = new Set<Span>();
  let from = 0;
  for (let at = 1; at <= spans.length; at++) {
    const between = at < spans.length ? text.slice(spans[at - 1]!.end, spans[at]!.start) : '';
    if (BETWEEN.test(between)) continue;
    const others = spans.slice(from, at).filter(({ type }) => type !== 'place');
    if (others.length === 1 && at - from > ENOUGH_LISTED) found.add(others[0]!);
    from = at;
  }
  return found;
};

/**
 * Names of one word that nobody knows, which the tagger takes now for a person, now for a body: a place where the
 * mentions of the whole text together say so, one of them for certain, and where it is listed with places.
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
  const listed = listedWithPlaces(text, spans);
  return spans.map((span) => {
    const form = text.slice(span.start, span.end);
    const found = scores.get(form);
    if (found === undefined || partOfName.has(form)) return span;
    const isPlace = listed.has(span) || (found.sure && found.sum >= ENOUGH);
    return isPlace ? { ...span, type: 'place' } : span;
  });
};
