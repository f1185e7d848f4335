import type { Words } from './words.ts';

/** Product of the words of two texts beyond which they are not aligned: a tenth of a second, 30 MB. */
export const MOST_CELLS = 1 << 26;

/**
 * Longest common subsequence of two texts' words (Hyyrö, "Bit-parallel LCS-length computation revisited",
 * 2004): one bit of a row for every word of `a`, one row for every word of `b`, kept so that the alignment can
 * be read back.
 */
export class Alignment {
  /** Number of every word, the same for equal words of the two texts. */
  idsA = new Int32Array(256);
  idsB = new Int32Array(256);
  /** By word of `a`: the word of `b` that it is matched with, or -1. */
  match = new Int32Array(256);
  /** By number of a word: whether it stands somewhere without a capital. */
  seenSmall = new Uint8Array(512);

  #table = new Int32Array(1024);
  #first = new Int32Array(512);
  #masks = new Int32Array(1024);
  #rows = new Int32Array(4096);

  /** Numbers the words. Equal numbers mean equal words: hashes are confirmed letter by letter. */
  number(a: Words, b: Words): void {
    const total = a.count + b.count;
    this.#makeRoom(a.count, b.count);
    this.#first = atLeast(this.#first, total);
    if (this.seenSmall.length !== this.#first.length) this.seenSmall = new Uint8Array(this.#first.length);
    const size = 1 << (33 - Math.clz32(Math.max(total, 16) - 1));
    this.#table = atLeast(this.#table, size);
    this.#table.fill(-1, 0, size);
    const next = this.#numberText(a, a, this.idsA, 0, 0, size - 1);
    this.#numberText(b, a, this.idsB, a.count, next, size - 1);
  }

  /** Numbers words that are given as strings; `seenSmall` is not filled. */
  numberKeys(a: readonly string[], b: readonly string[]): void {
    this.#makeRoom(a.length, b.length);
    const numbers = new Map<string, number>();
    const numberOf = (key: string): number => {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, numbers.size);
      return numbers.size - 1;
    };
    for (const [i, key] of a.entries()) this.idsA[i] = numberOf(key);
    for (const [i, key] of b.entries()) this.idsB[i] = numberOf(key);
  }

  #makeRoom(countA: number, countB: number): void {
    this.idsA = atLeast(this.idsA, countA);
    this.match = atLeast(this.match, countA);
    this.idsB = atLeast(this.idsB, countB);
  }

  /** `first` of a number points at a word of `a`, or of `b` when it is `a.count` or more. */
  #numberText(text: Words, a: Words, ids: Int32Array, base: number, next: number, mask: number): number {
    const table = this.#table;
    let free = next;
    for (let i = 0; i < text.count; i++) {
      const hash = text.hashes[i]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      for (;;) {
        const id = table[slot]!;
        if (id === -1) {
          table[slot] = free;
          this.#first[free] = base + i;
          this.seenSmall[free] = 0;
          ids[i] = free++;
          break;
        }
        const at = this.#first[id]!;
        if (at < a.count ? sameWord(a, at, text, i) : sameWord(text, at - a.count, text, i)) {
          ids[i] = id;
          break;
        }
        slot = (slot + 1) & mask;
      }
      if ((text.flags[i]! & 1) === 0) this.seenSmall[ids[i]!] = 1;
    }
    return free;
  }

  /** Words at the start that are equal. */
  prefix(countA: number, countB: number): number {
    const most = Math.min(countA, countB);
    let length = 0;
    while (length < most && this.idsA[length] === this.idsB[length]) length++;
    return length;
  }

  /** Words at the end that are equal, beyond the first `after` ones. */
  suffix(countA: number, countB: number, after: number): number {
    const most = Math.min(countA, countB) - after;
    let length = 0;
    while (length < most && this.idsA[countA - 1 - length] === this.idsB[countB - 1 - length]) length++;
    return length;
  }

  /** Fills `match` for the words of `a` from `startA` to `endA`, against those of `b`. */
  align(startA: number, endA: number, startB: number, endB: number): void {
    this.match.fill(-1, startA, endA);
    if (startA === endA || startB === endB) return;
    // Bits for the shorter side: the masks then take no more room than the rows, whatever the words.
    const isFlipped = endA - startA > endB - startB;
    const a = { ids: this.idsA, start: startA, count: endA - startA };
    const b = { ids: this.idsB, start: startB, count: endB - startB };
    const bits = isFlipped ? b : a;
    const rows = isFlipped ? a : b;
    this.#makeMasks(bits, rows);
    this.#fillRows(bits, rows);
    this.#readBack(bits, rows, (bit, row) => {
      if (isFlipped) this.match[startA + row] = startB + bit;
      else this.match[startA + bit] = startB + row;
    });
  }

  #makeMasks(bits: Range, rows: Range): void {
    const limbs = limbsOf(bits);
    let numbers = 0;
    for (const { ids, start, count } of [bits, rows])
      for (let i = start; i < start + count; i++) numbers = Math.max(numbers, ids[i]! + 1);
    const size = numbers * limbs;
    this.#masks = atLeast(this.#masks, size);
    this.#masks.fill(0, 0, size);
    for (let bit = 0; bit < bits.count; bit++) {
      const at = bits.ids[bits.start + bit]! * limbs + (bit >>> 5);
      this.#masks[at] = this.#masks[at]! | (1 << (bit & 31));
    }
  }

  #fillRows(bits: Range, { ids, start, count }: Range): void {
    const limbs = limbsOf(bits);
    const size = (count + 1) * limbs;
    this.#rows = atLeast(this.#rows, size);
    const rows = this.#rows;
    const masks = this.#masks;
    rows.fill(-1, 0, limbs);
    for (let row = 0; row < count; row++) {
      const mask = ids[start + row]! * limbs;
      const before = row * limbs;
      let carry = 0;
      for (let limb = 0; limb < limbs; limb++) {
        const v = rows[before + limb]!;
        const u = v & masks[mask + limb]!;
        const sum = (v >>> 0) + (u >>> 0) + carry;
        carry = sum > 0xffffffff ? 1 : 0;
        rows[before + limbs + limb] = sum | 0 | (v & ~u);
      }
    }
  }

  #readBack(bits: Range, range: Range, found: (bit: number, row: number) => void): void {
    const rows = this.#rows;
    const limbs = limbsOf(bits);
    const isSet = (row: number, bit: number): boolean =>
      ((rows[row * limbs + (bit >>> 5)]! >>> (bit & 31)) & 1) === 1;
    let bit = bits.count;
    let row = range.count;
    while (bit > 0 && row > 0) {
      if (isSet(row, bit - 1)) bit--;
      else {
        row--;
        if (row > 0 && !isSet(row, bit - 1)) continue;
        bit--;
        found(bit, row);
      }
    }
  }
}

/** Integers that a buffer keeps between texts: a single huge text does not cost its room for ever. */
const KEPT = 1 << 20;

/** A buffer of at least the wanted length: the same one where it fits. */
const atLeast = (buffer: Int32Array<ArrayBuffer>, wanted: number): Int32Array<ArrayBuffer> => {
  const isTooLarge = buffer.length > KEPT && wanted <= KEPT >> 1;
  return buffer.length >= wanted && !isTooLarge ? buffer : new Int32Array(Math.max(1024, 2 * wanted));
};

/** Words of one text that are aligned. */
interface Range {
  readonly ids: Int32Array;
  readonly start: number;
  readonly count: number;
}

const limbsOf = (bits: Range): number => (bits.count + 31) >>> 5;

const sameWord = (a: Words, i: number, b: Words, j: number): boolean => {
  const startA = a.starts[i]!;
  const startB = b.starts[j]!;
  const length = a.ends[i]! - startA;
  if (a.hashes[i] !== b.hashes[j] || length !== b.ends[j]! - startB) return false;
  for (let k = 0; k < length; k++) if (a.units[startA + k] !== b.units[startB + k]) return false;
  return true;
};
