import type { Span } from './span.ts';

/** A sentence that ends within a span: the word before the stop is too long to be an abbreviation. */
const STOP = /(?<=\p{Ll}{5})(?<!Calif)[.?]\s+(?=\p{Lu})|\s?…\s?/gu;

/** Posts that stand between a body and who holds them: "Tarn CEO Ann Lee". */
const POST =
  /^(\S.*\S|\S+) (?:C[EFIOT]O|chairman|chairwoman|chief executive|president|Chairman|Chairwoman|Commissioner|Spokesman|Spokeswoman|Analyst|Editor) (\p{Lu}[\p{Ll}’'-]+(?: \p{Lu}[\p{L}.’'-]*){1,2})$/u;
const BODY_WORD = /(?:of|for|the|and|,)$/;

/** The body and the person that one span holds, with the post between them left out. */
const apartFromPost = (text: string, span: Span): Span[] => {
  if (span.type === 'place') return [span];
  const match = POST.exec(text.slice(span.start, span.end));
  if (match === null || BODY_WORD.test(match[1]!)) return [span];
  return [
    { start: span.start, end: span.start + match[1]!.length, type: 'organization' },
    { start: span.end - match[2]!.length, end: span.end, type: 'person' },
  ];
};

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

/** Takes apart spans in which the tagger ran several names together. */
export const cutApart = (text: string, spans: readonly Span[]): Span[] =>
  spans.flatMap((span) => apartAtStops(text, span)).flatMap((part) => apartFromPost(text, part));
