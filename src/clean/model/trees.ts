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

/** Log-odds of each row. Columns are as the forest's features number them. */
export function scoreForest(forest: Forest, columns: readonly Float32Array[], rows: number): Float64Array {
  const scores = new Float64Array(rows).fill(forest.base);
  const { feature, threshold, left, right, nodeStart, leafStart, leaves } = forest;
  const trees = leafStart.length - 1;
  for (let tree = 0; tree < trees; tree++) {
    const from = nodeStart[tree]!;
    const leaf = leafStart[tree]!;
    const empty = nodeStart[tree + 1] === from;
    for (let row = 0; row < rows; row++) {
      let at = empty ? -1 : 0;
      while (at >= 0) {
        const node = from + at;
        at = columns[feature[node]!]![row]! <= threshold[node]! ? left[node]! : right[node]!;
      }
      scores[row] = scores[row]! + leaves[leaf + ~at]!;
    }
  }
  return scores;
}

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
