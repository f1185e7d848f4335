// Where to cut: a small forest that says of each possible cut how good the page's text would be.
import { bestCut, CUTS, cutFeatures } from '../../dist/src/clean/model/cut.js';
import { averaged, binColumn, edgesOf, scoreBinned, trainForest } from './gbdt.mjs';
import { snippetCounts, wordF1 } from './report.mjs';

const OPTIONS = {
  trees: 200,
  leaves: 6,
  rate: 0.04,
  minHessian: 8,
  rowShare: 0.6,
  featureShare: 0.25,
};
/** As many forests are averaged: which pages one of them happens to see moves single types by a hundredth. */
const SEEDS = [3, 104, 205];
/** Snippets say less of a page than its full text does. */
const SNIPPET_WEIGHT = 0.3;

/** Trains on all pages that have out-of-fold probabilities and are in none of the folds left out. */
export function trainCut(pages, without) {
  const train = pages.filter(
    (page) => page.keep && page.keep.length > 0 && page.kinds && !without.includes(page.fold),
  );
  for (const page of train) page.cutTarget ??= targets(page);
  const parts = train.map((page) => cutFeatures(page.keep, page.words, page.kinds));
  const size = CUTS.length;
  const columns = parts[0].values.map((_, f) => {
    const column = new Float32Array(train.length * size);
    parts.forEach((part, at) => {
      column.set(part.values[f], at * size);
    });
    return column;
  });
  const rows = Int32Array.from({ length: train.length * size }, (_, i) => i);
  const labels = Float32Array.from(rows, (i) => train[Math.floor(i / size)].cutTarget[i % size]);
  const weights = Float32Array.from(rows, (i) =>
    train[Math.floor(i / size)].set === 'wcxb-dev' ? 1 : SNIPPET_WEIGHT,
  );
  const edges = columns.map((column) => edgesOf(column, rows));
  const bins = columns.map((column, f) => binColumn(column, edges[f], rows.length));
  const forests = SEEDS.map((seed) =>
    trainForest({ columns: bins, edges }, rows, labels, weights, { ...OPTIONS, seed }),
  );
  return { forest: averaged(forests), edges };
}

export function chosenCut({ forest, edges }, page) {
  const { values } = cutFeatures(page.keep, page.words, page.kinds);
  const rows = Int32Array.from(CUTS, (_, k) => k);
  const scores = new Float64Array(CUTS.length);
  scoreBinned(
    forest,
    values.map((column, f) => binColumn(column, edges[f], CUTS.length)),
    rows,
    scores,
  );
  return bestCut(scores, page.keep, page.words);
}

/** How good the page's text would be at each cut beside the best of them: how hard the page is teaches nothing. */
function targets(page) {
  const reached = CUTS.map((cut) => {
    const text = page.texts.filter((_, i) => page.words[i] > 0 && page.keep[i] >= cut).join('\n\n');
    if (page.set === 'wcxb-dev') return wordF1(text, page.truth.text ?? '');
    const { hit, wrong, missed } = snippetCounts(page.truth, text);
    return (2 * hit + 0.5) / (2 * hit + wrong + missed + 0.5);
  });
  const best = Math.max(...reached);
  return reached.map((value) => 1 - (best - value));
}
