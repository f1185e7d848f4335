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
  let open: Int32Array = new Int32Array(end - first);
  for (let i = 0; i < open.length; i++) open[i] = first + i;
  let from = 0;
  for (let quarter = 0; quarter < QUARTERS; quarter++) {
    const to = endOf(quarter, trees);
    addTrees(forest, columns, from, to, open, scores);
    const sure = SURE[quarter];
    if (sure !== undefined) open = stillOpen(open, scores, sure);
    from = to;
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

function addTrees(
  forest: Forest,
  columns: readonly Float32Array[],
  first: number,
  end: number,
  rows: Int32Array,
  scores: Float64Array,
): void {
  const { feature, threshold, left, right, nodeStart, leafStart, leaves } = forest;
  // Rows go down a tree together and part at each node: a processor guesses the way of a single row wrong half the time.
  const parted = new Int32Array(rows.length);
  const descend = (start: number, leaf: number, at: number, from: number, to: number): void => {
    if (at < 0) {
      const value = leaves[leaf + ~at]!;
      for (let i = from; i < to; i++) scores[parted[i]!]! += value;
      return;
    }
    const column = columns[feature[start + at]!]!;
    const most = threshold[start + at]!;
    let middle = from;
    for (let i = from; i < to; i++) {
      const row = parted[i]!;
      parted[i] = parted[middle]!;
      parted[middle] = row;
      middle += column[row]! <= most ? 1 : 0;
    }
    if (middle > from) descend(start, leaf, left[start + at]!, from, middle);
    if (middle < to) descend(start, leaf, right[start + at]!, middle, to);
  };
  for (let tree = first; tree < end; tree++) {
    parted.set(rows);
    const start = nodeStart[tree]!;
    descend(start, leafStart[tree]!, nodeStart[tree + 1] === start ? -1 : 0, 0, rows.length);
  }
}

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
