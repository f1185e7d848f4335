#!/usr/bin/env node
// Quality and speed of extraction beside @mozilla/readability on linkedom, run live on the same pages.
//
//   npm run bench:extract                     all pages of both sets
//   node tests/bench/extract.mjs --limit 200  the first pages of each
//
// Main text: word F1 against full gold text, chunk F1 against snippets. The shipped weights were trained on
// these sets, so Winnow's own figures are the out-of-fold ones that training recorded, never a run of the
// shipped weights. Speed: one thread, the systems in turn on batches of the same pages, metadata included,
// names left out.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { cleanHtml } from '../../dist/src/clean/html/clean.js';
import { outline } from '../../dist/src/clean/index.js';
import { WEIGHTS_VERSION } from '../../dist/src/clean/model/weights.js';
import { DEFAULT_OPTIONS } from '../../dist/src/document/options.js';
import { refine } from '../../dist/src/refine.js';
import { snippetCounts, table, wordF1 } from '../../scripts/train-blocks/report.mjs';
import { benchFolder, goldOf, hasSets, pagesOf } from '../../scripts/train-blocks/sets.mjs';

const { values } = parseArgs({ options: { limit: { type: 'string' } } });
const limit = Number(values.limit ?? Number.POSITIVE_INFINITY);
if (!hasSets()) {
  console.log(
    `The public sets are not under ${benchFolder()} (WINNOW_BENCH names the folder): nothing to measure.`,
  );
  process.exit(0);
}

const WITHOUT_NAMES = { ...DEFAULT_OPTIONS, entities: false };
/** Pages that one system takes in a row: what it leaves to be collected is collected at its own cost. */
const BATCH = 50;

function readability(page) {
  const { document } = parseHTML(page.html);
  return new Readability(document).parse()?.textContent ?? '';
}

function winnow(page) {
  const refined = refine({ ...page, mediaType: 'text/html', charset: 'utf-8' }, WITHOUT_NAMES);
  if (refined.outcome === 'failed') throw new Error(refined.detail ?? refined.code);
}

function blocksOnly(page) {
  const decoded = { url: page.url, mediaType: 'text/html', text: page.html, charset: 'utf-8' };
  cleanHtml(outline(decoded), page.url, DEFAULT_OPTIONS);
}

/** Times a call and counts what it throws. */
function timed(row, run) {
  const before = performance.now();
  try {
    return run();
  } catch {
    row.throws++;
    return '';
  } finally {
    row.time += performance.now() - before;
  }
}

const SYSTEMS = {
  winnow,
  'winnow, blocks and roles only': blocksOnly,
  'readability + linkedom': readability,
};
const rows = Object.fromEntries(Object.keys(SYSTEMS).map((name) => [name, { throws: 0, time: 0 }]));
const peer = { 'wcxb-dev': new Map(), trafilatura: { hit: 0, wrong: 0, missed: 0 } };
let pages = 0;
for (const set of ['wcxb-dev', 'trafilatura']) {
  const gold = goldOf(set);
  let n = 0;
  let batch = [];
  const runBatch = () => {
    // The first batch is run once more, untimed, so that no system pays for being compiled.
    const rounds = pages === 0 ? [{}, rows] : [rows];
    for (const round of rounds)
      for (const [name, run] of Object.entries(SYSTEMS)) {
        const row = round[name] ?? { throws: 0, time: 0 };
        for (const page of batch) {
          const text = timed(row, () => run(page));
          if (round === rows && run === readability) score(set, gold[page.id], text);
        }
        globalThis.gc?.();
      }
    pages += batch.length;
    batch = [];
  };
  for await (const page of pagesOf(set)) {
    if (n++ >= limit) break;
    batch.push({ ...page, bytes: Buffer.from(page.html) });
    if (batch.length === BATCH) runBatch();
  }
  runBatch();
}

function score(set, truth, text) {
  if (set === 'trafilatura') {
    const counts = snippetCounts(truth, text);
    for (const key of Object.keys(counts)) peer.trafilatura[key] += counts[key];
    return;
  }
  const f1 = wordF1(text, truth.text ?? '');
  for (const key of ['all', truth.type]) {
    const list = peer['wcxb-dev'].get(key);
    if (list) list.push(f1);
    else peer['wcxb-dev'].set(key, [f1]);
  }
}

const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
const { hit, wrong, missed } = peer.trafilatura;
const peerRow = { system: 'readability + linkedom, live' };
for (const [type, list] of [...peer['wcxb-dev']].sort((a, b) => b[1].length - a[1].length))
  peerRow[type] = mean(list).toFixed(3);
peerRow['trafilatura chunk F1'] = ((2 * hit) / (2 * hit + wrong + missed)).toFixed(3);

const recorded = JSON.parse(readFileSync(new URL('./extract-report.json', import.meta.url), 'utf8'));
const own = recorded.figures.map(({ kind, ...figures }) => ({
  system: `winnow, ${kind === 'html' ? 'HTML' : 'flattened text'}, out of fold`,
  ...figures,
}));
console.log(`Main text, word F1 on wcxb-dev (all, then by page type) and chunk F1 on trafilatura.`);
console.log(
  `Winnow: ${recorded.folds} folds by registrable domain, recorded by \`npm run train:blocks\` with weights ${recorded.version}.`,
);
if (recorded.version !== WEIGHTS_VERSION)
  console.log(`The weights in use are ${WEIGHTS_VERSION}: train again for figures of these.`);
console.log(`\n${table([...own, peerRow])}\n`);

const base = rows['readability + linkedom'].time;
console.log(
  `Speed on ${pages} pages, one thread, in turn on batches of ${BATCH}; winnow is everything but names: decoding, blocks, articles, metadata.\n`,
);
console.log(
  table(
    Object.entries(rows).map(([system, { time, throws }]) => ({
      system,
      'pages/s': ((pages / time) * 1000).toFixed(1),
      'beside readability': (base / time).toFixed(2),
      throws,
    })),
  ),
);
