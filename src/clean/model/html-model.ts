import type { Markup, RawBlock } from '../../document/block.ts';
import type { HtmlFeatures } from './html-features.ts';
import { KINDS, type KindModel, kindProbabilities, readKindModel } from './kind-model.ts';
import type { Prediction } from './prediction.ts';
import { pageWords, SPACE, TokenSums, type TokenTable } from './tokens.ts';
import { type Forest, scoreForest, sigmoid } from './trees.ts';
import { WEIGHTS } from './weights.ts';
import { readForest, readTokens } from './weights-reader.ts';

interface HtmlModel {
  readonly tokens: TokenTable;
  readonly forest: Forest;
  readonly kinds: KindModel;
}

let loaded: HtmlModel | null = null;

const model = (): HtmlModel => {
  loaded ??= {
    tokens: readTokens(WEIGHTS, 'html.tokens'),
    forest: readForest(WEIGHTS, 'html.keep'),
    kinds: readKindModel(WEIGHTS, 'html.kind'),
  };
  return loaded;
};

/** Reads the probabilities of a page's blocks off its features. */
export function predictHtml(
  features: HtmlFeatures,
  blocks: readonly RawBlock[],
  markup: Markup,
  url: string | null,
): Prediction {
  const { tokens, forest, kinds } = model();
  const probabilities = kindProbabilities(kinds, features.page.values, pageWords(markup, url));
  const { columns } = features;
  addTokenColumns(features, blocks, new TokenSums(tokens));
  KINDS.forEach((kind, index) => {
    columns.add(`kind:${kind}`).fill(probabilities[index]!);
  });
  const scores = scoreForest(forest, columns.values, columns.rows);
  return { keep: scores.map(sigmoid), kinds: probabilities };
}

/** The token model's sums: the element's own words, those around it, the label's, and the neighbours' totals. */
function addTokenColumns(features: HtmlFeatures, blocks: readonly RawBlock[], sums: TokenSums): void {
  const { columns, tree, facts } = features;
  const own = columns.add('token:own');
  const above = columns.add('token:above');
  const label = columns.add('token:label');
  const section = columns.add('token:section');
  const total = columns.add('token:sum');
  const before = columns.add('token:before');
  const after = columns.add('token:after');
  const ownOf = new Float32Array(tree.size);
  const aboveOf = new Float32Array(tree.size);
  for (let i = 0; i < tree.size; i++) {
    const [self, around] = sums.element(tree.nodes[i]!);
    const parent = tree.parent[i]!;
    ownOf[i] = self;
    aboveOf[i] = around + (parent >= 0 ? aboveOf[parent]! : 0);
  }
  const rows = columns.rows;
  const under = features.headings;
  const sectionSums = new Map<number, number>();
  for (const heading of new Set(under))
    if (heading >= 0) sectionSums.set(heading, sums.label(blocks[heading]!.text, SPACE.section));
  for (let i = 0; i < rows; i++) {
    const node = facts[i]!.node;
    if (node >= 0) {
      const line = tree.block[node]!;
      own[i] = ownOf[node]! + (line === node ? 0 : ownOf[line]!);
      above[i] = aboveOf[node]!;
    }
    label[i] = sums.label(blocks[i]!.text);
    section[i] = sectionSums.get(under[i]!) ?? 0;
    total[i] = own[i]! + above[i]! + label[i]! + section[i]!;
  }
  for (let i = 0; i < rows; i++) {
    before[i] = i > 0 ? total[i - 1]! : -9;
    after[i] = i + 1 < rows ? total[i + 1]! : -9;
  }
}

/** Whether weights were generated at all; a fresh checkout before its first training has none. */
export const hasWeights = (): boolean => 'html.keep.base' in WEIGHTS;
