import { keepShape } from '../../document/keep-shape.ts';

/**
 * Gradient-boosted regression trees, flat. Node `i` of the forest sends a row left when its feature
 * is at most the threshold; a negative child `~leaf` ends at a leaf.
 */
export interface Forest {
  readonly feature: Uint16Array;
  readonly threshold: Float32Array;
  readonly left: Int16Array;
  readonly right: Int16Array;
  /** First node and first leaf of each tree; a tree without nodes is its only leaf. */
  readonly nodeStart: Uint32Array;
  readonly leafStart: Uint32Array;
  readonly leaves: Float32Array;
  readonly base: number;
}

/** After each quarter of the trees, rows this far below even odds are left there: no later tree brings them back. */
const SURE = [-6.5, -5.5, -5];
const QUARTERS = 4;

/** Rows that go through all trees together: their part of every column stays in the processor's cache. */
const BATCH = 1024;

/** Log-odds of each row. Columns are as the forest's features number them. */
export function scoreForest(forest: Forest, columns: readonly Float32Array[], rows: number): Float64Array {
  const scores = new Float64Array(rows).fill(forest.base);
  for (let from = 0; from < rows; from += BATCH)
    scoreRows(forest, columns, from, Math.min(rows, from + BATCH), scores);
  return scores;
}

/** Log-odds of a single row: the very sum that `scoreForest` gives it. */
export function scoreRow(forest: Forest, row: Float32Array): number {
  const { feature, threshold, left, right, nodeStart, leafStart, leaves } = forest;
  const trees = leafStart.length - 1;
  let score = forest.base;
  let tree = 0;
  for (let quarter = 0; quarter < QUARTERS; quarter++) {
    for (const end = endOf(quarter, trees); tree < end; tree++) {
      const start = nodeStart[tree]!;
      let at = nodeStart[tree + 1] === start ? -1 : 0;
      while (at >= 0)
        at = row[feature[start + at]!]! <= threshold[start + at]! ? left[start + at]! : right[start + at]!;
      score += leaves[leafStart[tree]! + ~at]!;
    }
    const sure = SURE[quarter];
    if (sure !== undefined && score <= sure) break;
  }
  return score;
}

/** The tree after the last of a quarter. */
const endOf = (quarter: number, trees: number): number => Math.floor((trees * (quarter + 1)) / QUARTERS);

function scoreRows(
  forest: Forest,
  columns: readonly Float32Array[],
  first: number,
  end: number,
  scores: Float64Array,
): void {
  const trees = forest.leafStart.length - 1;
  const descent = keepShape(new Descent(forest, columns, scores, end - first));
  let open: Int32Array = new Int32Array(end - first);
  for (let i = 0; i < open.length; i++) open[i] = first + i;
  let tree = 0;
  for (let quarter = 0; quarter < QUARTERS; quarter++) {
    for (const to = endOf(quarter, trees); tree < to; tree++) descent.addTree(tree, open);
    const sure = SURE[quarter];
    if (sure !== undefined) open = stillOpen(open, scores, sure);
  }
}

/** The rows above a score, in the memory of all of them. */
function stillOpen(rows: Int32Array, scores: Float64Array, sure: number): Int32Array {
  let kept = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (scores[row]! > sure) rows[kept++] = row;
  }
  return rows.subarray(0, kept);
}

/**
 * Takes rows down the trees of a forest. They go down a tree together and part at each node: a processor guesses
 * the way of a single row wrong half the time.
 */
class Descent {
  private readonly forest: Forest;
  private readonly columns: readonly Float32Array[];
  private readonly scores: Float64Array;
  /** The rows, those that are at one node side by side. */
  private readonly parted: Int32Array;

  constructor(forest: Forest, columns: readonly Float32Array[], scores: Float64Array, rows: number) {
    this.forest = forest;
    this.columns = columns;
    this.scores = scores;
    this.parted = new Int32Array(rows);
  }

  /** Adds to the score of each row what a tree says of it. */
  addTree(tree: number, rows: Int32Array): void {
    const { nodeStart, leafStart } = this.forest;
    const start = nodeStart[tree]!;
    this.parted.set(rows);
    this.descend(start, leafStart[tree]!, nodeStart[tree + 1] === start ? -1 : 0, 0, rows.length);
  }

  private descend(start: number, leaf: number, at: number, from: number, to: number): void {
    const { forest, parted } = this;
    if (at < 0) {
      const { scores } = this;
      const value = forest.leaves[leaf + ~at]!;
      for (let i = from; i < to; i++) scores[parted[i]!]! += value;
      return;
    }
    const column = this.columns[forest.feature[start + at]!]!;
    const most = forest.threshold[start + at]!;
    let middle = from;
    for (let i = from; i < to; i++) {
      const row = parted[i]!;
      parted[i] = parted[middle]!;
      parted[middle] = row;
      middle += column[row]! <= most ? 1 : 0;
    }
    if (middle > from) this.descend(start, leaf, forest.left[start + at]!, from, middle);
    if (middle < to) this.descend(start, leaf, forest.right[start + at]!, middle, to);
  }
}

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
