export { canonicalOrder, cluster } from './canonical.ts';
export { compare } from './compare.ts';
export { fingerprint } from './fingerprint.ts';
export { normalise } from './normalise.ts';
export { type Decision, dedupeStream } from './stream.ts';
export { type Stretch, wordDiff } from './word-diff.ts';
