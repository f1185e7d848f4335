import { expect, test } from 'vitest';
import { cleanText, outlineText } from '../../../../src/clean/text/index.ts';
import { DEFAULT_OPTIONS } from '../../../../src/document/options.ts';

const outline = (text: string) => outlineText({ url: null, mediaType: 'text/plain', text, charset: 'utf-8' });

test('blocks are the lines that are not empty, numbered as in the file', () => {
  const { blocks } = outline('\n one\u00a0\n\u200b\n\t\n two\n');
  expect(blocks.map(({ ordinal, line, text }) => [ordinal, line, text])).toEqual([
    [0, 2, 'one'],
    [1, 5, 'two'],
  ]);
});

test('an empty page has no blocks', () => {
  expect(outline('').blocks).toEqual([]);
  expect(cleanText(outline(' \n\n'), DEFAULT_OPTIONS)).toEqual([]);
});

test('a line of 50 MB and a page of 200,000 lines are judged', () => {
  const long = 'word, and another one. '.repeat(50_000_000 / 23);
  expect(cleanText(outline(long), DEFAULT_OPTIONS)).toHaveLength(1);
  const many = 'a line, and more\n'.repeat(200_000);
  expect(cleanText(outline(many), DEFAULT_OPTIONS)).toHaveLength(200_000);
});
