/**
 * A page of the key index: which paragraphs have which keys, for one range of keys, ascending by key. As it is stored: a
 * byte that says how many bytes an id takes, then for each entry how much its key is above the one before (above the
 * least there is, for the first), 7 bits to a byte and the low ones first, and the id, low bytes first. About 5 bytes
 * an entry.
 */
export interface KeyPage {
  readonly keys: Int32Array;
  /** Paragraph ids, below 2 ** 40. */
  readonly ids: Float64Array;
  /** Entries in use. */
  count: number;
}

/** Bytes of a page at most: two versions of its row fit into one page of the database, so that it is updated in place. */
const MOST_BYTES = 4000;
/** Bytes of the pages that a fuller one is cut into. */
const CUT_BYTES = 2700;

const LEAST_KEY = -(2 ** 31);
const HIGH = 2 ** 32;
/** An id is below 2 ** 40; a key may be as far from the one before as can be. */
const MOST_ID_BYTES = 5;
const MOST_ENTRY_BYTES = 5 + MOST_ID_BYTES;
const LEAST_ENTRY_BYTES = 2;

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

/** Reads the entries that stand in `bytes` from `from` to `to` into `page`, or into a roomier one, which is returned. */
export const readKeyPage = (bytes: Uint8Array, from: number, to: number, page: KeyPage): KeyPage => {
  const into = roomFor(page, (to - from) / LEAST_ENTRY_BYTES);
  const width = from < to ? bytes[from]! : 0;
  let key = LEAST_KEY;
  let count = 0;
  for (let at = from + 1; at < to; count++) {
    let byte = bytes[at++]!;
    let above = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = bytes[at++]!;
      above += (byte & 127) * scale;
    }
    key += above;
    let low = 0;
    for (let place = 0; place < width && place < 4; place++) low |= bytes[at++]! << (8 * place);
    into.keys[count] = key;
    into.ids[count] = (low >>> 0) + (width === MOST_ID_BYTES ? bytes[at++]! * HIGH : 0);
  }
  into.count = count;
  return into;
};

/** Bytes that the largest id of a page takes. */
const widthOf = ({ ids, count }: KeyPage): number => {
  let largest = 0;
  for (let i = 0; i < count; i++) if (ids[i]! > largest) largest = ids[i]!;
  let width = 1;
  while (largest >= 256 ** width) width++;
  return width;
};

/** Pages as they are stored, one after the other: the least key that belongs on each, where it begins, and its size. */
export class KeyPageWriter {
  #bytes = new Uint8Array(2 ** 16);
  #end = 0;
  readonly lows: number[] = [];
  readonly begins: number[] = [];
  readonly sizes: number[] = [];

  /** All pages, until the next one is put. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#end);
  }

  /** Forgets the pages; the memory is used again. */
  clear(): void {
    this.#end = 0;
    for (const list of [this.lows, this.begins, this.sizes]) list.length = 0;
  }

  /**
   * Writes entries of a page from `from` on, whose range begins with `low`: all of them, or as many as fill `most` bytes
   * and then the rest of those with the same key. Returns up to where.
   */
  put(page: KeyPage, low: number, from = 0, most = Number.POSITIVE_INFINITY): number {
    this.#makeRoom(1 + MOST_ENTRY_BYTES * (page.count - from));
    const bytes = this.#bytes;
    const begin = this.#end;
    const width = widthOf(page);
    let at = begin;
    bytes[at++] = width;
    let last = LEAST_KEY;
    let next = from;
    for (; next < page.count; next++) {
      const key = page.keys[next]!;
      if (at - begin >= most && key !== last) break;
      let above = key - last;
      last = key;
      for (; above > 127; above >>>= 7) bytes[at++] = above | 128;
      bytes[at++] = above;
      const id = page.ids[next]!;
      const low = id >>> 0;
      for (let place = 0; place < width && place < 4; place++) bytes[at++] = low >>> (8 * place);
      if (width === MOST_ID_BYTES) bytes[at++] = id / HIGH;
    }
    this.lows.push(low);
    this.begins.push(begin);
    this.sizes.push(at - begin);
    this.#end = at;
    return next;
  }

  /** Takes back the page that was put last. */
  takeBack(): void {
    this.lows.pop();
    this.sizes.pop();
    this.#end = this.begins.pop()!;
  }

  #makeRoom(size: number): void {
    if (this.#end + size <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.#end + size));
    grown.set(this.bytes);
    this.#bytes = grown;
  }
}

/**
 * Writes a page, whose range begins with `low`, to `first`; where it is too full it is cut, and what is cut off goes to
 * `others`. All entries of one key stay together.
 */
export const cutKeyPage = (page: KeyPage, low: number, first: KeyPageWriter, others: KeyPageWriter): void => {
  first.put(page, low);
  const size = first.sizes.at(-1)!;
  if (size <= MOST_BYTES) return;
  first.takeBack();
  const most = size / Math.ceil(size / CUT_BYTES);
  let next = first.put(page, low, 0, most);
  while (next < page.count) next = others.put(page, page.keys[next]!, next, most);
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
  const put = (key: number, id: number): void => {
    merged.keys[count] = key;
    merged.ids[count++] = id;
  };
  const keepTo = (end: number): void => {
    for (; old < end; old++) put(page.keys[old]!, page.ids[old]!);
  };
  for (let next = from; next < to; ) {
    const key = added.keys[next]!;
    const end = endOf(added.keys, next, to);
    const start = seek(page.keys, old, page.count, key);
    keepTo(start);
    const there =
      start < page.count && page.keys[start] === key ? endOf(page.keys, start, page.count) : start;
    if (there - start + end - next > most) {
      const fresh = Array.from(added.members.subarray(next, end), (member) => ids[member]!);
      findings.crowd(key, [...page.ids.subarray(start, there), ...fresh]);
      old = there;
    } else {
      keepTo(there);
      for (let i = next; i < end; i++) {
        const member = added.members[i]!;
        for (let at = start; at < there; at++) findings.share(page.ids[at]!, member);
        for (let at = next; at < i; at++) findings.share(ids[added.members[at]!]!, member);
        put(key, ids[member]!);
      }
    }
    next = end;
  }
  keepTo(page.count);
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
