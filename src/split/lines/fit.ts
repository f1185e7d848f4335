import { plainSign, type Sign } from './signs.ts';
import type { Template } from './templates.ts';

/** One line as the fit sees it. */
export interface Line {
  readonly sign: Sign;
  readonly words: number;
  /** Cleaning set it aside because of its place. */
  readonly aside: boolean;
}

/** An entry that the template found: indexes of its lines. */
export interface Fitted {
  readonly from: number;
  readonly title: number;
  /** Lines that are its text. */
  readonly texts: readonly number[];
  /** For each place of the template, the line there. */
  readonly places: ReadonlyMap<number, number>;
  /** Line after its last. */
  readonly until: number;
}

export interface Fit {
  readonly score: number;
  readonly entries: readonly Fitted[];
}

/** What it costs that an entry lacks the line of each place: one number for each, negative. */
export type Lacking = readonly number[];

/** The places of a template in order; title and text are among them. */
export const placesOf = ({ above, between, below }: Template): readonly (Sign | 'TITLE' | 'TEXT')[] => [
  ...above,
  'TITLE',
  ...between,
  'TEXT',
  ...below,
];

// Gains and costs of a line at a place, as logarithms of odds against its being the page's own. Set by hand
// on the tuned shapes of the listing generator and on real front pages; none is worth more than a digit.
const NEW_ENTRY = -0.5;
const NEVER = -9;
const ASIDE = -0.5;
const AT_PLACE = 1.5;
const LABEL_AT_PLACE = 0.9;
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
const MORE_TEXT: Readonly<Partial<Record<Sign, number>>> = {
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

/** Fewer words than this are no text by themselves. */
const TEXT_WORDS = 6;

const firstTextGain = (sign: Sign, words: number): number =>
  sign === 'headline' && words < TEXT_WORDS ? SHORT_TEXT : (FIRST_TEXT[sign] ?? NEVER);

const placeGain = (place: Sign, { sign, words }: Line): number => {
  if (sign === place) return place === 'label' ? LABEL_AT_PLACE : AT_PLACE;
  if (place === 'label' && sign.startsWith('refrain:')) return LABEL_AT_PLACE;
  return place === 'label' && sign === 'headline' && words <= LONGER_LABEL_WORDS ? LONGER_LABEL : NEVER;
};

/**
 * The best way to read the lines of a page as entries of one order with other lines between them (Viterbi over
 * the places of the template). An entry has a title and at least one line of text; any other place may lack.
 * Linear in lines times places.
 */
export const fitTo = (lines: readonly Line[], template: Template, lacking: Lacking): Fit => {
  const places = placesOf(template);
  const size = places.length;
  const text = places.indexOf('TEXT');
  const own = size;
  const width = size + 1;
  let before = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  let now = new Float64Array(width);
  before[own] = 0;
  // For each line and state: the state before it, plus whether an entry began with it (`+ width`).
  const from = new Int16Array(lines.length * width);
  lines.forEach((line, index) => {
    const plain = plainSign(line.sign);
    let done = Number.NEGATIVE_INFINITY;
    let doneFrom = own;
    let lack = 0;
    for (let at = size - 1; at >= text; at--) {
      const value = (before[at] ?? 0) + lack;
      if (value > done) [done, doneFrom] = [value, at];
      lack += lacking[at] ?? 0;
    }
    const free = before[own] ?? 0;
    const [start, startFrom] = free >= done ? [free, own] : [done, doneFrom];
    now[own] = start + (line.aside ? 0 : (OWN[plain] ?? OWN_OTHER));
    from[index * width + own] = startFrom;
    let fresh = start + NEW_ENTRY;
    let inside = Number.NEGATIVE_INFINITY;
    let insideFrom = 0;
    for (let at = 0; at < size; at++) {
      const place = places[at];
      const gain =
        (place === 'TITLE'
          ? titleGain(line)
          : place === 'TEXT'
            ? firstTextGain(plain, line.words)
            : placeGain(place as Sign, line)) +
        (line.aside && (place === 'TITLE' || place === 'TEXT') ? ASIDE : 0);
      const stay =
        (before[at] ?? 0) +
        (at === text ? (MORE_TEXT[plain] ?? STRAY[plain] ?? STRAY_OTHER) : (STRAY[plain] ?? STRAY_OTHER));
      let best = stay;
      let bestFrom = at;
      if (inside + gain > best) [best, bestFrom] = [inside + gain, insideFrom];
      if (fresh + gain > best) [best, bestFrom] = [fresh + gain, startFrom + width];
      now[at] = best;
      from[index * width + at] = bestFrom;
      const must = place === 'TITLE' || place === 'TEXT';
      fresh = must ? Number.NEGATIVE_INFINITY : fresh + (lacking[at] ?? 0);
      inside = must ? Number.NEGATIVE_INFINITY : inside + (lacking[at] ?? 0);
      if ((before[at] ?? 0) > inside) [inside, insideFrom] = [before[at] ?? 0, at];
    }
    [before, now] = [now, before];
  });
  let end = own;
  let score = before[own] ?? 0;
  let lack = 0;
  for (let at = size - 1; at >= text; at--) {
    if ((before[at] ?? 0) + lack > score) [score, end] = [(before[at] ?? 0) + lack, at];
    lack += lacking[at] ?? 0;
  }
  return { score, entries: traced(lines, from, width, end, places) };
};

/** Walks the best way back and gathers its entries. */
const traced = (
  lines: readonly Line[],
  from: Int16Array,
  width: number,
  end: number,
  places: readonly (Sign | 'TITLE' | 'TEXT')[],
): Fitted[] => {
  const own = width - 1;
  const states = new Int16Array(lines.length);
  const begins = new Uint8Array(lines.length);
  let state = end;
  for (let index = lines.length - 1; index >= 0; index--) {
    states[index] = state;
    const back = from[index * width + state] ?? own;
    begins[index] = back >= width ? 1 : 0;
    state = back >= width ? back - width : back;
  }
  const entries: Fitted[] = [];
  for (let index = 0; index < lines.length; index++) {
    if (begins[index] !== 1) continue;
    const texts: number[] = [];
    const found = new Map<number, number>();
    let title = index;
    let until = index + 1;
    for (
      let at = index;
      at < lines.length && states[at] !== own && (at === index || begins[at] !== 1);
      at++
    ) {
      const place = states[at] ?? own;
      const isNew = at === index || states[at - 1] !== place;
      const isText = places[place] === 'TEXT';
      if (isText && (isNew || MORE_TEXT[plainSign(lines[at]?.sign ?? 'frame')] !== undefined)) texts.push(at);
      else if (!isNew) continue;
      else if (places[place] === 'TITLE') title = at;
      else found.set(place, at);
      until = at + 1;
    }
    entries.push({ from: index, title, texts, places: found, until });
  }
  return entries;
};
