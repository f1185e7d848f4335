import { LOWEST } from './level.ts';

/** The large tables of a network are stored in whole parts of one: so many make one. */
export const STEPS = 4096;

/** Ranks that a value of an input is told apart by. */
export const RANKS = 16;

/**
 * A small network that reads the blocks of a page in their order. What it knows of a block it works out of the ranks
 * of its most telling evidence (`hidden`); then it sees that of the blocks around it and the mean of the page at once
 * (`inner`). It errs elsewhere than trees, which see of a neighbour only what a column says: both together err less.
 */
export interface Net {
  readonly hidden: number;
  readonly inner: number;
  /** How many blocks before and after each one it sees. */
  readonly reach: number;
  /** The columns it reads, and `RANKS - 1` bounds of each in order; those not needed are infinite. */
  readonly inputs: Uint16Array;
  readonly bounds: Float32Array;
  /** What a rank of an input adds to each hidden unit, and last to the outcome itself. */
  readonly first: Float32Array;
  readonly firstBias: Float32Array;
  /** Place by place around the block: what each hidden unit there adds to each inner one. */
  readonly around: Float32Array;
  /** What the mean of each hidden unit over the page adds to each inner one. */
  readonly page: Float32Array;
  readonly innerBias: Float32Array;
  /** What each hidden unit of the block and each inner unit add to the outcome. */
  readonly own: Float32Array;
  readonly last: Float32Array;
}

/** Log-odds of each block of one page. Columns are as the inputs number them. */
export function scoreNet(net: Net, columns: readonly Float32Array[], rows: number): Float64Array {
  const scores = new Float64Array(rows);
  if (rows === 0) return scores;
  const units = hiddenUnits(net, columns, rows, scores);
  const inner = innerUnits(net, units, rows);
  for (let row = 0; row < rows; row++) {
    let score = scores[row]!;
    for (let j = 0; j < net.hidden; j++) score += net.own[j]! * units[row * net.hidden + j]!;
    for (let i = 0; i < net.inner; i++) score += net.last[i]! * Math.max(0, inner[row * net.inner + i]!);
    scores[row] = score;
  }
  return scores;
}

/** The hidden units of each row; what the inputs add to the outcome itself goes to `scores`. */
function hiddenUnits(
  { hidden, inputs, bounds, first, firstBias }: Net,
  columns: readonly Float32Array[],
  rows: number,
  scores: Float64Array,
): Float64Array {
  const width = hidden + 1;
  const count = inputs.length;
  const units = new Float64Array(rows * hidden);
  const sums = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    sums.set(firstBias);
    for (let f = 0; f < count; f++) {
      const rank = rankOf(columns[inputs[f]!]![row]!, bounds, f * (RANKS - 1));
      if (rank === 0) continue;
      const from = f * width;
      for (let j = 0; j < width; j++) sums[j]! += rank * first[from + j]!;
    }
    for (let j = 0; j < hidden; j++) units[row * hidden + j] = Math.max(0, sums[j]!);
    scores[row] = sums[hidden]!;
  }
  return units;
}

/** How many of the bounds of an input, which begin at `from`, a value is above. */
export function rankOf(value: number, bounds: Float32Array, from: number): number {
  let low = 0;
  let high = RANKS - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= bounds[from + middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

function innerUnits(
  { hidden, inner, reach, around, page, innerBias }: Net,
  units: Float64Array,
  rows: number,
): Float64Array {
  const sums = new Float64Array(rows * inner);
  const ofPage = Float64Array.from(innerBias);
  for (let j = 0; j < hidden; j++) {
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += units[row * hidden + j]!;
    mean /= rows;
    for (let i = 0; i < inner; i++) ofPage[i]! += mean * page[j * inner + i]!;
  }
  for (let row = 0; row < rows; row++) sums.set(ofPage, row * inner);
  for (let row = 0; row < rows; row++) {
    const from = Math.max(0, row - reach);
    const to = Math.min(rows - 1, row + reach);
    for (let j = 0; j < hidden; j++) {
      const unit = units[row * hidden + j]!;
      if (unit === 0) continue;
      for (let other = from; other <= to; other++) {
        const weights = ((row - other + reach) * hidden + j) * inner;
        for (let i = 0; i < inner; i++) sums[other * inner + i]! += unit * around[weights + i]!;
      }
    }
  }
  return sums;
}

/** What the network counts beside the trees. */
const SHARE = 0.5;

/** Log-odds of a page's blocks by the trees and the network together. */
export const blended = (trees: Float64Array, net: Float64Array): Float64Array =>
  trees.map((score, i) => (1 - SHARE) * Math.max(LOWEST, score) + SHARE * net[i]!);
