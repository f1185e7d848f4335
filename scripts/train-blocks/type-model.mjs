// What kind a page is: words of its classes, title and address in a linear model, whose scores join
// the page's features in one small forest per kind.

import { binColumn, edgesOf, scoreBinned, trainForest } from './gbdt.mjs';
import { inSteps } from './token-model.mjs';

export const KINDS = ['article', 'forum', 'product', 'collection', 'listing', 'documentation', 'service'];

const SCALE = Math.fround(1 / 24);
/**
 * What a page without a stated kind counts as an article. Those of the snippet set nearly all are, and
 * most are in other languages than the typed pages.
 */
const UNTYPED_WEIGHT = 0.2;

/** Multinomial logistic regression over sets of tokens. */
export function trainPageTokens(pages, size, { epochs = 30, rate = 0.2, l2 = 3e-3 } = {}) {
  const weights = KINDS.map(() => new Float32Array(size));
  const squares = KINDS.map(() => new Float32Array(size).fill(0.05));
  const bias = new Float32Array(KINDS.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let k = 0; k < pages.length; k++) {
      const page = pages[(k * 7919 + epoch * 104729) % pages.length];
      const truth = KINDS.indexOf(page.type);
      const probabilities = softmax(pageTokenScores(page, { weights, bias }));
      const scale = 1 / Math.sqrt(1 + page.pageTokens.length);
      KINDS.forEach((_, kind) => {
        const gradient = probabilities[kind] - (kind === truth ? 1 : 0);
        bias[kind] -= 0.01 * gradient;
        for (const id of page.pageTokens) {
          const full = gradient * scale + l2 * weights[kind][id];
          squares[kind][id] += full * full;
          weights[kind][id] -= (rate * full) / Math.sqrt(squares[kind][id]);
        }
      });
    }
  }
  const stored = weights.map((row) => inSteps(row, SCALE));
  const used = new Uint8Array(size);
  for (const row of stored)
    row.forEach((weight, id) => {
      if (weight !== 0) used[id] = 1;
    });
  return { weights: stored, bias, used, scale: SCALE };
}

export function pageTokenScores(page, { weights, bias, used }) {
  let known = 0;
  for (const id of page.pageTokens) known += used ? used[id] : 1;
  const scale = 1 / Math.sqrt(1 + known);
  return KINDS.map((_, kind) => {
    let sum = 0;
    for (const id of page.pageTokens) sum += weights[kind][id];
    return bias[kind] + sum * scale;
  });
}

export const softmax = (scores) => {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
};

/** Trains the forests; `tokens` holds the out-of-fold token scores of each page. */
export function trainKinds(pages, tokens, options = {}) {
  const width = pages[0].vector.length + KINDS.length;
  const columns = Array.from({ length: width }, (_, f) =>
    Float32Array.from(pages, (page, i) =>
      f < page.vector.length ? page.vector[f] : tokens[i][f - page.vector.length],
    ),
  );
  const rows = Int32Array.from(pages, (_, i) => i);
  const edges = columns.map((column) => edgesOf(column, rows));
  const data = { edges, columns: columns.map((column, f) => binColumn(column, edges[f], rows.length)) };
  const weights = Float32Array.from(pages, (page) => (page.type === null ? UNTYPED_WEIGHT : 1));
  const forests = KINDS.map((kind, k) =>
    trainForest(
      data,
      rows,
      Float32Array.from(pages, (page) => ((page.type ?? 'article') === kind ? 1 : 0)),
      weights,
      {
        trees: 160,
        leaves: 8,
        rate: 0.06,
        minHessian: 1.5,
        l2: 2,
        rowShare: 0.7,
        featureShare: 0.2,
        seed: 11 + k,
        ...options,
      },
    ),
  );
  return { forests, edges };
}

export function kindProbabilities({ forests, edges }, pages, tokens) {
  const width = edges.length;
  const rows = Int32Array.from(pages, (_, i) => i);
  const columns = Array.from({ length: width }, (_, f) =>
    binColumn(
      Float32Array.from(pages, (page, i) =>
        f < page.vector.length ? page.vector[f] : tokens[i][f - page.vector.length],
      ),
      edges[f],
      pages.length,
    ),
  );
  const scores = forests.map((forest) => {
    const out = new Float64Array(pages.length);
    scoreBinned(forest, columns, rows, out);
    return out;
  });
  return pages.map((_, i) => softmax(scores.map((score) => score[i])));
}
