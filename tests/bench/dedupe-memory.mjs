#!/usr/bin/env node
// Rate and memory of `dedupeStream`, one thread, look-up and verification included.
//   npm run build && node tests/bench/dedupe-memory.mjs [paragraphs = 200000]
// Paragraphs come from the seeded generator: 80 % new, 10 % exact repeats and 10 % edited copies of earlier ones.
import { dedupeStream } from '../../dist/src/dedupe/index.js';
import { makeEditor } from '../support/edits.mjs';
import { makeProse, randomBits } from '../support/prose.mjs';

const total = Number(process.argv[2] ?? 200_000);
const prose = makeProse(1);
const edit = makeEditor(2);
const next = randomBits(3);
/** Earlier paragraphs that copies are made of. */
const originals = [];

const make = () => {
  const chance = next() % 10;
  if (chance > 1 || originals.length === 0) {
    const text = prose.paragraph();
    if (originals.length < 50_000) originals.push(text);
    else originals[next() % originals.length] = text;
    return { text, expected: null };
  }
  const original = originals[next() % originals.length];
  return chance === 0 ? { text: original, expected: 'exact' } : { text: edit(original), expected: 'edited' };
};

const expected = [];
let making = 0;
let letters = 0;
function* records() {
  for (let id = 0; id < total; id++) {
    const start = process.cpuUsage();
    const made = make();
    const used = process.cpuUsage(start);
    making += (used.user + used.system) / 1e6;
    expected.push(made.expected);
    letters += made.text.length;
    yield { id: String(id), text: made.text };
  }
}

const found = { new: 0, exact: 0, edited: 0 };
const all = { new: 0, exact: 0, edited: 0 };
let count = 0;
const startWall = performance.now();
const startCpu = process.cpuUsage();
let lap = { cpu: 0, count: 0 };
const seconds = () => {
  const { user, system } = process.cpuUsage(startCpu);
  return (user + system) / 1e6 - making;
};
for await (const decision of dedupeStream(records())) {
  const kind = expected[count++] ?? 'new';
  all[kind]++;
  if (decision.duplicate_of !== null) found[kind]++;
  if (count % Math.ceil(total / 10) === 0 || count === total) {
    const cpu = seconds();
    const rate = Math.round((count - lap.count) / (cpu - lap.cpu));
    console.log(
      `${count} paragraphs, ${rate}/s since the last line, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`,
    );
    lap = { cpu, count };
  }
}
const cpu = seconds();
console.log(`
paragraphs            ${count}, ${Math.round(letters / count)} letters each
seconds of processor  ${cpu.toFixed(1)} (making the text left out; ${((performance.now() - startWall) / 1000).toFixed(1)} on the clock with it)
paragraphs a second   ${Math.round(count / cpu)}
repeats found         exact ${found.exact} of ${all.exact}, edited ${found.edited} of ${all.edited}
linked though new     ${found.new} of ${all.new}
`);
