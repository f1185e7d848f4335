import type { Line, Place } from './fit.ts';
import { plainSign, type Sign } from './signs.ts';

// Gains and costs of a line at a place, as logarithms of odds against its being the page's own. Set by hand
// on the tuned shapes of the listing generator and on real front pages; none is worth more than a digit.
/** What it costs to begin an entry. */
export const NEW_ENTRY = -0.5;
const NEVER = -9;
const ASIDE = -0.5;
const AT_PLACE = 1.5;
const LABEL_AT_PLACE = 0.9;
/** Of names above all entries, cleaning may know some. */
const KNOWN_LABEL = 0.6;
const LONGER_LABEL = -0.4;
const LONGER_LABEL_WORDS = 8;
const TITLE: Readonly<Partial<Record<Sign, number>>> = { title: 2, headline: 1.2, label: 0.5, prose: -0.4 };
const TITLE_WORDS = 28;
const LONG_TITLE = -4;
const FIRST_TEXT: Readonly<Partial<Record<Sign, number>>> = {
  prose: 1,
  headline: 0.2,
  title: -1,
  label: -2.5,
};
const SHORT_TEXT = -1.2;
/** Fewer words than this are no text by themselves. */
const TEXT_WORDS = 6;
/** What a further line of an entry's text brings, by its sign; lines of other signs are no text. */
export const MORE_TEXT: Readonly<Partial<Record<Sign, number>>> = {
  prose: 0.4,
  headline: -0.8,
  label: -1.3,
  title: -3,
};
const OWN: Readonly<Partial<Record<Sign, number>>> = {
  frame: 0,
  prose: -0.8,
  headline: -0.2,
  label: -0.1,
  title: -0.5,
};
const OWN_OTHER = -0.5;
const STRAY: Readonly<Partial<Record<Sign, number>>> = {
  frame: -1,
  image: -0.5,
  caption: -0.5,
  label: -1.2,
  headline: -2.5,
  title: -4,
  prose: NEVER,
};
const STRAY_OTHER = -0.9;

const titleGain = ({ sign, words }: Line): number =>
  words > TITLE_WORDS ? LONG_TITLE : (TITLE[plainSign(sign)] ?? NEVER);

const firstTextGain = (sign: Sign, words: number): number =>
  sign === 'headline' && words < TEXT_WORDS ? SHORT_TEXT : (FIRST_TEXT[sign] ?? NEVER);

const placeGain = (place: Sign, { sign, words }: Line): number => {
  if (sign === place) return place === 'label' ? LABEL_AT_PLACE : AT_PLACE;
  if (place === 'label' && sign.startsWith('refrain:')) return LABEL_AT_PLACE;
  if (place === 'label' && sign === 'byline') return KNOWN_LABEL;
  return place === 'label' && sign === 'headline' && words <= LONGER_LABEL_WORDS ? LONGER_LABEL : NEVER;
};

/** Numbers of words between which no line is told from another. */
const STEPS: readonly number[] = [TEXT_WORDS - 1, LONGER_LABEL_WORDS, TITLE_WORDS];

/** Lines of a page by what they bring at any place: `kinds` has one line of each kind, `kindOf` the kind of each line. */
export interface Kinds {
  readonly kinds: readonly Line[];
  readonly kindOf: Uint16Array;
}

/** Tells the kinds of the lines apart: a page has few, whatever its length. */
export const kindsOf = (lines: readonly Line[]): Kinds => {
  const numbers = new Map<string, number>();
  const kinds: Line[] = [];
  const kindOf = new Uint16Array(lines.length);
  lines.forEach((line, index) => {
    const key = `${STEPS.filter((step) => line.words > step).length}${line.aside ? 'a' : ' '}${line.sign}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = kinds.push(line) - 1;
      numbers.set(key, number);
    }
    kindOf[index] = number;
  });
  return { kinds, kindOf };
};

/** What lines of each kind bring: rows of kinds, columns of places. */
export interface Gains {
  /** As the first line at a place. */
  readonly first: Float64Array;
  /** As another line after the one at a place. */
  readonly further: Float64Array;
  /** As a line that belongs to no entry; one number for each kind. */
  readonly own: Float64Array;
}

/** Gains at the places of one order. */
export const gainsOf = ({ kinds }: Kinds, places: readonly Place[]): Gains => {
  const size = places.length;
  const first = new Float64Array(kinds.length * size);
  const further = new Float64Array(kinds.length * size);
  const own = new Float64Array(kinds.length);
  kinds.forEach((line, kind) => {
    const plain = plainSign(line.sign);
    const stray = STRAY[plain] ?? STRAY_OTHER;
    own[kind] = line.aside ? 0 : (OWN[plain] ?? OWN_OTHER);
    places.forEach((place, at) => {
      const isContent = place === 'TITLE' || place === 'TEXT';
      first[kind * size + at] = firstGain(place, line) + (line.aside && isContent ? ASIDE : 0);
      further[kind * size + at] = place === 'TEXT' ? (MORE_TEXT[plain] ?? stray) : stray;
    });
  });
  return { first, further, own };
};

const firstGain = (place: Place, line: Line): number => {
  if (place === 'TITLE') return titleGain(line);
  return place === 'TEXT' ? firstTextGain(plainSign(line.sign), line.words) : placeGain(place, line);
};
