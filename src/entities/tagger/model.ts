import { HashIndex } from './hash-index.ts';
import { VarintReader } from './varint.ts';

/** Name types that the tagger tells apart; what it calls `misc` is sorted into events, works and others later. */
export const TAG_TYPES = ['person', 'organization', 'place', 'misc'] as const;
export type TagType = (typeof TAG_TYPES)[number];

/** Label 0 is "no name"; each type has a label for the first, inner, last and only token of a name. */
export const OUTSIDE = 0;
export const FIRST = 0;
export const INNER = 1;
export const LAST = 2;
export const ONLY = 3;
export const LABELS = 1 + 4 * TAG_TYPES.length;

export const labelOf = (type: number, position: number): number => 1 + 4 * type + position;
export const typeOfLabel = (label: number): number => (label - 1) >> 2;
export const positionOfLabel = (label: number): number => (label - 1) & 3;

const opens = (label: number): boolean =>
  label !== OUTSIDE && (positionOfLabel(label) === FIRST || positionOfLabel(label) === INNER);

/** Whether a label may follow another: an open name goes on with its own type, and only then. */
const mayFollow = (before: number, after: number): boolean => {
  const continues =
    after !== OUTSIDE && (positionOfLabel(after) === INNER || positionOfLabel(after) === LAST);
  if (opens(before)) return continues && typeOfLabel(before) === typeOfLabel(after);
  return !continues;
};

/** The labels that may come before each label. */
export const PREDECESSORS: readonly (readonly number[])[] = Array.from({ length: LABELS }, (_, after) =>
  Array.from({ length: LABELS }, (_, before) => before).filter((before) => mayFollow(before, after)),
);

/** Labels a stretch of tokens may end with: no name is left open. */
export const CLOSED: readonly number[] = Array.from({ length: LABELS }, (_, label) => label).filter(
  (label) => !opens(label),
);

/** A linear model over labels. */
export interface Model {
  /** Row of a feature, -1 when it has no weight. */
  find(feature: number): number;
  /** `LABELS` weights a row. */
  readonly weights: Int8Array;
  /** Weight of each label after each other, `before * LABELS + after`. */
  readonly transitions: Int32Array;
}

/** Unpacks a model: transitions, then for each feature the step to its hash, a label mask, the weights. */
export function decodeModel(base64: string): Model {
  const reader = new VarintReader(base64);
  const transitions = new Int32Array(LABELS * LABELS);
  for (let i = 0; i < transitions.length; i++) {
    const zigzag = reader.next();
    transitions[i] = (zigzag >>> 1) ^ -(zigzag & 1);
  }
  const count = reader.next();
  const index = new HashIndex(count);
  const weights = new Int8Array(count * LABELS);
  let hash = 0;
  for (let row = 0; row < count; row++) {
    hash = (hash + reader.next()) >>> 0;
    index.set(hash, row);
    const mask = reader.next();
    for (let label = 0; label < LABELS; label++) {
      if (((mask >>> label) & 1) === 1) weights[row * LABELS + label] = reader.nextSigned();
    }
  }
  return { find: (feature) => index.get(feature), weights, transitions };
}
