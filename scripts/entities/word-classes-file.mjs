// Reads and writes lists/word-classes.txt.br: a line for each coarse class within a fine one, its words behind it.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

export const WORD_CLASSES = new URL('./lists/word-classes.txt.br', import.meta.url);

/** Place of "an ordinary word" among the kinds of likeness. */
export const COMMON = 5;

const HEADER =
  '# Made by scripts/entities/word-classes.mjs. A line: fine class, coarse class, words, each with its likeness to given' +
  ' names, surnames, places, organizations, their words and ordinary words, 1 least, 7 most.\n';

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** `rows`: { word, fine, coarse, likeness } with six steps from 1 to 7 each. */
export const packWordClasses = (rows) => {
  const lines = new Map();
  const sorted = [...rows].sort((a, b) => a.fine - b.fine || a.coarse - b.coarse || order(a.word, b.word));
  for (const { word, fine, coarse, likeness } of sorted) {
    const key = `${fine} ${coarse}`;
    lines.set(key, [...(lines.get(key) ?? []), `${word}/${likeness.join('')}`]);
  }
  const text = [...lines].map(([key, words]) => `${key} ${words.join(' ')}\n`).join('');
  return brotliCompressSync(HEADER + text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
};

/** Every word with its classes, counted from 1, and its likeness as `Lexicon.likeness` holds it. */
export const readWordClasses = () => {
  const lines = brotliDecompressSync(readFileSync(WORD_CLASSES)).toString('utf8').split('\n').slice(1, -1);
  return lines.flatMap((line) => {
    const [fine, coarse, ...words] = line.split(' ');
    return words.map((said) => {
      const at = said.lastIndexOf('/');
      const likeness = [...said.slice(at + 1)].reduce(
        (bits, step, kind) => bits | (Number(step) << (3 * kind)),
        0,
      );
      return { word: said.slice(0, at), fine: Number(fine) + 1, coarse: Number(coarse) + 1, likeness };
    });
  });
};
