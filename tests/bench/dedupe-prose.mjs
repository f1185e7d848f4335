#!/usr/bin/env node
// Frequencies of the generated paragraphs beside those of real pages: how often words, runs of words and
// letters recur decides how many false candidates a near-duplicate search meets.
//   node tests/bench/dedupe-prose.mjs [BENCH]      BENCH or WINNOW_BENCH: the folder of the benchmark
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { makeProse } from '../support/prose.mjs';

const bench =
  process.argv[2] ??
  process.env.WINNOW_BENCH ??
  fileURLToPath(new URL('../../../shared/bench', import.meta.url));
const PARAGRAPHS = 14_000;

const realParagraphs = () => {
  const packed = readFileSync(join(bench, 'sets', 'wcxb-dev.gold.json.br'));
  const { gold } = JSON.parse(brotliDecompressSync(packed).toString());
  const all = Object.values(gold).flatMap((page) => (page.text ?? '').split('\n').map((line) => line.trim()));
  const long = all.filter((text) => text.length >= 80);
  const step = Math.floor(long.length / PARAGRAPHS);
  return long.filter((_, i) => i % step === 0).slice(0, PARAGRAPHS);
};

const generatedParagraphs = () => {
  const prose = makeProse(1);
  const made = [];
  while (made.length < PARAGRAPHS) {
    const text = prose.paragraph();
    if (text.length >= 80) made.push(text);
  }
  return made;
};

const normal = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const countAll = (items) => {
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

const shareOfTop = (counts, top) => {
  const sorted = [...counts.values()].sort((a, b) => b - a);
  const sum = (list) => list.reduce((total, count) => total + count, 0);
  return sum(sorted.slice(0, top)) / sum(sorted);
};

/** Share of the runs of `length` words that occur more than once. */
const repeatedRuns = (texts, length) => {
  const runs = countAll(
    texts.flatMap((text) => {
      const words = text.split(' ');
      return words.slice(length - 1).map((_, i) => words.slice(i, i + length).join(' '));
    }),
  );
  const counts = [...runs.values()];
  const all = counts.reduce((total, count) => total + count, 0);
  return counts.filter((count) => count > 1).reduce((total, count) => total + count, 0) / all;
};

const gramsOf = (text) => {
  const grams = new Set();
  for (let i = 0; i + 5 <= text.length; i++) grams.add(text.slice(i, i + 5));
  return grams;
};

/** Means of the Jaccard similarity of unrelated paragraphs and of its fourth power, which bands of 4 rows see. */
const similarities = (texts) => {
  const sets = texts.filter((_, i) => i % 4 === 0).map(gramsOf);
  const holders = new Map();
  sets.forEach((set, i) => {
    for (const gram of set) (holders.get(gram) ?? holders.set(gram, []).get(gram)).push(i);
  });
  const shared = new Uint16Array(sets.length);
  let pairs = 0;
  let mean = 0;
  let fourth = 0;
  sets.forEach((set, i) => {
    shared.fill(0);
    for (const gram of set)
      for (const other of holders.get(gram)) {
        if (other >= i) break;
        shared[other]++;
      }
    for (let other = 0; other < i; other++) {
      const similarity = shared[other] / (set.size + sets[other].size - shared[other]);
      pairs++;
      // More is no coincidence but a copy.
      if (similarity > 0.22) continue;
      mean += similarity;
      fourth += similarity ** 4;
    }
  });
  return { mean: mean / pairs, fourth: fourth / pairs };
};

const describe = (paragraphs) => {
  const texts = [...new Set(paragraphs.map(normal))];
  const lengths = texts.map((text) => text.length).sort((a, b) => a - b);
  const words = countAll(texts.flatMap((text) => text.split(' ')));
  const grams = countAll(texts.flatMap((text) => [...gramsOf(text)]));
  const { mean, fourth } = similarities(texts);
  const percent = (share) => `${(100 * share).toFixed(1)} %`;
  return {
    'letters, median': lengths[lengths.length >> 1],
    'different words': words.size,
    ...Object.fromEntries(
      [10, 100, 1000, 10_000].map((top) => [
        `words: share of the top ${top}`,
        percent(shareOfTop(words, top)),
      ]),
    ),
    ...Object.fromEntries(
      [100, 1000, 10_000].map((top) => [`5-grams: share of the top ${top}`, percent(shareOfTop(grams, top))]),
    ),
    ...Object.fromEntries(
      [2, 3, 4, 5, 8].map((n) => [`runs of ${n} words seen twice`, percent(repeatedRuns(texts, n))]),
    ),
    'Jaccard of two paragraphs, mean': mean.toExponential(1),
    'its fourth power, mean': fourth.toExponential(1),
  };
};

const real = describe(realParagraphs());
const generated = describe(generatedParagraphs());
console.table(
  Object.fromEntries(Object.keys(real).map((key) => [key, { real: real[key], generated: generated[key] }])),
);
