import { describe, expect, it } from 'vitest';
import { type Net, scoreNet } from '../../../src/clean/model/net.ts';
import { scoreForest } from '../../../src/clean/model/trees.ts';
import { readForest, readNet } from '../../../src/clean/model/weights-reader.ts';

/** The scripts that train, which have no types of their own. */
interface Scripts {
  random(seed: number): () => number;
  trainForest(
    data: object,
    rows: Int32Array,
    labels: Float32Array,
    weights: Float32Array,
    options: object,
  ): object;
  averaged(forests: readonly object[]): object;
  scoreBinned(forest: object, columns: readonly Uint8Array[], rows: Int32Array, out: Float64Array): void;
  trainTokens(pages: readonly object[], size: number): { weights: Float32Array; bias: number; scale: number };
  readonly Vocabulary: new (
    leastSites: number,
  ) => { readonly ids: ReadonlyMap<number, number>; see(hash: number, site: string): void; freeze(): number };
  trainNet(
    pages: readonly object[],
    columns: readonly Float32Array[],
    inputs: readonly number[],
    labels: Float32Array,
    weights: Float32Array,
    options: object,
  ): Net;
  packNet(sections: object, name: string, net: Net): void;
  packForest(sections: object, name: string, forest: object, edges: null): void;
  packTokens(
    sections: object,
    name: string,
    vocabulary: object,
    rows: readonly Float32Array[],
    biases: readonly number[],
    scale: number,
  ): void;
}
const folder = new URL('../../../scripts/train-blocks/', import.meta.url).href;
const {
  random,
  trainForest,
  averaged,
  scoreBinned,
  trainTokens,
  Vocabulary,
  packForest,
  packTokens,
  trainNet,
  packNet,
}: Scripts = {
  ...(await import(`${folder}gbdt.mjs`)),
  ...(await import(`${folder}net-model.mjs`)),
  ...(await import(`${folder}token-model.mjs`)),
  ...(await import(`${folder}pack.mjs`)),
};

const ROWS = 400;
/** Rows that are wanted where two features agree; everything follows from the seed. */
const trained = () => {
  const next = random(5);
  const values = [0, 1, 2].map(() => Float32Array.from({ length: ROWS }, () => Math.floor(next() * 4)));
  const labels = Float32Array.from({ length: ROWS }, (_, i) => (values[0]![i] === values[1]![i] ? 1 : 0));
  const edges = values.map(() => Float32Array.of(0.5, 1.5, 2.5));
  const columns = values.map((column) => Uint8Array.from(column));
  const rows = Int32Array.from({ length: ROWS }, (_, i) => i);
  const weights = new Float32Array(ROWS).fill(1);
  const options = { trees: 40, leaves: 8, rowShare: 0.5, featureShare: 0.7, minHessian: 1 };
  const forest = trainForest({ columns, edges }, rows, labels, weights, options);

  const vocabulary = new Vocabulary(2);
  for (const site of ['one', 'two']) for (const hash of [7, 9, 900, 11]) vocabulary.see(hash, site);
  vocabulary.freeze();
  const page = (y: number, ids: number[]) => ({
    parent: Int32Array.of(-1),
    node: Int32Array.of(0),
    line: Int32Array.of(0),
    own: [ids],
    above: [[]],
    label: [[]],
    section: [[]],
    y: Float32Array.of(y),
    w: Float32Array.of(1),
  });
  const pages = Array.from({ length: 30 }, (_, i) => page(i % 2, i % 2 ? [0, 1] : [2, 3]));
  const tokens = trainTokens(pages, vocabulary.ids.size);

  const sections: Record<string, string> = {};
  packForest(sections, 'forest', forest, null);
  packTokens(sections, 'tokens', vocabulary, [tokens.weights], [tokens.bias], tokens.scale);
  return { sections, values, labels };
};

describe('training', () => {
  it('gives the same bytes twice', () => {
    expect(trained().sections).toEqual(trained().sections);
  });

  it('learns what its data says, and the packed forest says it too', () => {
    const { sections, values, labels } = trained();
    const scores = scoreForest(readForest(sections, 'forest'), values, ROWS);
    const right = [...scores].filter((score, i) => score > 0 === (labels[i] === 1)).length;
    expect(right / ROWS).toBeGreaterThan(0.95);
  });

  it('makes one forest of two that says what they say on average', () => {
    const next = random(3);
    const columns = [Uint8Array.from({ length: ROWS }, () => Math.floor(next() * 4))];
    const labels = Float32Array.from(columns[0]!, (value) => (next() < value / 4 ? 1 : 0));
    const rows = Int32Array.from({ length: ROWS }, (_, i) => i);
    const data = { columns, edges: [Float32Array.of(0.5, 1.5, 2.5)] };
    const weights = new Float32Array(ROWS).fill(1);
    const forests = [1, 2].map((seed) =>
      trainForest(data, rows, labels, weights, { trees: 9, leaves: 3, rowShare: 0.5, featureShare: 1, seed }),
    );
    const [one, two, both] = [...forests, averaged(forests)].map((forest) => {
      const scores = new Float64Array(ROWS);
      scoreBinned(forest, columns, rows, scores);
      return scores;
    });
    expect(one).not.toEqual(two);
    both!.forEach((score, i) => {
      expect(score).toBeCloseTo((one![i]! + two![i]!) / 2, 9);
    });
  });

  it('of the network finds what only the blocks around a block say', () => {
    const next = random(9);
    const column = Float32Array.from({ length: ROWS }, () => Math.floor(next() * 4));
    const labels = Float32Array.from(column, (_, i) => ((column[i - 1] ?? 0) > 1 ? 1 : 0));
    const pages = Array.from({ length: ROWS / 20 }, (_, i) => ({ start: i * 20, end: i * 20 + 20 }));
    for (const { start } of pages) labels[start] = 0;
    const weights = new Float32Array(ROWS).fill(1);
    const options = { hidden: 8, inner: 6, reach: 1, epochs: 150, batch: 4, drop: 0, rate: 0.02 };
    const sections: Record<string, string> = {};
    packNet(sections, 'net', trainNet(pages, [column], [0], labels, weights, options));
    const net = readNet(sections, 'net');
    const scores = pages.flatMap(({ start, end }) => [
      ...scoreNet(net, [column.subarray(start, end)], end - start),
    ]);
    const right = scores.filter((score, i) => score > 0 === (labels[i] === 1)).length;
    expect(right / ROWS).toBeGreaterThan(0.95);
  });
});
