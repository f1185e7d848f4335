import type { EntityType } from '../document/article.ts';
import type { Span } from './span.ts';
import {
  LEX_GIVEN_NAME,
  LEX_ORGANIZATION,
  LEX_ORGANIZATION_WORD,
  LEX_PLACE,
  LEX_SURNAME,
  type Lexicon,
} from './tagger/lexicon.ts';
import { type Looked, placesOf, type Word, wordsOf } from './words.ts';

const LAW = /\s(?:Act|Bill|Amendment|Ordinance)$/;
const PACT = /\s(?:Agreement|Accords|Treaty|Protocol|Prize|Awards?|Medal|Trophy)$/;

/** "Data Retention Bill", "Paris Agreement": no body, though it has a body's name. */
const typeOfThing = (written: string): EntityType | null =>
  LAW.test(written) ? 'work' : PACT.test(written) ? 'event' : null;

const DISEASE_BEHIND =
  /^['’]s (?:disease|dementia|syndrome|disorder|lymphoma|sarcoma|palsy|contracture|ataxia|chorea)\b/;
const POSSESSIVE_BEHIND = /^['’]s\b/;
const LONGEST_BEHIND = 20;

/** Those whom diseases of the text are called after: "Alzheimer". */
const namesOfDiseases = (text: string, spans: readonly Span[]): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { start, end } of spans)
    if (DISEASE_BEHIND.test(text.slice(end, end + LONGEST_BEHIND))) names.add(text.slice(start, end));
  return names;
};

/** Up to this bucket of `Lexicon.capital`, prose writes a word small more often than not. */
const SELDOM_CAPITAL = 3;
const CAPITALS = /^\p{Lu}{1,4}$/u;
const LETTER = /[\p{L}\p{N}]/u;

const isWhole = (text: string, start: number, end: number): boolean =>
  !LETTER.test(text.charAt(start - 1)) && !LETTER.test(text.charAt(end));

/** "Lung Cancer" in a text that also writes "lung cancer": words with capitals, no name. */
const isWrittenSmall = (text: string, words: readonly Word[], span: Span): boolean => {
  if (span.type !== 'organization' || words.length < 2) return false;
  if ((words.at(-1)!.bits & (LEX_ORGANIZATION | LEX_ORGANIZATION_WORD)) !== 0) return false;
  const written = text.slice(span.start, span.end);
  const common = written
    .split(' ')
    .every(
      (form, i) =>
        CAPITALS.test(form) || ((words[i]?.capital ?? 0) > 0 && words[i]!.capital <= SELDOM_CAPITAL),
    );
  if (!common) return false;
  const small = written
    .split(' ')
    .map((form) => (CAPITALS.test(form) ? form : form.toLowerCase()))
    .join(' ');
  const at = small === written ? -1 : text.indexOf(small);
  return at >= 0 && isWhole(text, at, at + small.length);
};

const SORT_BEFORE =
  /\b(?:drug|treatment|therapy|medicine|medication|pill|vaccine|device|app|game|gadget|patch|compound|chemical|enzyme|protein|gene)(?:,| called| named)? $/i;
const SORT_BEHIND =
  /^ (?:trials?|tablets?|pills?|capsules?|therapy|treatment|injections?|doses?|mutations?|gene|genes|protein|virus|app|smartphones?|tablets?|devices?)\b/;
const SHIP_BEFORE =
  /\b(?:ship|liner|vessel|ferry|frigate|destroyer|tanker|submarine|aircraft carrier|yacht|trawler|freighter|spacecraft|spaceship|rover|probe|hurricane|typhoon|cyclone) $/i;
const SHIP = /^(?:USS|HMS|HMAS|HMCS|RMS|MV) \p{Lu}/u;
const REACH = 24;
const KNOWN = LEX_GIVEN_NAME | LEX_SURNAME | LEX_ORGANIZATION | LEX_PLACE;

/** "the cruise ship Costa Concordia": what carries a name as people and bodies do. */
const namesOfShips = (text: string, spans: readonly Span[]): ReadonlySet<string> =>
  new Set(
    spans
      .filter(({ start, end }) => {
        const before = text.slice(Math.max(0, start - REACH), start);
        return SHIP_BEFORE.test(before) || SHIP.test(text.slice(start, end));
      })
      .map(({ start, end }) => text.slice(start, end)),
  );

/** Names of one word that nobody knows and that the text says are a drug's or a device's. */
const namesOfProducts = (text: string, looked: readonly Looked[]): ReadonlySet<string> => {
  const unknown = new Set<string>();
  const people = new Set<string>();
  for (const { span, words } of looked) {
    const form = text.slice(span.start, span.end);
    if (words.length === 1 && (words[0]!.bits & KNOWN) === 0) unknown.add(form);
    else if (span.type === 'person') for (const word of form.split(' ')) people.add(word);
  }
  const names = new Set<string>();
  for (const { word, start, end } of placesOf(text, unknown)) {
    const before = text.slice(Math.max(0, start - REACH), start);
    const isProduct = SORT_BEFORE.test(before) || SORT_BEHIND.test(text.slice(end, end + REACH));
    if (isProduct && !people.has(word)) names.add(word);
  }
  return names;
};

/** Takes out what is called like a body, a person or a place and is none: laws, diseases, drugs, words with capitals. */
export const settleThings = (text: string, spans: readonly Span[], lexicon: Lexicon): Span[] => {
  const looked = spans.map((span) => ({ span, words: wordsOf(text, span, lexicon) }));
  const diseases = namesOfDiseases(text, spans);
  const products = namesOfProducts(text, looked);
  const ships = namesOfShips(text, spans);
  return looked.flatMap(({ span, words }): Span[] => {
    const written = text.slice(span.start, span.end);
    const type = span.type === 'organization' ? typeOfThing(written) : null;
    if (type !== null) return [{ ...span, type }];
    const isDisease =
      diseases.has(written) && POSSESSIVE_BEHIND.test(text.slice(span.end, span.end + LONGEST_BEHIND));
    if (isDisease || isWrittenSmall(text, words, span)) return [];
    const isProduct = span.type !== 'organization' && products.has(written);
    return [isProduct || ships.has(written) ? { ...span, type: 'other' } : span];
  });
};
