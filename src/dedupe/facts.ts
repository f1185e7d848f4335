import { CLASS, classOf } from './characters.ts';
import { isDateWord, isNumberWord } from './fact-words.ts';
import { mix } from './mix.ts';
import { FLAG, type Words } from './words.ts';

/** One side of a changed stretch, and the facts it states. */
export interface Side {
  readonly words: Words;
  readonly ids: Int32Array;
  start: number;
  end: number;
  /** Hash of its numbers and of its names, in their order; 0 when it has none. */
  numbers: number;
  names: number;
  /** Whether its numbers hold more letters than digits, like `c0untry`. */
  looksMisread: boolean;
}

export const sideOf = (words: Words, ids: Int32Array): Side => ({
  words,
  ids,
  start: 0,
  end: 0,
  numbers: 0,
  names: 0,
  looksMisread: false,
});

const isName = (side: Side, word: number, seenSmall: Uint8Array): boolean => {
  if ((side.words.flags[word]! & FLAG.CAPITAL) !== 0) return seenSmall[side.ids[word]!] === 0;
  return isDateWord(side.words.hashes[word]!);
};

const isNumber = (side: Side, word: number): boolean => {
  const flags = side.words.flags[word]!;
  return (flags & FLAG.NUMBER) !== 0 || (flags === 0 && isNumberWord(side.words.hashes[word]!));
};

/** Reads the facts of a side: its numbers, and its names and dates. */
export const readFacts = (side: Side, seenSmall: Uint8Array): void => {
  const { words } = side;
  let letters = 0;
  let digits = 0;
  side.numbers = 0;
  side.names = 0;
  for (let word = side.start; word < side.end; word++)
    if (isNumber(side, word)) {
      for (let at = words.starts[word]!; at < words.ends[word]!; at++) {
        side.numbers = mix(side.numbers ^ words.units[at]!) | 1;
        if (classOf(words.units[at]!) === CLASS.LETTER) letters++;
        else digits++;
      }
    } else if (isName(side, word, seenSmall)) side.names = mix(side.names ^ side.ids[word]!) | 1;
  side.looksMisread = digits > 0 && letters > digits;
};
