import type { JudgedBlock } from '../../document/block.ts';
import { keepShape } from '../../document/keep-shape.ts';
import { keepCut } from './cut.ts';
import { type KindModel, kindProbabilities, readKindModel } from './kind-model.ts';
import { KINDS } from './kinds.ts';
import { blended, type Net, scoreNet } from './net.ts';
import type { Prediction } from './prediction.ts';
import { textFeatures } from './text-features.ts';
import { Lexicon, TokenSums, type TokenTable, textPageTokens } from './tokens.ts';
import { type Forest, scoreForest, sigmoid } from './trees.ts';
import { WEIGHTS } from './weights.ts';
import { hasModel, readForest, readNet, readTokens } from './weights-reader.ts';
import { addWordColumns } from './word-columns.ts';

interface TextModel {
  readonly tokens: TokenTable;
  readonly forest: Forest;
  readonly net: Net | null;
  readonly cut: Forest;
  readonly kinds: KindModel;
}

let loaded: TextModel | null = null;

const model = (): TextModel => {
  loaded ??= {
    tokens: readTokens(WEIGHTS, 'text.tokens'),
    forest: readForest(WEIGHTS, 'text.keep'),
    net: hasModel(WEIGHTS, 'text.net') ? readNet(WEIGHTS, 'text.net') : null,
    cut: readForest(WEIGHTS, 'text.cut'),
    kinds: readKindModel(WEIGHTS, 'text.kind'),
  };
  return loaded;
};

/** Probabilities of the lines of a text page that rules have judged; null when no weights were generated. */
export function predictText(lines: readonly JudgedBlock[], url: string | null): Prediction | null {
  if (!hasModel(WEIGHTS, 'text.keep')) return null;
  const { tokens, forest, net, kinds, cut } = model();
  const { columns, page, headings, blockWords, words } = textFeatures(lines, url);
  const texts = lines.map((line) => line.text);
  const probabilities = kindProbabilities(kinds, page.values, textPageTokens(texts, blockWords, url));
  addWordColumns(columns, keepShape(new TokenSums(tokens, new Lexicon())), blockWords, headings, () => 0);
  KINDS.forEach((kind, index) => {
    columns.add(`kind:${kind}`).fill(probabilities[index]!);
  });
  const { values, rows } = columns;
  const trees = scoreForest(forest, values, rows);
  const keep = (net ? blended(trees, scoreNet(net, values, rows)) : trees).map(sigmoid);
  return { keep, kinds: probabilities, cut: keepCut(cut, keep, words, probabilities) };
}
