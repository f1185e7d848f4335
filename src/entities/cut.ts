import type { Span } from './span.ts';
import { hashWord } from './tagger/hash.ts';
import {
  bitsOf,
  LEX_GIVEN_NAME,
  LEX_ORGANIZATION_WORD,
  LEX_SURNAME,
  type Lexicon,
} from './tagger/lexicon.ts';

/**
 * A sentence that ends within a span, what stands before a dateline's capitals, or a quotation mark that belongs to
 * neither side: the word before a stop is too long to be an abbreviation.
 */
const STOP =
  /(?<=\p{Ll}{4})(?<!Calif|Assoc|Messrs)[.?]\s+(?=\p{Lu})|\s?…\s?|(?<=\p{Ll})\s[-–—]\s(?=\p{Lu}{3})|(?:\s(?:and|or|the)){0,2}\s["“”]\s/gu;

/** What a sentence's end leaves of a span; what is neither person, body nor place was never one name. */
const apartAtStops = (text: string, span: Span): Span[] => {
  const parts: Span[] = [];
  let { start } = span;
  for (const match of text.slice(span.start, span.end).matchAll(STOP)) {
    parts.push({ ...span, start, end: span.start + match.index });
    start = span.start + match.index + match[0].length;
  }
  if (parts.length === 0) return [span];
  const isThing = span.type !== 'person' && span.type !== 'organization' && span.type !== 'place';
  return isThing ? [] : [...parts, { ...span, start }];
};

/** A small word before a capital, or what stands between two that play. */
const SMALL_OR_VERSUS = /(?:^|\s)(\p{Ll}{4,})\s+(?=\p{Lu})|\svs?\.\s|\svs\s/gu;
/** Up to this bucket of `Lexicon.capital`, prose seldom writes a word with a capital, as far as one knows. */
const SELDOM_CAPITAL = 2;

/** A small word that is nobody's name, written small for once: "samantha Fox" is one name. */
const isSmallWord = (word: string, lexicon: Lexicon): boolean =>
  (lexicon.capital[lexicon.find(hashWord(word, 0, word.length))] ?? 0) <= SELDOM_CAPITAL &&
  (bitsOf(lexicon, word) & (LEX_GIVEN_NAME | LEX_SURNAME)) === 0;

/** "Ann Lee thanked Brandt", "asked Brandt", "Rovers vs. Hornets": what stands beside a verb or plays another is another name. */
const apartAtVerbs = (text: string, span: Span, lexicon: Lexicon): Span[] => {
  if (span.type !== 'person' && span.type !== 'organization') return [span];
  const parts: Span[] = [];
  let { start } = span;
  for (const match of text.slice(span.start, span.end).matchAll(SMALL_OR_VERSUS)) {
    const word = match[1];
    const isVerb = span.type === 'person' && word !== undefined && isSmallWord(word, lexicon);
    if (word !== undefined && !isVerb) continue;
    const end = span.start + match.index;
    if (end > start) parts.push({ ...span, start, end });
    start = end + match[0].length;
  }
  return [...parts, { ...span, start }];
};

/** Posts that stand between a body and who holds them: "Tarn CEO Ann Lee", "Tarn Hospital Surgeon Ann Lee". */
const POST =
  /^(\S.*?) (?:(?:(?:Vice|Executive|Managing|Senior|Deputy|Assistant|Associate|Head|Chief|Founding|General|Breast|Heart) )?(?:C[EFIOT]O|chairman|chairwoman|president|Chairman|Chairwoman|President|Commissioner|Spokesman|Spokeswoman|Analyst|Editor|Director|Manager|Professor|Surgeon|Coach|Engineer|Correspondent|Reporter|Founder|Secretary)) (\p{Lu}[\p{Ll}’'-]+(?: \p{Lu}[\p{L}.’'-]*){1,2})$/u;
const LEADING_POST = /^C[EFIOT]O (?=\p{Lu}[\p{Ll}’'-]+ \p{Lu}[\p{L}’'-]+$)/u;
const OPEN_END = /(?:^|\s)(?:of|for|the|and|,)$/i;

/** The body and the person that one span holds, with the post between them left out. */
const apartFromPost = (text: string, span: Span, lexicon: Lexicon): Span[] => {
  if (span.type === 'place') return [span];
  const leading = LEADING_POST.exec(text.slice(span.start, span.end));
  if (leading !== null) return [{ ...span, start: span.start + leading[0].length, type: 'person' }];
  const match = POST.exec(text.slice(span.start, span.end));
  if (match === null || OPEN_END.test(match[1]!)) return [span];
  const person = match[2]!;
  const isAcronymPost = / C[EFIOT]O /.test(text.slice(span.start, span.end));
  if (!isAcronymPost && (bitsOf(lexicon, person.split(' ')[0]!) & LEX_GIVEN_NAME) === 0) return [span];
  return [
    { start: span.start, end: span.start + match[1]!.length, type: 'organization' },
    { start: span.end - person.length, end: span.end, type: 'person' },
  ];
};

const POSSESSIVE = /^(\S.*?) ?['’]s (?=\p{Lu})/u;
const PAIRED: ReadonlySet<Span['type']> = new Set(['person', 'organization', 'place']);
const PAIR = /^(\S.*?) (?:and|&) (?=\p{Lu})/u;

/** Names that spans of the text have to themselves, by how they are written. */
const typesOf = (text: string, spans: readonly Span[]): ReadonlyMap<string, Span['type']> => {
  const types = new Map<string, Span['type']>();
  for (const span of spans) {
    const form = text.slice(span.start, span.end);
    if (!types.has(form)) types.set(form, span.type);
  }
  return types;
};

/**
 * "Rudd's Labor Party", "Nets and Clippers": two names, where the text has the first one alone elsewhere; joined by
 * "and", both.
 */
const apartFromNamed = (
  text: string,
  span: Span,
  types: ReadonlyMap<string, Span['type']>,
  lexicon: Lexicon,
): Span[] => {
  const form = text.slice(span.start, span.end);
  const match = POSSESSIVE.exec(form);
  const owner = match === null ? undefined : types.get(match[1]!);
  const owned = match === null ? '' : form.slice(match[0].length);
  const isNamed = owned.includes(' ') || types.has(owned);
  if (match !== null && isNamed && (owner === 'person' || owner === 'place')) {
    const start = span.start + match[0].length;
    const first = { start: span.start, end: span.start + match[1]!.length, type: owner };
    const isBody = (bitsOf(lexicon, owned.split(' ').at(-1)!) & LEX_ORGANIZATION_WORD) !== 0;
    return [first, { start, end: span.end, type: types.get(owned) ?? (isBody ? 'organization' : span.type) }];
  }
  const pair = PAIR.exec(form);
  if (pair === null) return [span];
  const start = span.start + pair[0].length;
  const [first, second] = [types.get(pair[1]!), types.get(text.slice(start, span.end))];
  if (first === undefined || first !== second || !PAIRED.has(first)) return [span];
  return [
    { start: span.start, end: span.start + pair[1]!.length, type: first },
    { start, end: span.end, type: second },
  ];
};

/** Takes apart spans in which the tagger ran several names together. */
export const cutApart = (text: string, spans: readonly Span[], lexicon: Lexicon): Span[] => {
  const apart = spans
    .flatMap((span) => apartAtStops(text, span))
    .flatMap((part) => apartAtVerbs(text, part, lexicon))
    .flatMap((part) => apartFromPost(text, part, lexicon));
  const types = typesOf(text, apart);
  return apart.flatMap((span) => apartFromNamed(text, span, types, lexicon));
};
