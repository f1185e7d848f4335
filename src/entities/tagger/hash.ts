import { isApostrophe } from './characters.ts';

const MARKS = /\p{M}/gu;

/** Folded code units, filled on first sight; 0 means not seen yet. */
const folded = new Uint16Array(65536);

const foldUnit = (unit: number): number => {
  const known = folded[unit] ?? 0;
  if (known !== 0) return known;
  const plain = String.fromCharCode(unit).normalize('NFD').replace(MARKS, '').toLowerCase();
  const fold = plain.length === 0 ? unit : plain.charCodeAt(0);
  folded[unit] = fold;
  return fold;
};

/** Words longer than this are hashed by their start: no name is so long, and a line of 1 MB may be. */
const LONGEST_WORD = 60;

/** FNV-1a over a stretch of text without case, accents and apostrophes; unsigned 32 bits. */
export const hashWord = (text: string, start: number, end: number): number => {
  let hash = 0x811c9dc5;
  const last = Math.min(end, start + LONGEST_WORD);
  for (let i = start; i < last; i++) {
    const unit = text.charCodeAt(i);
    if (end - start > 1 && isApostrophe(unit)) continue;
    hash = Math.imul(hash ^ foldUnit(unit), 0x01000193);
  }
  return hash >>> 0;
};

const scramble = (value: number): number => {
  let x = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
};

/** Joins two hashes in order; unsigned 32 bits. */
export const join = (a: number, b: number): number => scramble(Math.imul(a, 0x9e3779b1) + b) >>> 0;
