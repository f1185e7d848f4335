/** Scores below this are left alone by later trees (see `scoreForest`): how far below says nothing. */
export const LOWEST = -5;
/** How far a block gives way to its kind at most, and how many blocks make half of that. */
const MOST = 0.7;
const HALF = 3;

/**
 * Scores of blocks that stand under the same elements of the same classes, drawn towards their mean: the posts of
 * a thread and the names of goods stand or fall together, the more of them there are.
 * @param scores log-odds of each block
 * @param kinds what kind each block is of, -1 for none
 * @param words words of each block; those without any count for nothing
 */
export function levelled(
  scores: ArrayLike<number>,
  kinds: Int32Array,
  words: ArrayLike<number>,
): Float64Array {
  const out = Float64Array.from(scores, (score) => Math.max(LOWEST, score));
  let size = 0;
  for (const kind of kinds) if (kind >= size) size = kind + 1;
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i]!;
    if (kind < 0 || words[i] === 0) continue;
    sums[kind]! += out[i]!;
    counts[kind]! += 1;
  }
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i]!;
    const count = kind < 0 ? 0 : counts[kind]!;
    if (count < 2) continue;
    const share = (MOST * count) / (count + HALF);
    out[i] = (1 - share) * out[i]! + (share * sums[kind]!) / count;
  }
  return out;
}
