#!/usr/bin/env node
// Trains the tagger of src/entities and writes src/entities/tagger/weights.ts, the same bytes every time.
//
//   npm run build && node scripts/train-entities.mjs            WINNOW_BENCH names the folder of the training sets
//   node scripts/train-entities.mjs --holdout                   leaves a fifth out, scores it, writes nothing
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeLexicon } from '../dist/src/entities/tagger/lexicon.js';
import { decodeModel, LABELS } from '../dist/src/entities/tagger/model.js';
import { analyse } from '../dist/src/entities/tagger/sentence.js';
import { tag } from '../dist/src/entities/tagger/tag.js';
import { tokenize } from '../dist/src/entities/tagger/tokenize.js';
import { variantsOf } from './entities/augment.mjs';
import { composedDocs } from './entities/compose.mjs';

import { newsTexts, plainTexts, scoredDocs, trainingDocs } from './entities/corpus.mjs';
import { labelOdds, trainCrf } from './entities/crf.mjs';
import { encodeLexicon, encodeModel } from './entities/encode.mjs';
import { everydayDocs } from './entities/everyday.mjs';
import { buildLexicon } from './entities/lexicon.mjs';
import { numberFeatures, stretchesOf } from './entities/stretches.mjs';
import { writtenDocs } from './entities/written.mjs';

const SETTINGS = {
  epochs: 16,
  rate: 0.08,
  decay: 0.0005,
  drop: 0.25,
  seed: 20200121,
};
/** Which fifth `--holdout` leaves out. */
const FOLD = 3;
const FEWEST = 2;
const SMALLEST_WEIGHT = 0.04;
const FIRST_EPOCHS = 10;
const UNMARKED_WEIGHT = 0.15;
const FEWEST_UNMARKED = 6;
const SURE = 0.9;
const POSSIBLE = 0.02;
/** The one label of a token that is all but certain, or all that may be. */
const likelyLabels = (odds, token) => {
  let mask = 0;
  for (let label = 0; label < LABELS; label++) {
    const p = odds[token * LABELS + label];
    if (p >= SURE) return 1 << label;
    if (p >= POSSIBLE) mask |= 1 << label;
  }
  return mask;
};
const SET_WEIGHTS = {
  wikigold: 0.7,
  ewt: 1.6,
  politics: 1,
  gum: 0.5,
  marked: 1,
  composed: 0.5,
  everyday: 0.15,
  written: 0.5,
};
/** Sets that were written for training: never left out. */
const WRITTEN = ['composed', 'everyday', 'written'];
const VARIANT_WEIGHT = 0.4;

const bench = process.env.WINNOW_BENCH ?? fileURLToPath(new URL('../../shared/bench', import.meta.url));
const holdout = process.argv.includes('--holdout');
/** `--errors SET` lists what went wrong on a set. */
const shown = process.argv.includes('--errors') ? process.argv[process.argv.indexOf('--errors') + 1] : null;
const say = (message) => console.error(message);
const since = () => `${process.uptime().toFixed(0)} s`;

const sets = {
  ...trainingDocs(bench),
  composed: composedDocs(),
  everyday: everydayDocs(),
  written: writtenDocs(),
};
say('counting words');
const texts = [...plainTexts(bench), ...Object.values(sets).flatMap((docs) => docs.map((doc) => doc.text))];
const packedLexicon = encodeLexicon(buildLexicon(texts));
const lexicon = decodeLexicon(packedLexicon);
say(`lexicon ${(packedLexicon.length / 1024).toFixed(0)} kB, ${since()}`);

const scored = scoredDocs(bench);
const held = Object.entries(scored).flatMap(([set, docs]) => docs.map((doc) => ({ ...doc, set })));
const learnt = [];
for (const [name, docs] of Object.entries(sets)) {
  docs.forEach((doc, i) => {
    const out = holdout && !WRITTEN.includes(name) && name !== 'gum' && i % 5 === FOLD;
    (out ? held : learnt).push({ ...doc, set: name });
  });
}
const weighted = learnt.flatMap((doc) => [
  [doc, SET_WEIGHTS[doc.set]],
  ...variantsOf(doc).map((variant) => [variant, SET_WEIGHTS[doc.set] * VARIANT_WEIGHT]),
]);
const rows = numberFeatures(
  weighted.map(([doc]) => doc),
  lexicon,
  FEWEST,
);
const unmarked = newsTexts(bench);
for (const hash of numberFeatures(unmarked, lexicon, FEWEST_UNMARKED).keys())
  if (!rows.has(hash)) rows.set(hash, rows.size);
const row = (hash) => rows.get(hash) ?? -1;
const marked = weighted.flatMap(([doc, weight]) => stretchesOf(doc, lexicon, weight, row));
say(`${weighted.length} documents, ${marked.length} stretches, ${rows.size} features, ${since()}`);

const learn = (stretches, settings) =>
  trainCrf(stretches, rows.size, {
    ...SETTINGS,
    ...settings,
    onEpoch: (epoch, loss) => say(`  epoch ${epoch + 1}: loss ${loss.toFixed(0)}, ${since()}`),
  });
// the first model marks running text, where it is sure; the second learns from both
const teacher = learn(marked, { epochs: FIRST_EPOCHS });
const guessed = unmarked
  .flatMap((doc) => stretchesOf(doc, lexicon, UNMARKED_WEIGHT, row))
  .map((stretch) => {
    const odds = labelOdds(stretch, teacher);
    return { ...stretch, allowed: stretch.allowed.map((_, i) => likelyLabels(odds, i)) };
  });
say(`${unmarked.length} texts without marks, ${guessed.length} stretches, ${since()}`);
const model = learn([...marked, ...guessed], {});

const pack = () => {
  const scaled = model.weights;
  let largest = 0;
  for (const w of scaled) largest = Math.max(largest, Math.abs(w));
  const unit = 127 / Math.min(largest, 4);
  const packed = new Map();
  for (const [hash, row] of rows) {
    const values = scaled.subarray(row * LABELS, (row + 1) * LABELS);
    if (!values.some((w) => Math.abs(w) >= SMALLEST_WEIGHT)) continue;
    packed.set(
      hash,
      Array.from(values, (w) =>
        Math.abs(w) < SMALLEST_WEIGHT / 2 ? 0 : Math.max(-127, Math.min(127, Math.round(w * unit))),
      ),
    );
  }
  say(`${packed.size} features kept; largest weight ${largest.toFixed(2)}`);
  return encodeModel(
    packed,
    Array.from(model.transitions, (w) => Math.round(w * unit)),
  );
};
const packedModel = pack();
say(`model ${(packedModel.length / 1024).toFixed(0)} kB, ${since()}`);

const score = (docs) => {
  const decoded = decodeModel(packedModel);
  const count = {};
  const of = (type) => (count[type] ??= { tp: 0, fp: 0, fn: 0 });
  for (const doc of docs) {
    const tokens = tokenize(doc.text);
    const key = (type, start, end) => `${type}:${start}:${end}`;
    const judged = tag(doc.text, analyse(doc.text, tokens, lexicon), decoded)
      .map((t) => ({ type: t.type, start: tokens.start[t.first], end: tokens.end[t.last] }))
      .filter((t) => !doc.open.some(([start, end]) => start < t.end && end > t.start));
    const got = new Set(judged.map((t) => key(t.type, t.start, t.end)));
    const want = new Set(doc.spans.map((s) => key(s.type, s.start, s.end)));
    for (const k of got) of(k.split(':')[0])[want.has(k) ? 'tp' : 'fp']++;
    for (const k of want) if (!got.has(k)) of(k.split(':')[0]).fn++;
    if (shown === doc.set) {
      const show = (k) => {
        const [type, start, end] = k.split(':');
        const at = doc.text.slice(Math.max(0, start - 30), start).replace(/\n/g, '|');
        return `${type} ${at}[${doc.text.slice(start, end)}]${doc.text.slice(end, Number(end) + 20).replace(/\n/g, '|')}`;
      };
      for (const k of got) if (!want.has(k) && !k.startsWith('misc')) say(`+ ${show(k)}`);
      for (const k of want) if (!got.has(k) && !k.startsWith('misc')) say(`- ${show(k)}`);
    }
  }
  delete count.misc;
  const f = ({ tp, fp, fn }) => ((200 * tp) / (2 * tp + fp + fn)).toFixed(1);
  const all = Object.values(count).reduce((a, c) => ({ tp: a.tp + c.tp, fp: a.fp + c.fp, fn: a.fn + c.fn }));
  return [`micro ${f(all)}`, ...Object.entries(count).map(([type, c]) => `${type} ${f(c)}`)].join(', ');
};

if (holdout) {
  for (const name of [...Object.keys(sets), ...Object.keys(scored)]) {
    const docs = held.filter((doc) => doc.set === name);
    if (docs.length > 0) console.log(name, score(docs));
  }
} else {
  const file = fileURLToPath(new URL('../src/entities/tagger/weights.ts', import.meta.url));
  writeFileSync(
    file,
    `// Made by scripts/train-entities.mjs; the sources are credited in NOTICE.\nexport const LEXICON =\n  '${packedLexicon}';\nexport const MODEL =\n  '${packedModel}';\n`,
  );
  say(`wrote ${file}`);
}
