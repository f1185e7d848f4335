/**
 * A page of the key index: which paragraphs have which keys, for one range of keys. 9 bytes an entry: all keys,
 * ascending, signed 32-bit; then the low 32 bits of the paragraph ids, in the same order; then their high 8 bits.
 * Numbers are little-endian, as every machine has them that Node.js runs on.
 */
export interface KeyPage {
  readonly keys: Int32Array;
  /** Paragraph ids, below 2 ** 40. */
  readonly ids: Float64Array;
  /** Entries in use. */
  count: number;
}

const ENTRY_BYTES = 9;
const HIGH = 2 ** 32;

/** Entries of a page at most: two versions of its row fit into one page of the database, so that it is updated in place. */
const MOST_ENTRIES = 440;
/** Entries of the pages that a fuller one is cut into. */
const CUT_ENTRIES = 300;

/** Makes room for so many entries; grows by halves, so that it can be used again. */
export const roomFor = (page: KeyPage, entries: number): KeyPage =>
  page.keys.length >= entries
    ? page
    : { keys: new Int32Array(1.5 * entries), ids: new Float64Array(1.5 * entries), count: 0 };

export const emptyPage = (): KeyPage => ({
  keys: new Int32Array(1024),
  ids: new Float64Array(1024),
  count: 0,
});

/** Reads the entries of `bytes` into `page`, or into a roomier one, which is returned. */
export const readKeyPage = (bytes: Uint8Array, page: KeyPage): KeyPage => {
  const count = bytes.length / ENTRY_BYTES;
  const into = roomFor(page, count);
  // A copy, since views of whole numbers begin at a multiple of four.
  const copy = new Uint8Array(bytes);
  into.keys.set(new Int32Array(copy.buffer, 0, count));
  const low = new Uint32Array(copy.buffer, 4 * count, count);
  for (let i = 0; i < count; i++) into.ids[i] = low[i]! + copy[8 * count + i]! * HIGH;
  into.count = count;
  return into;
};

/** Writes the entries from `from` to `to` of a page. */
const writeEntries = (page: KeyPage, from: number, to: number): Uint8Array => {
  const count = to - from;
  const bytes = new Uint8Array(ENTRY_BYTES * count);
  new Int32Array(bytes.buffer, 0, count).set(page.keys.subarray(from, to));
  const low = new Uint32Array(bytes.buffer, 4 * count, count);
  for (let i = 0; i < count; i++) {
    const id = page.ids[from + i]!;
    low[i] = id;
    bytes[8 * count + i] = id / HIGH;
  }
  return bytes;
};

/** A page as it is stored: the least key that belongs on it, and its entries. */
export interface StoredKeyPage {
  readonly low: number;
  readonly bytes: Uint8Array;
}

/** Cuts a page, whose range begins with `low`, where it is too full; all entries of one key stay together. */
export const cutKeyPage = (page: KeyPage, low: number): StoredKeyPage[] => {
  const { keys, count } = page;
  if (count <= MOST_ENTRIES) return [{ low, bytes: writeEntries(page, 0, count) }];
  const pieces: StoredKeyPage[] = [];
  const wanted = Math.ceil(count / Math.ceil(count / CUT_ENTRIES));
  for (let from = 0; from < count; ) {
    let to = Math.min(from + wanted, count);
    while (to < count && keys[to] === keys[to - 1]) to++;
    pieces.push({ low: from === 0 ? low : keys[from]!, bytes: writeEntries(page, from, to) });
    from = to;
  }
  return pieces;
};

/** Keys that are new, ascending, each with the number of its paragraph in a batch. */
export interface NewKeys {
  readonly keys: Int32Array;
  readonly members: Uint32Array;
}

/** Most paragraphs of a batch: so many numbers fit beside a key, or beside a paragraph id, into 53 bits. */
export const MOST_IN_BATCH = 2 ** 18;

/** Keys and the numbers of their paragraphs, in the order of the keys and then of the numbers. */
export const sortKeys = (keys: Int32Array, members: Uint32Array): NewKeys => {
  const both = new Float64Array(keys.length);
  for (let i = 0; i < both.length; i++) both[i] = (keys[i]! + 2 ** 31) * MOST_IN_BATCH + members[i]!;
  both.sort();
  const sorted = { keys: new Int32Array(both.length), members: new Uint32Array(both.length) };
  for (let i = 0; i < both.length; i++) {
    sorted.keys[i] = Math.floor(both[i]! / MOST_IN_BATCH) - 2 ** 31;
    sorted.members[i] = both[i]! % MOST_IN_BATCH;
  }
  return sorted;
};

/** What adding keys to a page finds out. */
export interface MergeFindings {
  /** The paragraph `id` has a key in common with the paragraph of this number in the batch. */
  share(id: number, member: number): void;
  /** More than `most` paragraphs have this key; the page holds it no longer. `ids` are those that had it. */
  crowd(key: number, ids: readonly number[]): void;
}

/** First entry from `at` on whose key is not below `key`. */
const seek = (keys: Int32Array, at: number, end: number, key: number): number => {
  let index = at;
  while (index < end && keys[index]! < key) index++;
  return index;
};

/** First entry from `at` on that has another key. */
const endOf = (keys: Int32Array, at: number, end: number): number => {
  let index = at + 1;
  while (index < end && keys[index] === keys[at]) index++;
  return index;
};

/**
 * Adds the new keys from `from` to `to` to a page, into `into` or a roomier one, which is returned, and says which
 * paragraphs share a key: of two in the batch the earlier one is `share`d with the later. `ids` are the ids of the
 * batch. A key that more than `most` paragraphs have says nothing, and is left out.
 */
export const mergeKeys = (
  page: KeyPage,
  added: NewKeys,
  [from, to]: readonly [number, number],
  ids: Float64Array,
  most: number,
  into: KeyPage,
  findings: MergeFindings,
): KeyPage => {
  const merged = roomFor(into, page.count + to - from);
  let old = 0;
  let count = 0;
  const keep = (start: number, end: number): void => {
    merged.keys.set(page.keys.subarray(start, end), count);
    merged.ids.set(page.ids.subarray(start, end), count);
    count += end - start;
  };
  for (let next = from; next < to; ) {
    const key = added.keys[next]!;
    const end = endOf(added.keys, next, to);
    const start = seek(page.keys, old, page.count, key);
    keep(old, start);
    const there =
      start < page.count && page.keys[start] === key ? endOf(page.keys, start, page.count) : start;
    const fresh = added.members.subarray(next, end);
    if (there - start + end - next > most) {
      findings.crowd(key, [
        ...page.ids.subarray(start, there),
        ...Array.from(fresh, (member) => ids[member]!),
      ]);
    } else {
      keep(start, there);
      for (const member of fresh) {
        for (let i = start; i < there; i++) findings.share(page.ids[i]!, member);
        for (let i = 0; fresh[i]! < member; i++) findings.share(ids[fresh[i]!]!, member);
        merged.keys[count] = key;
        merged.ids[count++] = ids[member]!;
      }
    }
    old = there;
    next = end;
  }
  keep(old, page.count);
  merged.count = count;
  return merged;
};

/** Takes entries of these paragraphs off a page. */
export const dropEntries = (page: KeyPage, ids: ReadonlySet<number>): void => {
  let count = 0;
  for (let i = 0; i < page.count; i++) {
    if (ids.has(page.ids[i]!)) continue;
    page.keys[count] = page.keys[i]!;
    page.ids[count++] = page.ids[i]!;
  }
  page.count = count;
};
