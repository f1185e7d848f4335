// A small network over the blocks of a page in their order (see src/clean/model/net.ts), trained page by page with Adam.
import { RANKS, rankOf, STEPS } from '../../dist/src/clean/model/net.js';
import { edgesOf, random } from './gbdt.mjs';

const OPTIONS = { hidden: 32, inner: 24, reach: 4, epochs: 7, rate: 0.004, drop: 0.4, batch: 12, seed: 5 };
/** Of a page only as many blocks are learned from. */
const MOST_ROWS = 1500;
/** Adam's means of the slopes and of their squares, and how many steps it takes to reach its full rate. */
const SLOPE = 0.9;
const SQUARE = 0.998;
const WARM = 100;
const TINY = 1e-8;
/** No rank counts more than this: what is rare would shake all that is not. */
const FAR = 4;

/**
 * @param pages {start, end} of each page's rows; rows without weight are seen, not learned from
 * @param columns Float32Array[] over all rows; the network reads those that `inputs` number
 */
export function trainNet(pages, columns, inputs, labels, weights, options = {}) {
  const { epochs, rate, batch } = { ...OPTIONS, ...options };
  const learner = new Learner(pages, columns, inputs, labels, weights, { ...OPTIONS, ...options });
  const steps = Math.ceil(pages.length / batch) * epochs;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(pages, learner.next);
    for (let from = 0; from < order.length; from += batch) {
      for (const page of order.slice(from, from + batch)) learner.learn(page);
      step++;
      learner.step(step, rate * Math.min(1, step / WARM) * 0.5 * (1 + Math.cos((Math.PI * step) / steps)));
    }
  }
  return learner.net();
}

/** The network while it learns: a page at a time adds to the slopes, then a step follows them. */
class Learner {
  constructor(pages, columns, inputs, labels, weights, { hidden, inner, reach, drop, batch, seed }) {
    const next = random(seed);
    Object.assign(this, { next, inputs, labels, weights, hidden, inner, reach, drop });
    this.ranks = rankedInputs(columns, inputs, learnedFrom(pages, weights));
    this.scale = meanWeight(pages, weights) * batch;
    const count = inputs.length;
    const width = hidden + 1;
    const places = 2 * reach + 1;
    const drawn = (size, spread) => Float32Array.from({ length: size }, () => (2 * next() - 1) * spread);
    // Spreads keep the sums of a layer about as wide as what goes into it.
    const spread = (from) => Math.sqrt(3 / from);
    this.params = {
      first: drawn(count * width, spread(count)),
      firstBias: new Float32Array(width),
      around: drawn(places * hidden * inner, spread(hidden * places)),
      page: drawn(hidden * inner, 0.3 * spread(hidden)),
      innerBias: new Float32Array(inner),
      own: drawn(hidden, spread(hidden)),
      last: drawn(inner, spread(inner)),
    };
    for (let f = 0; f < count; f++) this.params.first[f * width + hidden] = 0;
    this.params.firstBias[hidden] = -1;
    const zeros = () =>
      Object.fromEntries(
        Object.entries(this.params).map(([name, values]) => [name, new Float32Array(values.length)]),
      );
    this.slopes = zeros();
    this.means = zeros();
    this.squares = zeros();
    this.lowest = this.ofLowestRanks();
    // Memory for the longest page, used again for each. `active` lists the hidden units of a row that are not zero.
    this.units = new Float64Array(MOST_ROWS * hidden);
    this.active = new Uint8Array(MOST_ROWS * hidden);
    this.known = new Uint8Array(MOST_ROWS);
    this.sums = new Float64Array(MOST_ROWS * inner);
    this.back = new Float64Array(MOST_ROWS * inner);
    this.outcome = new Float64Array(MOST_ROWS);
    this.mean = new Float64Array(hidden);
    this.pageBack = new Float64Array(inner);
    this.meanBack = new Float64Array(hidden);
  }

  /**
   * What the hidden units get of a row whose ranks are all the lowest. Half of the ranks are: only what the others
   * add to it is worked out row by row.
   */
  ofLowestRanks() {
    const { ranks, params } = this;
    const sums = Float64Array.from(params.firstBias);
    ranks.lowest.forEach((x, f) => {
      for (let j = 0; j < sums.length; j++) sums[j] += x * params.first[f * sums.length + j];
    });
    return sums;
  }

  /** Each input of a row whose rank is not the lowest: how much the rank adds, and where the input's weights begin. */
  eachRaised(row, see) {
    const { ranks, inputs, hidden } = this;
    const count = inputs.length;
    for (let f = 0; f < count; f++) {
      const rank = ranks.of[row * count + f];
      if (rank !== 0) see(rank / ranks.spread[f], f * (hidden + 1));
    }
  }

  learn({ start, end }) {
    const size = Math.min(MOST_ROWS, end - start);
    this.forwardFirst(start, size);
    this.forwardInner(size);
    this.backwardInner(start, size);
    this.backwardFirst(start, size);
  }

  /** Hidden units of each row, of which some are left out by chance, and their means. */
  forwardFirst(start, size) {
    const { hidden, drop, next, units, active, known, outcome, mean, lowest } = this;
    const { first } = this.params;
    const width = hidden + 1;
    const acc = new Float64Array(width);
    mean.fill(0);
    for (let r = 0; r < size; r++) {
      acc.set(lowest);
      this.eachRaised(start + r, (x, w) => {
        for (let j = 0; j < width; j++) acc[j] += x * first[w + j];
      });
      let found = 0;
      for (let j = 0; j < hidden; j++) {
        const kept = next() >= drop && acc[j] > 0;
        const unit = kept ? acc[j] / (1 - drop) : 0;
        units[r * hidden + j] = unit;
        if (kept) active[r * hidden + found++] = j;
        mean[j] += unit / size;
      }
      known[r] = found;
      outcome[r] = acc[hidden];
    }
  }

  /** Sums of the inner units of each row; what hidden units add to the outcome itself. */
  forwardInner(size) {
    const { hidden, inner, reach, units, active, known, sums, outcome, mean } = this;
    const { around, page, innerBias, own } = this.params;
    const ofPage = Float64Array.from(innerBias);
    for (let j = 0; j < hidden; j++)
      for (let i = 0; i < inner; i++) ofPage[i] += mean[j] * page[j * inner + i];
    for (let r = 0; r < size; r++) sums.set(ofPage, r * inner);
    for (let r = 0; r < size; r++) {
      const low = Math.max(0, r - reach);
      const high = Math.min(size - 1, r + reach);
      for (let a = 0; a < known[r]; a++) {
        const j = active[r * hidden + a];
        const unit = units[r * hidden + j];
        outcome[r] += own[j] * unit;
        for (let t = low; t <= high; t++) {
          const w = ((r - t + reach) * hidden + j) * inner;
          const to = t * inner;
          for (let i = 0; i < inner; i++) sums[to + i] += unit * around[w + i];
        }
      }
    }
  }

  /** Errors of the rows, left in `outcome`, and what they say of the inner units. */
  backwardInner(start, size) {
    const { hidden, inner, labels, weights, scale, sums, back, outcome, mean, pageBack, meanBack } = this;
    const { page, last } = this.params;
    const slopes = this.slopes;
    pageBack.fill(0);
    for (let r = 0; r < size; r++) {
      const at = r * inner;
      let score = outcome[r];
      for (let i = 0; i < inner; i++) if (sums[at + i] > 0) score += last[i] * sums[at + i];
      const row = start + r;
      const error = ((1 / (1 + Math.exp(-score)) - labels[row]) * weights[row]) / scale;
      outcome[r] = error;
      for (let i = 0; i < inner; i++) {
        const open = sums[at + i] > 0;
        if (open) slopes.last[i] += error * sums[at + i];
        back[at + i] = open ? error * last[i] : 0;
        pageBack[i] += back[at + i];
      }
    }
    meanBack.fill(0);
    for (let i = 0; i < inner; i++) slopes.innerBias[i] += pageBack[i];
    for (let j = 0; j < hidden; j++)
      for (let i = 0; i < inner; i++) {
        slopes.page[j * inner + i] += mean[j] * pageBack[i];
        meanBack[j] += (pageBack[i] * page[j * inner + i]) / size;
      }
  }

  /** What the errors say of the hidden units and of what goes into them. */
  backwardFirst(start, size) {
    const { hidden, inner, reach, drop, units, active, known, back, outcome, meanBack } = this;
    const { around, own } = this.params;
    const { first: firstSlope, firstBias: biasSlope, around: aroundSlope, own: ownSlope } = this.slopes;
    const unitBack = new Float64Array(hidden);
    for (let r = 0; r < size; r++) {
      const low = Math.max(0, r - reach);
      const high = Math.min(size - 1, r + reach);
      const error = outcome[r];
      const from = r * hidden;
      const found = known[r];
      for (let a = 0; a < found; a++) {
        const j = active[from + a];
        const unit = units[from + j];
        let slope = error * own[j] + meanBack[j];
        ownSlope[j] += error * unit;
        for (let t = low; t <= high; t++) {
          const w = ((r - t + reach) * hidden + j) * inner;
          const at = t * inner;
          for (let i = 0; i < inner; i++) {
            aroundSlope[w + i] += unit * back[at + i];
            slope += back[at + i] * around[w + i];
          }
        }
        unitBack[a] = slope / (1 - drop);
        biasSlope[j] += unitBack[a];
      }
      biasSlope[hidden] += error;
      this.eachRaised(start + r, (x, w) => {
        for (let a = 0; a < found; a++) firstSlope[w + active[from + a]] += x * unitBack[a];
        firstSlope[w + hidden] += x * error;
      });
    }
  }

  /** Follows the slopes, each at its own pace, and forgets them. */
  step(count, pace) {
    const { first: firstSlope, firstBias: biasSlope } = this.slopes;
    this.ranks.lowest.forEach((x, f) => {
      for (let j = 0; j < biasSlope.length; j++) firstSlope[f * biasSlope.length + j] += x * biasSlope[j];
    });
    const first = 1 - SLOPE ** count;
    const second = 1 - SQUARE ** count;
    for (const [name, params] of Object.entries(this.params)) {
      const slopes = this.slopes[name];
      const means = this.means[name];
      const squares = this.squares[name];
      for (let i = 0; i < params.length; i++) {
        const slope = slopes[i];
        means[i] += (1 - SLOPE) * (slope - means[i]);
        squares[i] += (1 - SQUARE) * (slope * slope - squares[i]);
        params[i] -= (pace * means[i]) / first / (Math.sqrt(squares[i] / second) + TINY);
        slopes[i] = 0;
      }
    }
    this.lowest = this.ofLowestRanks();
  }

  /** The network as it is used: ranks go in as they are, and what they are on average is in the biases. */
  net() {
    const { hidden, inner, reach, inputs, ranks, params } = this;
    const width = hidden + 1;
    const first = new Float32Array(params.first.length);
    const firstBias = Float64Array.from(params.firstBias);
    for (let f = 0; f < inputs.length; f++)
      for (let j = 0; j < width; j++) {
        const weight = stepped(params.first[f * width + j] / ranks.spread[f]);
        first[f * width + j] = weight;
        firstBias[j] -= weight * ranks.mean[f];
      }
    return {
      hidden,
      inner,
      reach,
      inputs: Uint16Array.from(inputs),
      bounds: ranks.bounds,
      first,
      firstBias: Float32Array.from(firstBias),
      around: Float32Array.from(params.around, stepped),
      page: Float32Array.from(params.page, stepped),
      innerBias: Float32Array.from(params.innerBias),
      own: Float32Array.from(params.own),
      last: Float32Array.from(params.last),
    };
  }
}

/** A weight as it is stored, so that training and use see the same sums. */
const stepped = (weight) => Math.max(-32767, Math.min(32767, Math.round(weight * STEPS))) / STEPS;

function learnedFrom(pages, weights) {
  const rows = [];
  for (const { start, end } of pages)
    for (let row = start; row < end; row++) if (weights[row] > 0) rows.push(row);
  return Int32Array.from(rows);
}

/** Ranks of all rows, row by row. A rank counts by how far it is from the mean of its input, in its spread. */
function rankedInputs(columns, inputs, list) {
  const count = inputs.length;
  const size = columns[0].length;
  const of = new Uint8Array(size * count);
  const bounds = new Float32Array(count * (RANKS - 1)).fill(Infinity);
  const lowest = new Float64Array(count);
  const mean = new Float64Array(count);
  const spread = new Float64Array(count);
  inputs.forEach((input, f) => {
    const column = columns[input];
    const own = bounds.subarray(f * (RANKS - 1), (f + 1) * (RANKS - 1));
    own.set(edgesOf(column, list, RANKS));
    for (let row = 0; row < size; row++) of[row * count + f] = rankOf(column[row], own, 0);
    let sum = 0;
    let square = 0;
    for (const row of list) {
      const rank = of[row * count + f];
      sum += rank;
      square += rank * rank;
    }
    mean[f] = sum / list.length;
    const usual = Math.sqrt(Math.max(0, square / list.length - mean[f] ** 2));
    const top = own.indexOf(Infinity);
    const highest = top < 0 ? RANKS - 1 : top;
    spread[f] = Math.max(usual, (highest - mean[f]) / FAR, mean[f] / FAR, TINY);
    lowest[f] = -mean[f] / spread[f];
  });
  return { of, bounds, lowest, mean, spread };
}

function meanWeight(pages, weights) {
  let total = 0;
  for (const { start, end } of pages) for (let row = start; row < end; row++) total += weights[row];
  return total / pages.length;
}

function shuffled(list, next) {
  const order = [...list];
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(next() * (i + 1));
    [order[i], order[other]] = [order[other], order[i]];
  }
  return order;
}
