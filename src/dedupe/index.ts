export { canonicalOrder, cluster, type Occurrence } from './canonical.ts';
export { type Comparison, compare, type Kind } from './compare.ts';
export { fingerprint } from './fingerprint.ts';
export { normalise } from './normalise.ts';
export { type Decision, dedupeStream, type TextRecord } from './stream.ts';
export { type Stretch, wordDiff } from './word-diff.ts';
