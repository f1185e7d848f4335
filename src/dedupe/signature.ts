import { WIDE } from './characters.ts';
import { mix } from './mix.ts';

/**
 * One-permutation MinHash (Li, Owen and Zhang, NIPS 2012) of 128 bins over the 5-grams of the normal form,
 * with optimal densification (Shrivastava, ICML 2017): one hash for each 5-gram, and every empty bin borrows
 * from a bin that a fixed sequence of its own names.
 */
const BINS = 128;
const GRAM = 5;

/**
 * Keys: 32 bands of 4 bins. Two texts whose 5-grams have a Jaccard similarity of J share a key with
 * probability 1 - (1 - J^4)^32: .99 at .6, .87 at .5, .56 at .4, and .0002 at the .05 of unrelated prose.
 */
export const BANDS = 32;
const ROWS = 4;

/** Words of 32 bits in a sketch: 4 bits of each bin. */
export const SKETCH_WORDS = BINS / 8;

/**
 * Texts whose normal form is shorter, in letters, have no keys and repeat only exactly: a few dozen letters
 * say too little, and a headline differs from the next by one word.
 */
export const SHORT = 60;

const EMPTY = 0xffffffff;
/** The low bits of a hash are the value in a bin, the high 7 name the bin. */
const VALUE_BITS = 25;
const VALUE_MASK = (1 << VALUE_BITS) - 1;
const FACTOR = 0x2c1b3c6d;
/** FACTOR to the power of GRAM: takes the oldest unit out of the rolling hash. */
const LEAVING = Math.imul(Math.imul(Math.imul(FACTOR, FACTOR), Math.imul(FACTOR, FACTOR)), FACTOR);

const bins = new Uint32Array(BINS);
const filled = new Uint32Array(BINS);
const recent = new Uint16Array(8);

/** Smallest hash of every bin, into `bins`; returns how many units were read, wide characters counted twice. */
const fill = (units: Uint16Array, length: number): number => {
  bins.fill(EMPTY);
  let hash = 0;
  let read = 0;
  for (let i = 0; i < length; i++) {
    const unit = units[i]!;
    for (let part = unit >= WIDE ? 2 : 1; part > 0; part--) {
      const value = part === 2 ? unit ^ 0x5a5a : unit;
      const leaving = recent[(read - GRAM) & 7]!;
      hash = Math.imul(hash, FACTOR) + value - (read < GRAM ? 0 : Math.imul(LEAVING, leaving));
      recent[read & 7] = value;
      read++;
      if (read < GRAM) continue;
      const mixed = mix(hash);
      const bin = mixed >>> VALUE_BITS;
      const small = mixed & VALUE_MASK;
      if (small < bins[bin]!) bins[bin] = small;
    }
  }
  return read;
};

/** Bins where the bins without a hash take theirs, nearest choice first: the same for every text. */
const LENDERS = Uint8Array.from({ length: BINS * 64 }, (_, i) => mix(i + 0x51ed270b) & (BINS - 1));

const lend = (bin: number): number => {
  for (let choice = 0; choice < 64; choice++) {
    const value = bins[LENDERS[bin * 64 + choice]!]!;
    if (value !== EMPTY) return value;
  }
  for (let next = 1; next < BINS; next++) {
    const value = bins[(bin + next) & (BINS - 1)]!;
    if (value !== EMPTY) return value;
  }
  return EMPTY;
};

/**
 * Writes the band keys (BANDS signed 32-bit integers) of a normal form to `keys` at `at`. False, and nothing
 * is written, when the text is too short to have any.
 */
export const sign = (units: Uint16Array, length: number, keys: Int32Array, at = 0): boolean => {
  if (2 * length < SHORT || fill(units, length) < SHORT) return false;
  for (let bin = 0; bin < BINS; bin++) filled[bin] = bins[bin] === EMPTY ? lend(bin) : bins[bin]!;
  for (let band = 0; band < BANDS; band++) {
    let key = mix(band + 1);
    for (let row = band * ROWS; row < (band + 1) * ROWS; row++) key = mix(key ^ filled[row]!);
    keys[at + band] = key;
  }
  return true;
};

/** Writes 4 bits of each bin of the text that was signed last: SKETCH_WORDS integers. */
export const sketch = (into: Int32Array, at = 0): void => {
  for (let word = 0; word < SKETCH_WORDS; word++) {
    let packed = 0;
    for (let part = 0; part < 8; part++) packed = (packed << 4) | (filled[word * 8 + part]! & 15);
    into[at + word] = packed;
  }
};

/** How many of the bins of two sketches agree; 8 of 128 do by chance. */
export const agreeing = (a: Int32Array, atA: number, b: Int32Array, atB: number): number => {
  let differing = 0;
  for (let word = 0; word < SKETCH_WORDS; word++) {
    let x = a[atA + word]! ^ b[atB + word]!;
    x |= x >>> 2;
    x |= x >>> 1;
    x &= 0x11111111;
    // The product's high 4 bits are the sum of the 8 nibbles, each 0 or 1.
    differing += Math.imul(x, 0x11111111) >>> 28;
  }
  return BINS - differing;
};
