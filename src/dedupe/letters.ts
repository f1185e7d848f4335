import type { Words } from './words.ts';

/** Letters that one side of a changed stretch may have for it to be compared letter by letter. */
const LONGEST_STRETCH = 256;

const lettersA = new Uint16Array(LONGEST_STRETCH);
const lettersB = new Uint16Array(LONGEST_STRETCH);
const row = new Uint16Array(LONGEST_STRETCH + 1);

/** Letters of words, without what parts them, into a buffer; -1 when they are too many. */
const gather = (words: Words, start: number, end: number, into: Uint16Array): number => {
  let length = 0;
  for (let word = start; word < end; word++) {
    const last = words.ends[word]!;
    if (length + last - words.starts[word]! > LONGEST_STRETCH) return -1;
    for (let at = words.starts[word]!; at < last; at++) into[length++] = words.units[at]!;
  }
  return length;
};

/**
 * Longest common subsequence of the letters of two stretches of words, spaces aside; -1 when a stretch is
 * longer than LONGEST_STRETCH letters.
 */
export const commonLetters = (
  a: Words,
  startA: number,
  endA: number,
  b: Words,
  startB: number,
  endB: number,
): number => {
  let lengthA = gather(a, startA, endA, lettersA);
  let lengthB = gather(b, startB, endB, lettersB);
  if (lengthA < 0 || lengthB < 0) return -1;
  let from = 0;
  while (from < lengthA && from < lengthB && lettersA[from] === lettersB[from]) from++;
  let common = from;
  while (lengthA > from && lengthB > from && lettersA[lengthA - 1] === lettersB[lengthB - 1]) {
    lengthA--;
    lengthB--;
    common++;
  }
  if (lengthA === from || lengthB === from) return common;
  row.fill(0, from, lengthB + 1);
  for (let i = from; i < lengthA; i++) {
    const letter = lettersA[i]!;
    let diagonal = 0;
    for (let j = from; j < lengthB; j++) {
      const above = row[j + 1]!;
      if (letter === lettersB[j]) row[j + 1] = diagonal + 1;
      else if (row[j]! > above) row[j + 1] = row[j]!;
      diagonal = above;
    }
  }
  return common + row[lengthB]!;
};
