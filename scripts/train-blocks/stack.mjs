// Cross-validation with stacking: what one model feeds to the next is always out of fold.
import { blended, scoreNet } from '../../dist/src/clean/model/net.js';
import { averaged, binColumn, edgesOf, scoreBinned, trainForest } from './gbdt.mjs';
import { trainNet } from './net-model.mjs';
import { tokenScores, trainTokens } from './token-model.mjs';
import { KINDS, kindProbabilities, pageTokenScores, trainKinds, trainPageTokens } from './type-model.mjs';

const TREES = {
  leaves: 20,
  minHessian: 3,
  l2: 6,
  featureShare: 0.25,
  rowShare: 0.2,
};
/**
 * What is sampled for a tree moves single pages a lot: the mean of two short forests judges blocks of HTML better than a
 * long one of as many trees. Of lines the network is the second judge.
 */
const FORESTS = {
  html: { trees: 140, rate: 0.12, seeds: [7, 108] },
  text: { trees: 280, rate: 0.07, seeds: [7] },
};

/** Columns that other models feed to the forest, in order; the first two speak of elements, which lines have none of. */
const SUMS = ['own', 'above', 'label', 'section', 'sum', 'before', 'after'].map((name) => `token:${name}`);
const FOR_LINES = SUMS.slice(2);

/** All models that one fold, or the final weights, need; each trained once per set of folds left out. */
export class Stack {
  constructor(data, log) {
    this.data = data;
    this.log = log;
    this.models = new Map();
  }

  /** Names of the columns that the block forest sees. */
  get names() {
    const sums = this.data.kind === 'html' ? SUMS : FOR_LINES;
    return [...this.data.names, ...sums, ...KINDS.map((kind) => `kind:${kind}`)];
  }

  memo(name, without, make) {
    const key = `${name} ${[...new Set(without)].sort().join()}`;
    if (!this.models.has(key)) this.models.set(key, make());
    return this.models.get(key);
  }

  tokens(without) {
    return this.memo('tokens', without, () =>
      trainTokens(
        this.data.pages.filter((page) => !without.includes(page.fold) && page.w.some((weight) => weight > 0)),
        this.data.vocabulary.ids.size,
      ),
    );
  }

  pageTokens(without) {
    return this.memo('page tokens', without, () =>
      trainPageTokens(this.typed(without), this.data.pageVocabulary.ids.size),
    );
  }

  kinds(without) {
    return this.memo('kinds', without, () => {
      const pages = this.data.pages.filter((page) => page.y.length > 0 && !without.includes(page.fold));
      return trainKinds(
        pages,
        pages.map((page) => pageTokenScores(page, this.pageTokens([...without, page.fold]))),
      );
    });
  }

  typed(without) {
    return this.data.pages.filter((page) => page.type !== null && !without.includes(page.fold));
  }

  /**
   * Trains the block forest without some folds, and for lines the network beside it; returns both with the scores of
   * all rows of those folds.
   */
  forest(without) {
    const { pages, rows, columns } = this.data;
    const all = [...columns, ...this.extraColumns(without)];
    const labels = new Float32Array(rows);
    const weights = new Float32Array(rows);
    const train = [];
    for (const page of pages)
      for (let i = 0; i < page.y.length; i++) {
        labels[page.start + i] = Math.max(0, page.y[i]);
        weights[page.start + i] = page.w[i];
        if (!without.includes(page.fold) && page.w[i] > 0) train.push(page.start + i);
      }
    const list = Int32Array.from(train);
    const edges = all.map((column) => edgesOf(column, list));
    const bins = all.map((column, f) => binColumn(column, edges[f], rows));
    const { seeds, ...size } = FORESTS[this.data.kind];
    const forest = averaged(
      seeds.map((seed) =>
        trainForest({ columns: bins, edges }, list, labels, weights, { ...TREES, ...size, seed }),
      ),
    );
    const test = [];
    for (const page of pages)
      if (without.includes(page.fold)) for (let row = page.start; row < page.end; row++) test.push(row);
    const scores = new Float64Array(rows);
    scoreBinned(forest, bins, test, scores);
    if (this.data.kind === 'html') return { forest, net: null, scores };
    const seen = pages.filter((page) => !without.includes(page.fold) && page.w.some((weight) => weight > 0));
    const net = trainNet(
      seen,
      all,
      all.map((_, f) => f),
      labels,
      weights,
    );
    for (const { fold, start, end } of pages) {
      if (!without.includes(fold)) continue;
      const own = all.map((column) => column.subarray(start, end));
      scores.set(blended(scores.subarray(start, end), scoreNet(net, own, end - start)), start);
    }
    return { forest, net, scores };
  }

  /** Token sums and page kinds as columns, each row from models that never saw its fold. */
  extraColumns(without) {
    const { pages, rows, kind } = this.data;
    const sums = SUMS.map(() => new Float32Array(rows));
    const kinds = KINDS.map(() => new Float32Array(rows));
    const folds = [...new Set(pages.map((page) => page.fold))].sort();
    for (const fold of folds) {
      const left = [...without, fold];
      const own = pages.filter((page) => page.fold === fold);
      const { weights } = this.tokens(left);
      for (const page of own) fillTokenSums(sums, page, tokenScores(page, weights));
      const tokens = own.map((page) => pageTokenScores(page, this.pageTokens(left)));
      const probabilities = kindProbabilities(this.kinds(left), own, tokens);
      own.forEach((page, i) => {
        if (without.includes(fold)) page.kinds = probabilities[i];
        KINDS.forEach((_, k) => {
          kinds[k].fill(probabilities[i][k], page.start, page.end);
        });
      });
    }
    return [...(kind === 'html' ? sums : sums.slice(-FOR_LINES.length)), ...kinds];
  }
}

function fillTokenSums([own, above, label, section, total, before, after], page, scores) {
  const size = page.end - page.start;
  const sum = (i) => scores.own[i] + scores.above[i] + scores.label[i] + scores.section[i];
  for (let i = 0; i < size; i++) {
    const row = page.start + i;
    own[row] = scores.own[i];
    above[row] = scores.above[i];
    label[row] = scores.label[i];
    section[row] = scores.section[i];
    total[row] = sum(i);
    before[row] = i > 0 ? sum(i - 1) : -9;
    after[row] = i + 1 < size ? sum(i + 1) : -9;
  }
}
