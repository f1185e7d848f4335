import {
  emptyPage,
  KEYS,
  type KeyPage,
  MOST_IN_BATCH,
  mergeKeys,
  roomFor,
  sortKeys,
} from '../dedupe/index.ts';
import { COMMON, mayDiffer } from './common-keys.ts';
import type { Queryable } from './database.ts';
import { changeKeyPages } from './key-pages.ts';
import { differingBits, lookAtSketches, SKETCH_BYTES } from './sketches.ts';
import type { Batch } from './waiting.ts';

/** Numbers in a row that grows. */
class Row {
  #values = new Float64Array(4096);
  #count = 0;

  add(value: number): void {
    if (this.#count === this.#values.length) {
      const grown = new Float64Array(2 * this.#count);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#count++] = value;
  }

  get length(): number {
    return this.#count;
  }

  /** The numbers in ascending order, in memory that further ones overwrite. */
  sorted(): Float64Array {
    return this.#values.subarray(0, this.#count).sort();
  }
}

/** Shared keys of a batch at most, 8 bytes each; a batch of the least size takes what it finds. */
const MOST_SHARED = 2 ** 24;
export const LEAST_BATCH = 1000;

/** Keys of a batch but those that say nothing, in their order. */
const tellingKeys = (batch: Batch, common: ReadonlySet<number>) => {
  const keys = new Int32Array(batch.keys.length);
  const members = new Uint32Array(batch.keys.length);
  let count = 0;
  for (const [index, key] of batch.keys.entries()) {
    if (key === 0 || common.has(key)) continue;
    keys[count] = key;
    members[count++] = Math.floor(index / KEYS);
  }
  return sortKeys(keys.subarray(0, count), members.subarray(0, count));
};

/** Paragraphs that may repeat each other: `member` is the number in the batch of one of them. */
export interface Candidate {
  readonly member: number;
  readonly id: number;
}

export interface Neighbours {
  /** Ascending by id and then by member. */
  readonly candidates: readonly Candidate[];
  /** Keys that turned out to be common, and the paragraphs that have them. */
  readonly common: readonly number[];
  readonly crowd: readonly number[];
}

/** Of shared keys, the pairs whose sketches are alike as far as so many keys ask for. */
const nearOf = async (connection: Queryable, batch: Batch, shared: Float64Array): Promise<Candidate[]> => {
  // One entry for each pair, and how many keys it shares. The ids take the place of the pairs, of which there may be many.
  const ids = shared;
  const members = new Uint32Array(shared.length);
  const keys = new Uint8Array(shared.length);
  let count = 0;
  let last = -1;
  for (const pair of shared) {
    if (pair === last) {
      keys[count - 1]!++;
      continue;
    }
    last = pair;
    ids[count] = Math.floor(pair / MOST_IN_BATCH);
    members[count] = pair % MOST_IN_BATCH;
    keys[count++] = 1;
  }
  const found: Candidate[] = [];
  await lookAtSketches(connection, ids.subarray(0, count), (index, page, at) => {
    const member = members[index]!;
    const bits = differingBits(batch.sketches, member * SKETCH_BYTES, page, at);
    if (bits <= mayDiffer(keys[index]!)) found.push({ member, id: ids[index]! });
  });
  return found;
};

/**
 * Adds the keys of a batch, whose sketches are there, to the index, and finds the paragraphs that may repeat those of
 * the batch. The caller holds the lock of the linker. Null when they are too many for the memory: what is changed is to be undone,
 * and a smaller batch taken.
 */
export const addAndFind = async (
  connection: Queryable,
  batch: Batch,
  common: ReadonlySet<number>,
): Promise<Neighbours | null> => {
  const added = tellingKeys(batch, common);
  const shared = new Row();
  const crowded: number[] = [];
  const crowd = new Set<number>();
  let merged: KeyPage = emptyPage();
  const isDone = await changeKeyPages(connection, added.keys, (page, range) => {
    if (shared.length > MOST_SHARED && batch.ids.length > LEAST_BATCH) return null;
    merged = mergeKeys(
      page,
      added,
      range,
      batch.ids,
      COMMON,
      roomFor(merged, page.count + range[1] - range[0]),
      {
        share: (id, member) => {
          if (id !== batch.ids[member]) shared.add(id * MOST_IN_BATCH + member);
        },
        crowd: (key, ids) => {
          crowded.push(key);
          for (const id of ids) crowd.add(id);
        },
      },
    );
    return merged;
  });
  if (!isDone) return null;
  return { candidates: await nearOf(connection, batch, shared.sorted()), common: crowded, crowd: [...crowd] };
};
