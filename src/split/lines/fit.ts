import { type Gains, gainsOf, type Kinds, kindsOf, MORE_TEXT, NEW_ENTRY } from './gains.ts';
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

/** A place of an order. */
export type Place = Sign | 'TITLE' | 'TEXT';

/** The places of a template in order; title and text are among them. */
export const placesOf = ({ above, between, below }: Template): readonly Place[] => [
  ...above,
  'TITLE',
  ...between,
  'TEXT',
  ...below,
];

/** Lines of one page, made ready for being read in many orders. */
export interface Fitter {
  /** How well an order explains the lines. */
  score(template: Template, lacking: Lacking): number;
  /** The score, and the entries that it comes from. */
  fit(template: Template, lacking: Lacking): Fit;
}

/**
 * The best way to read the lines of a page as entries of one order with other lines between them (Viterbi over
 * the places of the template). An entry has a title and at least one line of text; any other place may lack.
 * Linear in lines times places.
 */
export const fitterOf = (lines: readonly Line[]): Fitter => {
  const kinds = kindsOf(lines);
  const walk = (template: Template, lacking: Lacking, from: Int16Array | null): Walked => {
    const places = placesOf(template);
    return walkLines(kinds, gainsOf(kinds, places), places, lacking, from);
  };
  return {
    score: (template, lacking) => walk(template, lacking, null).score,
    fit: (template, lacking) => {
      const places = placesOf(template);
      const width = places.length + 1;
      const from = new Int16Array(lines.length * width);
      const { score, end } = walk(template, lacking, from);
      return { score, entries: traced(lines, from, width, end, places) };
    },
  };
};

interface Walked {
  readonly score: number;
  /** State in which the last line is; the number of places when it belongs to no entry. */
  readonly end: number;
}

/**
 * Goes through the lines once. Into `from`, where it is given, goes for each line and state the state before it,
 * plus the number of states where an entry began with that line.
 */
const walkLines = (
  { kindOf }: Kinds,
  { first, further, own: ownGains }: Gains,
  places: readonly Place[],
  lacking: Lacking,
  from: Int16Array | null,
): Walked => {
  const size = places.length;
  const text = places.indexOf('TEXT');
  const title = places.indexOf('TITLE');
  const lacks = Float64Array.from(lacking);
  const own = size;
  const width = size + 1;
  let before = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  let now = new Float64Array(width);
  before[own] = 0;
  for (let index = 0; index < kindOf.length; index++) {
    const kind = kindOf[index]!;
    let done = Number.NEGATIVE_INFINITY;
    let doneFrom = own;
    let lack = 0;
    for (let at = size - 1; at >= text; at--) {
      const value = before[at]! + lack;
      if (value > done) {
        done = value;
        doneFrom = at;
      }
      lack += lacks[at]!;
    }
    const free = before[own]!;
    const start = Math.max(free, done);
    const startFrom = free >= done ? own : doneFrom;
    now[own] = start + ownGains[kind]!;
    if (from !== null) from[index * width + own] = startFrom;
    let fresh = start + NEW_ENTRY;
    let inside = Number.NEGATIVE_INFINITY;
    let insideFrom = 0;
    for (let at = 0; at < size; at++) {
      const gain = first[kind * size + at]!;
      const stayed = before[at]!;
      let best = stayed + further[kind * size + at]!;
      let bestFrom = at;
      if (inside + gain > best) {
        best = inside + gain;
        bestFrom = insideFrom;
      }
      if (fresh + gain > best) {
        best = fresh + gain;
        bestFrom = startFrom + width;
      }
      now[at] = best;
      if (from !== null) from[index * width + at] = bestFrom;
      const must = at === title || at === text;
      fresh = must ? Number.NEGATIVE_INFINITY : fresh + lacks[at]!;
      inside = must ? Number.NEGATIVE_INFINITY : inside + lacks[at]!;
      if (stayed > inside) {
        inside = stayed;
        insideFrom = at;
      }
    }
    const last = before;
    before = now;
    now = last;
  }
  let end = own;
  let score = before[own]!;
  let lack = 0;
  for (let at = size - 1; at >= text; at--) {
    if (before[at]! + lack > score) {
      score = before[at]! + lack;
      end = at;
    }
    lack += lacks[at]!;
  }
  return { score, end };
};

/** Walks the best way back and gathers its entries. */
const traced = (
  lines: readonly Line[],
  from: Int16Array,
  width: number,
  end: number,
  places: readonly Place[],
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
