import type { PageType } from '../../document/page.ts';
import { hash32 } from './hash.ts';
import { SPACE, type TokenTable } from './tokens.ts';
import { type Forest, scoreForest } from './trees.ts';
import { readForest, readTokens, type Sections } from './weights-reader.ts';

/** Kinds of pages that the model tells apart, in the order of its outputs. */
export const KINDS = [
  'article',
  'forum',
  'product',
  'collection',
  'listing',
  'documentation',
  'service',
] as const satisfies readonly PageType[];

/** Tells the kind of a page from its features and words. */
export interface KindModel {
  readonly tokens: readonly TokenTable[];
  readonly forests: readonly Forest[];
}

export const readKindModel = (sections: Sections, name: string): KindModel => ({
  tokens: KINDS.map((_, kind) => readTokens(sections, `${name}.tokens`, kind)),
  forests: KINDS.map((kind) => readForest(sections, `${name}.${kind}`)),
});

/** Probability of each kind, in the order of `KINDS`. */
export function kindProbabilities(
  model: KindModel,
  features: Float32Array,
  words: readonly string[],
): number[] {
  const hashes = words.map((word) => hash32(word, SPACE.page));
  let known = 0;
  for (const hash of hashes) if (model.tokens.some((table) => table.weights.has(hash))) known++;
  const scale = 1 / Math.sqrt(1 + known);
  const scores = model.tokens.map(({ weights, bias }) => {
    let sum = 0;
    for (const hash of hashes) sum += weights.get(hash) ?? 0;
    return bias + sum * scale;
  });
  const columns = [...features, ...scores].map((value) => Float32Array.of(value));
  return softmax(model.forests.map((forest) => scoreForest(forest, columns, 1)[0]!));
}

function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

/** The likeliest kind. */
export const kindOf = (probabilities: readonly number[]): PageType => {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i]! > probabilities[best]!) best = i;
  return KINDS[best] ?? 'other';
};
