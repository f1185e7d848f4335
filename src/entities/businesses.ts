import { type Span, withoutOverlaps } from './span.ts';

/** Last words of the names of shops, practices and schools; none of them is a common surname. */
const TRADES: ReadonlySet<string> = new Set(
  (
    'restaurant cafe café grille pizza pizzeria deli delicatessen bakery diner bistro eatery tavern brewery sushi bbq ' +
    'salon spa nails barbershop motors tire tires automotive plumbing roofing electric landscaping movers storage towing ' +
    'dental dentistry orthodontics chiropractic veterinary pharmacy clinic florist florists flowers jewelers jewellers ' +
    'bookstore books toys furniture cleaners laundry fitness yoga karate dojo photography printing realty properties ' +
    'apartments insurance academy preschool daycare hotel motel inn pub boutique supermarket'
  ).split(' '),
);

const REST = /^ ?['’]s((?: (?:&|and|\p{Lu}[\p{L}’-]*)){1,4})/u;
const LAST_WORD = /[\p{L}-]+$/u;

const isTrade = (words: string): boolean => TRADES.has(LAST_WORD.exec(words)?.[0].toLowerCase() ?? '');

/** The words behind a possessive ending up to the last one that names a trade: " Pizza" of "Ray's Pizza Monday". */
const tradeBehind = (text: string, end: number): number => {
  const match = REST.exec(text.slice(end, end + REACH));
  if (match === null) return -1;
  let words = match[1]!;
  while (words !== '' && !isTrade(words)) words = words.slice(0, Math.max(0, words.lastIndexOf(' ')));
  return words === '' ? -1 : end + match[0].length - match[1]!.length + words.length;
};
/** UTF-16 units behind a name in which its trade is looked for. */
const REACH = 60;

/** "Ray's Pizza" is no Ray, and "Golden Lotus Spa" no person either. */
const asBusiness = (text: string, span: Span): Span => {
  if (span.type !== 'person') return span;
  const end = tradeBehind(text, span.end);
  if (end >= 0) return { start: span.start, end, type: 'organization' };
  const written = text.slice(span.start, span.end);
  return written.includes(' ') && isTrade(written) ? { ...span, type: 'organization' } : span;
};

const DEGREE = /^(?:M\.?D|D\.?O|R\.?N|J\.?D|M\.?A|Ph\.?D|D\.?D\.?S|M\.?B\.?A|C\.?P\.?A)\.?$/;

/** "Ann Lee, MD": what a person has learnt, not Maryland. */
const isDegree = (text: string, span: Span, before: Span | undefined): boolean =>
  before?.type === 'person' &&
  text.slice(before.end, span.start) === ', ' &&
  DEGREE.test(text.slice(span.start, span.end));

const STATES =
  'A[KLRZ]|C[AOT]|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]';
const TOWN_AND_STATE = new RegExp(`^(.*\\p{L}),? (${STATES}|Ca|Fl|Tx|Ny)$`, 'u');

/** "Norfolk VA" names a town and a state. */
const apart = (text: string, span: Span): Span[] => {
  const match = span.type === 'place' ? TOWN_AND_STATE.exec(text.slice(span.start, span.end)) : null;
  if (match === null) return [span];
  return [
    { ...span, end: span.start + match[1]!.length },
    { ...span, start: span.end - match[2]!.length },
  ];
};

/** Those that are words as well stand behind a comma and before a number or an end: "Portland, OR 97201". */
const STATE_BEHIND = new RegExp(
  `^(?:,? |,)(?:(?!HI|IN|LA|ME|OH|OK|OR)(${STATES})|(?<=, ?)(HI|IN|LA|ME|OH|OK|OR)(?= ?(?:[\\d,.;)\\n]|$)))(?![\\p{L}\\d'’&])`,
  'u',
);
const LONGEST_STATE = 7;

/** The state that is abbreviated behind a town, whatever the tagger took its letters for: "Norfolk VA". */
const stateBehind = (text: string, span: Span): Span | null => {
  const behind = text.slice(span.end, span.end + LONGEST_STATE);
  const state = span.type === 'place' ? STATE_BEHIND.exec(behind) : null;
  if (state === null) return null;
  const end = span.end + state[0].length;
  return { start: end - (state[1] ?? state[2]!).length, end, type: 'place' };
};

const withStates = (text: string, spans: readonly Span[]): Span[] =>
  spans.flatMap((span, index) => {
    const before = index === 0 ? null : stateBehind(text, spans[index - 1]!);
    if (before !== null && span.start === before.start && span.end === before.end) return [];
    const state = stateBehind(text, span);
    const next = spans[index + 1];
    const within = state !== null && next !== undefined && next.start < state.end && next.end > state.end;
    return state === null || within ? [span] : [span, state];
  });

/** Puts right what the tagger takes for people and places in reviews, letters and small ads. */
export const settleBusinesses = (text: string, spans: readonly Span[]): Span[] =>
  withoutOverlaps(
    withStates(
      text,
      spans
        .filter((span, index) => !isDegree(text, span, spans[index - 1]))
        .flatMap((span) => apart(text, asBusiness(text, span))),
    ),
  );
