import { hash } from 'node:crypto';
import type { Fingerprint } from '../document/index.ts';
import { KEYS, sign, smallSketch } from './signature.ts';
import { Words } from './words.ts';

const words = new Words();
const keys = new Int32Array(KEYS);

/** Bytes of a hash that is a key: 128 bits of SHA-256, so that nobody can write two texts with one key. */
const HASH_BYTES = 16;

const hashText = (text: string): string => hash('sha256', text).slice(0, 2 * HASH_BYTES);

/** Hash of the normal form that `words` has read, 16 bytes. */
export const hashNormal = (read: Words): Buffer =>
  hash('sha256', new Uint8Array(read.units.buffer, 0, 2 * read.length), 'buffer').subarray(0, HASH_BYTES);

/**
 * Hashes of a text and of its normal form, and the keys and the sketch by which near repeats find each other: 12
 * signed 32-bit integers (0 for none) and 128 bits; nothing for a text shorter than `SHORT` letters.
 */
export const fingerprint = (text: string): Fingerprint => {
  words.read(text);
  const isSigned = sign(words.units, words.length, keys);
  return {
    textHash: hashText(text),
    normalHash: hashNormal(words).toString('hex'),
    keys: isSigned ? Array.from(keys) : [],
    sketch: isSigned ? smallSketch() : '',
  };
};
