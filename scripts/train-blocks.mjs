#!/usr/bin/env node
// Trains the block models and the page-type models, prints their cross-validated figures, and writes
// src/clean/model/weights.ts. The same data gives the same weights, byte for byte.
//
//   npm run train:blocks                       everything: five folds by registrable domain, then the weights;
//                                              HTML and text side by side, in a process each
//   node scripts/train-blocks.mjs --dry        figures only, nothing is written
//   node scripts/train-blocks.mjs --only html  one of html, text; weights and figures of the other stay as they are
//   node scripts/train-blocks.mjs --every 3    every third page: never writes, but prints the weights' hash
//
// The sets are read from the folder named by WINNOW_BENCH (default ../shared/bench).
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hash32 } from '../dist/src/clean/model/hash.js';
import { levelled } from '../dist/src/clean/model/level.js';
import { WEIGHTS as PRESENT } from '../dist/src/clean/model/weights.js';
import { chosenCut, trainCut } from './train-blocks/cut-model.mjs';
import { extract } from './train-blocks/extract.mjs';
import { importance } from './train-blocks/gbdt.mjs';
import { moduleText, packed, packModel, packNet } from './train-blocks/pack.mjs';
import { figures, table } from './train-blocks/report.mjs';
import { benchFolder, foldsOf, hasSets } from './train-blocks/sets.mjs';
import { Stack } from './train-blocks/stack.mjs';

const FOLDS = 5;
const KINDS = ['html', 'text'];
const WEIGHTS = new URL('../src/clean/model/weights.ts', import.meta.url);
const REPORT = new URL('../tests/bench/extract-report.json', import.meta.url);

const { values: options } = parseArgs({
  options: {
    dry: { type: 'boolean' },
    only: { type: 'string' },
    every: { type: 'string' },
    folds: { type: 'string' },
    save: { type: 'string' },
  },
});
if (!hasSets()) {
  console.error(`No sets under ${benchFolder()}: name the bench folder with WINNOW_BENCH.`);
  process.exit(2);
}
const every = Number(options.every ?? 1);
const kinds = options.only ? KINDS.filter((kind) => kind === options.only) : KINDS;
const builds = !options.dry && !options.folds;
const writes = builds && every === 1;
const started = performance.now();
const log = (text) =>
  console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${text}`);

const sigmoid = (logit) => 1 / (1 + Math.exp(-logit));
/** Probabilities of a page's blocks as the pipeline works them out of their scores. */
const keepOf = ({ blockKinds, words }, scores) =>
  Float64Array.from(blockKinds ? levelled(scores, blockKinds, words) : scores, sigmoid);
const sections = {};
const rows = [];
const saved = [];
if (kinds.length === 1) await train(kinds[0]);
else await Promise.all(kinds.map(trainApart));
rows.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));

/** Trains one kind in a process of its own, which answers with what `train` leaves behind. */
async function trainApart(kind) {
  const child = fork(process.argv[1], [...process.argv.slice(2), '--only', kind]);
  const ended = once(child, 'exit');
  const [answer] = await Promise.race([once(child, 'message'), ended]);
  if (typeof answer !== 'object') process.exit(answer ?? 1);
  Object.assign(sections, answer.sections);
  rows.push(...answer.rows);
  saved.push(...answer.saved);
}

async function train(kind) {
  log(`${kind}: reading`);
  const data = await extract(kind, { every });
  const fold = foldsOf(
    data.pages.map((page) => page.site),
    FOLDS,
  );
  for (const page of data.pages) page.fold = fold.get(page.site);
  log(
    `${kind}: ${data.pages.length} pages, ${data.rows} blocks, ${data.names.length} features, ${data.vocabulary.ids.size} tokens`,
  );
  const stack = new Stack(data, log);
  const folds = options.folds
    ? options.folds.split(',').map(Number)
    : Array.from({ length: FOLDS }, (_, k) => k);
  for (const k of folds) {
    const { forest, scores } = stack.forest([k]);
    for (const page of data.pages)
      if (page.fold === k) page.keep = keepOf(page, scores.subarray(page.start, page.end));
    log(`${kind}: fold ${k + 1} of ${FOLDS} trained`);
    if (k === folds[0])
      log(
        `most telling: ${importance(forest, stack.names)
          .slice(0, 20)
          .map(([name]) => name)
          .join(', ')}`,
      );
  }
  for (const k of folds) {
    const cut = trainCut(data.pages, [k]);
    for (const page of data.pages) if (page.fold === k && page.keep) page.cut = chosenCut(cut, page);
  }
  rows.push(figures(kind, data.pages));
  console.log(table(rows.slice(-1)));
  if (options.save)
    saved.push(
      ...data.pages.map(({ id, set, keep, kinds }) => ({ kind, id, set, keep: [...(keep ?? [])], kinds })),
    );
  if (builds) {
    const { forest, net } = stack.forest([]);
    packModel(sections, data, stack, forest, trainCut(data.pages, []));
    if (net) packNet(sections, `${kind}.net`, net);
    sections[`${kind}.features`] = packed(Uint32Array.of(hash32(data.names.join())));
    log(`${kind}: final weights trained`);
  }
}
// What a process of its own trained is printed and written by the one that started it.
if (process.send) {
  await new Promise((sent) => process.send({ sections, rows, saved }, sent));
  process.exit();
}
console.log(
  `\nOut of fold: ${FOLDS} folds by registrable domain; word F1 on wcxb-dev by page type.\n${table(rows)}`,
);
if (options.save) writeFileSync(options.save, JSON.stringify(saved));
if (builds) {
  const recorded = JSON.parse(readFileSync(REPORT, 'utf8')).figures;
  for (const [name, section] of Object.entries(PRESENT))
    if (!kinds.includes(name.split('.')[0])) sections[name] = section;
  const ordered = Object.fromEntries(Object.entries(sections).sort(([a], [b]) => (a < b ? -1 : 1)));
  const report = KINDS.map((kind) => [...rows, ...recorded].find((row) => row.kind === kind));
  const version = (hash32(JSON.stringify(ordered), 1) >>> 0).toString(16).padStart(8, '0');
  const text = moduleText(ordered, version);
  if (writes) {
    writeFileSync(WEIGHTS, text);
    writeFileSync(REPORT, `${JSON.stringify({ version, folds: FOLDS, figures: report }, null, 2)}\n`);
  }
  log(`weights ${version}: ${(text.length / 1024).toFixed(0)} KB`);
}
