import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cleanText, outlineText } from '../../../../src/clean/text/index.ts';
import { DEFAULT_OPTIONS } from '../../../../src/document/options.ts';
import { split } from '../../../../src/split/index.ts';

const FOLDER = new URL('../../../fixtures/text/', import.meta.url);

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.tsv'))
  .map((file) => file.slice(0, -4))
  .sort();

/** Every line of a page that is not what the table beside it says, in words that a person can act on. */
const complaints = (name: string): string[] => {
  const text = readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8');
  const outline = outlineText({ url: null, mediaType: 'text/plain', text, charset: 'utf-8' });
  const blocks = cleanText(outline, DEFAULT_OPTIONS);
  const placed = split({ blocks, markup: null, pageType: 'other' }, { url: null }, DEFAULT_OPTIONS).blocks;
  return readFileSync(new URL(`${name}.tsv`, FOLDER), 'utf8')
    .split('\n')
    .filter((row) => row !== '' && !row.startsWith('#'))
    .flatMap((row) => {
      const [line, article, roles = ''] = row.split('\t');
      const block = placed.find((other) => other.line === Number(line));
      const right =
        block !== undefined &&
        roles.split('|').includes(block.role) &&
        (block.article ?? 0) === Number(article);
      return right
        ? []
        : [
            `line ${line}: ${block?.role} in ${block?.article ?? 0} by ${block?.rule}, not ${roles} in ${article}`,
          ];
    });
};

describe('every line of a flattened page gets its role and its article', () => {
  test.each(names)('%s', (name) => {
    expect(complaints(name)).toEqual([]);
  });
});
