import type { Occurrence, Sense } from './occurrence.ts';
import { thingsOf } from './others.ts';
import { peopleOf } from './people.ts';

export { canonicalName } from './canonical.ts';
export { isOfItsCountry } from './institutions.ts';
export { labelOf } from './label.ts';
export type { Companion, Occurrence, Sense } from './occurrence.ts';

/**
 * What the names of one block mean: a sense for each thing that is named. The same occurrences give the same senses
 * in whatever order they come; the block is looked at as a whole.
 */
export const sensesOf = (block: string, occurrences: readonly Occurrence[]): Sense[] =>
  block.startsWith('p:') ? peopleOf(block.slice(2), occurrences) : thingsOf(occurrences);
