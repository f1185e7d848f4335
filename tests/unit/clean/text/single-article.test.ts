import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cleanText, outlineText } from '../../../../src/clean/text/index.ts';
import { isSingleArticle } from '../../../../src/clean/text/single-article.ts';
import { DEFAULT_OPTIONS } from '../../../../src/document/options.ts';

const judged = (text: string) =>
  cleanText(outlineText({ url: null, mediaType: 'text/plain', text, charset: 'utf-8' }), DEFAULT_OPTIONS);
const greek = readFileSync(
  new URL('../../../fixtures/describe/byline-of-greece.txt', import.meta.url),
  'utf8',
);

test('a page that says in another language than English that it is one article is believed before the model', () => {
  expect(isSingleArticle(judged(greek), 'listing')).toBe(true);
  expect(isSingleArticle(judged(greek), 'forum')).toBe(false);
});

test('of English pages the model knows more: a newsletter looks like one article, too', () => {
  const lines = [
    'Harbour notes of the week | Tarnsea Courier',
    'Harbour notes of the week',
    'By Ada Merrin',
    '18 November 2020',
    'The council met on Tuesday evening to decide whether the old ferry should be sold or repaired, and decided to meet again.',
    'Nobody in the hall could say who owned the ferry, which made the sale difficult and the repair, as one member put it, generous.',
  ];
  expect(isSingleArticle(judged(lines.join('\n')), 'listing')).toBe(false);
});
