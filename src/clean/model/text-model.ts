import type { JudgedBlock } from '../../document/block.ts';
import { KINDS, type KindModel, kindProbabilities, readKindModel } from './kind-model.ts';
import type { Prediction } from './prediction.ts';
import { textFeatures } from './text-features.ts';
import { SPACE, TokenSums, type TokenTable, textPageWords } from './tokens.ts';
import { type Forest, scoreForest, sigmoid } from './trees.ts';
import { WEIGHTS } from './weights.ts';
import { readForest, readTokens } from './weights-reader.ts';

interface TextModel {
  readonly tokens: TokenTable;
  readonly forest: Forest;
  readonly kinds: KindModel;
}

let loaded: TextModel | null = null;

const model = (): TextModel => {
  loaded ??= {
    tokens: readTokens(WEIGHTS, 'text.tokens'),
    forest: readForest(WEIGHTS, 'text.keep'),
    kinds: readKindModel(WEIGHTS, 'text.kind'),
  };
  return loaded;
};

/** Probabilities of the lines of a text page that rules have judged. */
export function predictText(lines: readonly JudgedBlock[], url: string | null): Prediction {
  const { tokens, forest, kinds } = model();
  const { columns, page, headings } = textFeatures(lines, url);
  const probabilities = kindProbabilities(
    kinds,
    page.values,
    textPageWords(
      lines.map((line) => line.text),
      url,
    ),
  );
  const sums = new TokenSums(tokens);
  const label = columns.add('token:label');
  const section = columns.add('token:section');
  const total = columns.add('token:sum');
  const before = columns.add('token:before');
  const after = columns.add('token:after');
  const { rows } = columns;
  const sectionSums = new Map<number, number>();
  for (const heading of new Set(headings))
    if (heading >= 0) sectionSums.set(heading, sums.label(lines[heading]!.text, SPACE.section));
  for (let i = 0; i < rows; i++) {
    label[i] = sums.label(lines[i]!.text);
    section[i] = sectionSums.get(headings[i]!) ?? 0;
    total[i] = label[i]! + section[i]!;
  }
  for (let i = 0; i < rows; i++) {
    before[i] = i > 0 ? total[i - 1]! : -9;
    after[i] = i + 1 < rows ? total[i + 1]! : -9;
  }
  KINDS.forEach((kind, index) => {
    columns.add(`kind:${kind}`).fill(probabilities[index]!);
  });
  return { keep: scoreForest(forest, columns.values, rows).map(sigmoid), kinds: probabilities };
}
