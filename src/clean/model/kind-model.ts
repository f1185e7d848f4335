import { KINDS } from './kinds.ts';
import type { TokenTable } from './tokens.ts';
import { type Forest, scoreRow } from './trees.ts';
import { readForest, readTokens, type Sections } from './weights-reader.ts';

/** Tells the kind of a page from its features and words. */
export interface KindModel {
  readonly tokens: TokenTable;
  readonly forests: readonly Forest[];
}

export const readKindModel = (sections: Sections, name: string): KindModel => ({
  tokens: readTokens(sections, `${name}.tokens`),
  forests: KINDS.map((kind) => readForest(sections, `${name}.${kind}`)),
});

/** Probability of each kind, in the order of `KINDS`. */
export function kindProbabilities(
  model: KindModel,
  features: Float32Array,
  hashes: readonly number[],
): number[] {
  const sums = KINDS.map(() => 0);
  let known = 0;
  for (const hash of hashes) {
    const place = model.tokens.find(hash);
    if (place < 0) continue;
    known++;
    for (let kind = 0; kind < sums.length; kind++) sums[kind]! += model.tokens.at(place, kind);
  }
  const scale = 1 / Math.sqrt(1 + known);
  const scores = sums.map((sum, kind) => (model.tokens.biases[kind] ?? 0) + sum * scale);
  const row = new Float32Array(features.length + scores.length);
  row.set(features);
  row.set(scores, features.length);
  return softmax(model.forests.map((forest) => scoreRow(forest, row)));
}

function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}
