import { randomBits } from './prose.mjs';

/** What happens to a text when it is copied: each takes the text and a source of random 32-bit integers. */
const letters = 'abcdefghijklmnopqrstuvwxyz';

const perLetter = (share, change) => (text, next) =>
  Array.from(text, (letter) =>
    next() / 2 ** 32 < share && /[a-z]/.test(letter) ? change(letter, next) : letter,
  ).join('');

const typo = (letter, next) => {
  const other = letters[next() % letters.length];
  return ['', other, letter + other][next() % 3];
};

const cut = (share) => (text, next) => {
  const words = text.split(' ');
  const gone = Math.round(share * words.length);
  return (next() % 2 ? words.slice(gone) : words.slice(0, words.length - gone)).join(' ');
};

const replaceWords = (share) => (text, next) => {
  const words = text.split(' ');
  return words
    .map((word) => (next() / 2 ** 32 < share ? words[next() % words.length].toLowerCase() : word))
    .join(' ');
};

const EDITS = {
  case: (text) => text.toUpperCase(),
  quotes: (text) => `“${text}”`,
  typos: perLetter(0.02, typo),
  cut: cut(0.15),
  words: replaceWords(0.08),
  frame: (text) => `She read aloud: ${text} Then there was silence.`,
};

/** A copy of a text, edited in one way or another. */
export const makeEditor = (seed) => {
  const next = randomBits(seed);
  const edits = Object.values(EDITS);
  return (text) => edits[next() % edits.length](text, next);
};
