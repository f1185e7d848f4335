import { Words } from './words.ts';

const words = new Words();

/**
 * The text as exact repeats are told by: in lower case and Unicode form NFKC, without punctuation, quotes and
 * invisible characters, words parted by one space. Digits, currency signs, arithmetic signs and a minus in
 * front of a number stay, since they are facts. A text without a letter or digit is its own normal form.
 */
export const normalise = (text: string): string => words.read(text).text();
