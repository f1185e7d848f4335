import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { clean, outline } from '../../../src/clean/index.ts';
import { Columns } from '../../../src/clean/model/columns.ts';
import { hash32 } from '../../../src/clean/model/hash.ts';
import { htmlFeatures } from '../../../src/clean/model/html-features.ts';
import { levelled } from '../../../src/clean/model/level.ts';
import { textFeatures } from '../../../src/clean/model/text-features.ts';
import { scoreForest } from '../../../src/clean/model/trees.ts';
import { WEIGHTS } from '../../../src/clean/model/weights.ts';
import { cleanText } from '../../../src/clean/text/index.ts';
import type { RawBlock } from '../../../src/document/block.ts';
import { DEFAULT_OPTIONS } from '../../../src/document/options.ts';
import type { DecodedPage } from '../../../src/document/page.ts';

const html = (text: string): DecodedPage => ({ url: null, mediaType: 'text/html', text, charset: 'utf-8' });
const trainedOn = (section: string): number =>
  brotliDecompressSync(Buffer.from(WEIGHTS[section] ?? '', 'base64')).readUInt32LE(0);

describe('the weights', () => {
  it('were trained on the features that are computed now', () => {
    const page = html('<p>One</p>');
    const { blocks, markup } = outline(page);
    expect(hash32(htmlFeatures(blocks, markup!, null).columns.names.join()) >>> 0).toBe(
      trainedOn('html.features'),
    );
    const text = outline({ ...page, mediaType: 'text/plain', text: 'One' });
    const lines = cleanText(text, DEFAULT_OPTIONS);
    expect(hash32(textFeatures(lines, null).columns.names.join()) >>> 0).toBe(trainedOn('text.features'));
  });
});

describe('the generated module', () => {
  it('stays below a megabyte', () => {
    expect(Object.values(WEIGHTS).join('').length).toBeLessThan(1_000_000);
  });
});

describe('a forest', () => {
  it('adds up the leaves that a row falls into', () => {
    // One split at 0.5 on the second column, then a tree that is a single leaf.
    const forest = {
      feature: Uint16Array.of(1),
      threshold: Float32Array.of(0.5),
      left: Int16Array.of(-1),
      right: Int16Array.of(-2),
      nodeStart: Uint32Array.of(0, 1, 1),
      leafStart: Uint32Array.of(0, 2, 3),
      leaves: Float32Array.of(-1, 2, 0.25),
      base: 0.5,
    };
    const columns = new Columns(3);
    columns.add('unused');
    columns.add('used').set([0.5, 0.75, -4]);
    expect([...scoreForest(forest, columns.values, 3)]).toEqual([-0.25, 2.75, -0.25]);
  });
});

describe('scores of blocks of one kind', () => {
  it('are drawn together, the more the more there are; blocks alone and without a kind stay as they are', () => {
    const pair = levelled([2, 0, 1, -9], Int32Array.of(0, 0, 1, -1), [5, 5, 5, 5]);
    expect([...pair].map((score) => score.toFixed(2))).toEqual(['1.72', '0.28', '1.00', '-5.00']);
    const many = levelled([2, 0, 0, 0, 0, 0], new Int32Array(6), [5, 5, 5, 5, 5, 5]);
    expect(many[0]).toBeLessThan(1.3);
    expect(many[1]).toBeGreaterThan(0);
  });

  it('take no account of texts without words, such as those of images', () => {
    expect([...levelled([2, -4], new Int32Array(2), [5, 0])]).toEqual([2, -4]);
  });
});

describe('switching rules off', () => {
  const rules = (text: string, disabledRules: string[]) => {
    const page = html(text);
    return clean(outline(page), page, { ...DEFAULT_OPTIONS, disabledRules }).blocks.map(
      (block) => block.rule,
    );
  };
  const page =
    '<nav><a href="/a">News</a></nav><h1>Dam opens</h1><p>The dam above Norholm was opened on Friday.</p>';

  it('leaves every decision to rules without the model', () => {
    expect(rules(page, ['model:block']).some((rule) => rule.startsWith('model:'))).toBe(false);
  });

  it('uses no rule that is switched off', () => {
    expect(rules(page, [])).toContain('html:nav-element');
    expect(rules(page, ['html:nav-element'])).not.toContain('html:nav-element');
    expect(rules(page, ['html:title'])).not.toContain('html:title');
  });
});

describe('a page that is hardly one', () => {
  it.each(['', ' ', '<', '<html>', '<!-- x', '<p>a', '\u0000'])('is judged: %j', (text) => {
    const page = html(text);
    const { blocks } = clean(outline(page), page, DEFAULT_OPTIONS);
    expect(blocks satisfies readonly RawBlock[]).toHaveLength(
      text.includes('<p>') || text === '<' || text === '\u0000' ? 1 : 0,
    );
  });
});
