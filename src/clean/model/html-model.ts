import type { Markup } from '../../document/block.ts';
import { keepShape } from '../../document/keep-shape.ts';
import { keepCut } from './cut.ts';
import type { HtmlFeatures } from './html-features.ts';
import { type KindModel, kindProbabilities, readKindModel } from './kind-model.ts';
import { KINDS } from './kinds.ts';
import { levelled } from './level.ts';
import type { Prediction } from './prediction.ts';
import { forElementValues, Lexicon, pageTokens, TokenSums, type TokenTable } from './tokens.ts';
import { type Forest, scoreForest, sigmoid } from './trees.ts';
import { WEIGHTS } from './weights.ts';
import { hasModel, readForest, readTokens } from './weights-reader.ts';
import { addWordColumns } from './word-columns.ts';

interface HtmlModel {
  readonly tokens: TokenTable;
  readonly forest: Forest;
  readonly cut: Forest;
  readonly kinds: KindModel;
}

let loaded: HtmlModel | null = null;

const model = (): HtmlModel => {
  loaded ??= {
    tokens: readTokens(WEIGHTS, 'html.tokens'),
    forest: readForest(WEIGHTS, 'html.keep'),
    cut: readForest(WEIGHTS, 'html.cut'),
    kinds: readKindModel(WEIGHTS, 'html.kind'),
  };
  return loaded;
};

/** Probabilities of the blocks of a page; null when no weights were generated. */
export function predictHtml(features: HtmlFeatures, markup: Markup, url: string | null): Prediction | null {
  if (!hasModel(WEIGHTS, 'html.keep')) return null;
  const { tokens, forest, kinds, cut } = model();
  const lexicon = keepShape(new Lexicon());
  const probabilities = kindProbabilities(
    kinds,
    features.page.values,
    pageTokens(markup, features.blockWords, url, lexicon),
  );
  const { columns } = features;
  addTokenColumns(features, keepShape(new TokenSums(tokens, lexicon)));
  KINDS.forEach((kind, index) => {
    columns.add(`kind:${kind}`).fill(probabilities[index]!);
  });
  const scores = scoreForest(forest, columns.values, columns.rows);
  const keep = levelled(scores, features.blockKinds, features.contentWords).map(sigmoid);
  return { keep, kinds: probabilities, cut: keepCut(cut, keep, features.contentWords, probabilities) };
}

/** The token model's sums: the element's own words, those around it, the block's, its heading's, and the neighbours' totals. */
function addTokenColumns(features: HtmlFeatures, sums: TokenSums): void {
  const { columns, tree, facts, blockWords, headings } = features;
  const own = columns.add('token:own');
  const above = columns.add('token:above');
  const ownOf = new Float32Array(tree.size);
  const aboveOf = new Float32Array(tree.size);
  let ownSum = 0;
  let aboveSum = 0;
  const weigh = (value: string): void => {
    const weighed = sums.element(value);
    ownSum += weighed.own;
    aboveSum += weighed.above;
  };
  for (let i = 0; i < tree.size; i++) {
    ownSum = 0;
    aboveSum = 0;
    forElementValues(tree.nodes[i]!, weigh);
    const parent = tree.parent[i]!;
    ownOf[i] = ownSum;
    aboveOf[i] = aboveSum + (parent >= 0 ? aboveOf[parent]! : 0);
  }
  for (let i = 0; i < columns.rows; i++) {
    const node = facts[i]!.node;
    if (node < 0) continue;
    const line = tree.block[node]!;
    own[i] = ownOf[node]! + (line === node ? 0 : ownOf[line]!);
    above[i] = aboveOf[node]!;
  }
  addWordColumns(columns, sums, blockWords, headings, (i) => own[i]! + above[i]!);
}
