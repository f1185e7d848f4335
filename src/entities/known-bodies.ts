import { COMMON_ACRONYMS } from './common-acronyms.ts';
import { apartFrom, type Span } from './span.ts';
import { hashWord } from './tagger/hash.ts';
import { LEX_ORGANIZATION, LEX_PERSON, LEX_PHRASE, LEX_PLACE } from './tagger/lexicon.ts';
import { type Analysis, hasCapital, MODE_PROSE } from './tagger/sentence.ts';
import { GAP_LINE, SHAPE_ALL_CAPS } from './tagger/tokenize.ts';

const FEWEST_WORDS = 3;
const FEWEST_LETTERS = 3;
const THE = hashWord('the', 0, 3);

/** Who or what a phrase of the lexicon names for certain, and of how many words it is to be. */
const KINDS = [
  { bits: LEX_ORGANIZATION, fewest: FEWEST_WORDS, type: 'organization' },
  { bits: LEX_PERSON, fewest: 2, type: 'person' },
] as const;

/** Bodies of the lexicon that are written as three words or more, and people in full: nothing else is called that. */
const longNames = ({ tokens, hash, phrase, phrasePlace }: Analysis): Span[] => {
  const found: Span[] = [];
  for (let at = 0; at < tokens.count; at++) {
    if (phrasePlace[at] !== 1) continue;
    const kind = KINDS.find(({ bits }) => (phrase[at]! & LEX_PHRASE) === bits);
    let last = at;
    while (phrasePlace[last] === 1 || phrasePlace[last] === 2) last++;
    const first = hash[at] === THE ? at + 1 : at;
    const written = hasCapital(tokens.shape[first]!) && hasCapital(tokens.shape[last]!);
    if (kind !== undefined && written && last - first + 1 >= kind.fewest)
      found.push({ start: tokens.start[first]!, end: tokens.end[last]!, type: kind.type });
    at = last;
  }
  return found;
};

/** Letters that stand for a body of the lexicon, without a name beside them: "the FCC met", yet not "the Tunis FCC Museum". */
const acronyms = (text: string, analysis: Analysis): Span[] => {
  const { tokens, phrase, phrasePlace, mode } = analysis;
  const found: Span[] = [];
  for (let at = 0; at < tokens.count; at++) {
    if (phrasePlace[at] !== 4 || (phrase[at]! & (LEX_ORGANIZATION | LEX_PLACE)) !== LEX_ORGANIZATION)
      continue;
    const span: Span = { start: tokens.start[at]!, end: tokens.end[at]!, type: 'organization' };
    const form = text.slice(span.start, span.end);
    const isAcronym = tokens.shape[at] === SHAPE_ALL_CAPS && form.length >= FEWEST_LETTERS;
    if (mode[at] !== MODE_PROSE || !isAcronym || COMMON_ACRONYMS.has(form)) continue;
    const beside = [at - 1, at + 1].some(
      (next) => hasCapital(tokens.shape[next] ?? 0) && tokens.gap[Math.max(at, next)] !== GAP_LINE,
    );
    if (!beside) found.push(span);
  }
  return found;
};

const byStart = (spans: readonly Span[]): Span[] => [...spans].sort((a, b) => a.start - b.start);

/** Names that lie within a longer span, or within one of their own kind. */
const within = (names: readonly Span[], spans: readonly Span[]): ReadonlySet<Span> => {
  const found = new Set<Span>();
  let next = 0;
  for (const name of names) {
    while (next < spans.length && spans[next]!.end < name.end) next++;
    const span = spans[next];
    if (span === undefined || span.start > name.start) continue;
    if (span.type === name.type || span.end - span.start > name.end - name.start) found.add(name);
  }
  return found;
};

/**
 * Gives long names of well-known bodies and people their full extent: "Bill & Melinda Gates Foundation" is no Bill, and
 * an "and" parts nothing in "Securities and Exchange Commission". A longer name around one stays. What stands in capitals
 * for a body is one where the tagger saw nothing.
 */
export const settleKnownBodies = (text: string, analysis: Analysis, spans: readonly Span[]): Span[] => {
  const names = longNames(analysis);
  const held = within(names, spans);
  const whole = names.filter((name) => !held.has(name));
  const apart = byStart([...apartFrom(spans, whole), ...whole]);
  return byStart([...apart, ...apartFrom(acronyms(text, analysis), apart)]);
};
