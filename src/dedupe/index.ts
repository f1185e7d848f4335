export { canonicalOrder, cluster } from './canonical.ts';
export { compare } from './compare.ts';
export { fingerprint } from './fingerprint.ts';
export {
  cutKeyPage,
  dropEntries,
  emptyPage,
  type KeyPage,
  KeyPageWriter,
  MOST_IN_BATCH,
  mergeKeys,
  readKeyPage,
  roomFor,
  sortKeys,
} from './key-page.ts';
export { normalise } from './normalise.ts';
export { KEYS } from './signature.ts';
export { type Decision, dedupeStream } from './stream.ts';
export { edgesOf, type Stretch, wordDiff } from './word-diff.ts';
