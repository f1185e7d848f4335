import type { Span } from './span.ts';
import { isStateAbbreviation } from './states.ts';

const TITLES: ReadonlySet<string> = new Set(
  (
    'mr mrs ms miss dr prof professor sir madam president vice-president vice prime minister chancellor premier senator sen ' +
    'representative rep congressman congresswoman governor gov mayor ambassador secretary general gen colonel col captain capt ' +
    'major maj lieutenant lt sergeant sgt corporal private admiral adm commander cmdr brigadier marshal chief deputy ' +
    'judge justice attorney sheriff officer detective inspector superintendent constable ' +
    'ayatollah grand hojatoleslam mullah sheikh shaikh sheik imam rabbi reverend rev father sister cardinal archbishop bishop ' +
    'king queen prince princess emperor empress sultan emir shah lord lady baron baroness duke duchess count countess ' +
    'former acting late then ex foreign defence defense finance interior spokesman spokeswoman spokesperson director chairman ' +
    'chairwoman chair ceo mp hon honorable honourable comrade herr frau monsieur madame senor señor señora don doña coach rhp lhp 1b 2b 3b qb rb wr te lb cb'
  ).split(' '),
);

/** Titles that are part of how the person is called when only one word follows: "Pope Francis" stays whole. */
const REGNAL: ReadonlySet<string> = new Set(
  'king queen prince princess emperor empress sultan emir lord lady baron baroness duke duchess count countess sir father sister'.split(
    ' ',
  ),
);

const EDGE = /[\s\p{P}\p{S}]/u;
const POSSESSIVE = /['’]s?$/i;
const FIRST_WORD = /^(\S+)\s+/u;
const DETERMINER = /^(?:the|a|an)\s+/;

/** Marks that a name may start or end with although they are not letters: "‘Abd", "Inc.", "Yahoo!". */
const keepsEdge = (char: string, first: boolean): boolean =>
  first ? char === '‘' : char === '.' || char === '!';

const trimEdges = (text: string, span: Span): Span => {
  let { start, end } = span;
  while (start < end && EDGE.test(text.charAt(start)) && !keepsEdge(text.charAt(start), true)) start++;
  while (end > start && EDGE.test(text.charAt(end - 1)) && !keepsEdge(text.charAt(end - 1), false)) end--;
  return { ...span, start, end };
};

/** Bodies whose own names end like a possessive, without that ending. */
const OWNERS: ReadonlySet<string> = new Set(
  (
    'McDonald Moody Macy Wendy Denny Kohl Lowe Sotheby Christie Lloyd Sainsbury Kellogg Hershey Levi Cabela Domino Arby Applebee Chili ' +
    'Nando Peet Fry Bloomingdale Dillard Hardee Waterstone Harper Zaxby Culver Morrison Hamley Bonham'
  )
    .split(' ')
    .concat('Trader Joe|Ben & Jerry|Papa John|Jimmy John|Standard & Poor|P.F. Chang|St. Jude'.split('|')),
);

/** "Moody's" is how the body is called, "Moody" a person. */
const isOwnEnding = (text: string, span: Span, ending: string): boolean =>
  span.type === 'organization' &&
  ending.length > 1 &&
  OWNERS.has(text.slice(span.start, span.end - ending.length).trimEnd());

const takeOwnEnding = (text: string, span: Span): Span => {
  const ending = /^ ?['’]s\b/.exec(text.slice(span.end, span.end + 3))?.[0];
  if (ending === undefined) return span;
  const whole = { ...span, end: span.end + ending.length };
  return isOwnEnding(text, whole, ending) ? whole : span;
};

const trimPossessive = (text: string, span: Span): Span => {
  const written = text.slice(span.start, span.end);
  const match = POSSESSIVE.exec(written);
  return match === null || isOwnEnding(text, span, match[0])
    ? span
    : { ...span, end: span.end - match[0].length };
};

const trimDeterminer = (text: string, span: Span): Span => {
  const match = DETERMINER.exec(text.slice(span.start, span.end));
  return match === null ? span : { ...span, start: span.start + match[0].length };
};

const trimTitles = (text: string, span: Span): Span => {
  if (span.type !== 'person') return span;
  let start = span.start;
  for (;;) {
    const rest = text.slice(start, span.end);
    const match = FIRST_WORD.exec(rest);
    if (match === null) return { ...span, start };
    const title = match[1]!.toLowerCase().replace(/\.$/, '');
    if (!TITLES.has(title)) return { ...span, start };
    const words = rest.trim().split(/\s+/).length;
    if (REGNAL.has(title) && words === 2) return { ...span, start };
    start += match[0].length;
  }
};

/** What follows a person's name on a line of its own kind: "Ann Lee Mar 5", "Ann Lee 12oz". */
const TAIL =
  /(\S \S+)\s+(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?|\d+(?:oz|ml|cl|cm|mm|kg|lbs?|gb|tb))$/i;

const trimTail = (text: string, span: Span): Span => {
  if (span.type !== 'person') return span;
  const match = TAIL.exec(text.slice(span.start, span.end));
  return match === null ? span : { ...span, end: span.start + match.index + match[1]!.length };
};

const PARTICLE = /(?:^|[^\p{L}\p{N}-])((?:al|el|as|ash|ad|an|ar|at|az|a|ul)-)$/iu;
const LONGEST_PARTICLE = 6;

/** Takes in the Arabic article that is tied to a name by a hyphen: `al-Sadr`, `a-Sadr`. */
const takeParticle = (text: string, span: Span): Span => {
  const match = PARTICLE.exec(text.slice(Math.max(0, span.start - LONGEST_PARTICLE), span.start));
  return match === null ? span : { ...span, start: span.start - match[1]!.length };
};

const LEGAL_FORM =
  /^\s?, ?(?:Inc|Ltd|LLC|L\.L\.C|L\.P|LP|LLP|Corp|Co|S\.A|GmbH|AG|PLC|plc)(?:\.(?!\w)|(?![\w.]))/;
const LONGEST_LEGAL_FORM = 12;

/** Takes in the legal form behind a comma: `Acme Metals, Inc.`. */
const takeLegalForm = (text: string, span: Span): Span => {
  if (span.type !== 'organization') return span;
  const match = LEGAL_FORM.exec(text.slice(span.end, span.end + LONGEST_LEGAL_FORM));
  return match === null ? span : { ...span, end: span.end + match[0].length };
};

/** "Montgomery, Ala." names a state whatever the tagger takes it for. */
const takeStop = (text: string, span: Span): Span => {
  const behindTown = text.slice(span.start - 2, span.start) === ', ';
  const isState = text.charAt(span.end) === '.' && isStateAbbreviation(text.slice(span.start, span.end + 1));
  if (!isState || (span.type !== 'place' && !behindTown)) return span;
  return { ...span, end: span.end + 1, type: 'place' };
};

/**
 * Puts a span's edges where the name's are: without punctuation, a possessive ending, an article or
 * titles before a person, without a date or measure behind one, with the particle and the legal form that belong to it.
 */
export const trimSpan = (text: string, span: Span): Span =>
  STEPS.reduce((trimmed, step) => step(text, trimmed), span);

const STEPS: readonly ((text: string, span: Span) => Span)[] = [
  trimEdges,
  trimPossessive,
  takeOwnEnding,
  trimDeterminer,
  trimTitles,
  trimTail,
  takeParticle,
  takeLegalForm,
  takeStop,
];
