import { expect, test } from 'vitest';
import { clean, outline } from '../../../src/clean/index.ts';
import { DEFAULT_OPTIONS } from '../../../src/document/options.ts';
import type { PageType } from '../../../src/document/page.ts';
import { split } from '../../../src/split/index.ts';

const TEXTS = [
  'The ferry sails again after nine months in the yard, and the captain has already complained about the paint.',
  'Nobody on the council would say who had ordered the second bell, or who is going to pay for the first one.',
  'The night market moves to the quay in May because the square is needed for a very large tent.',
  'A reservoir that was drained in autumn is full once more, two weeks before anybody had dared to hope.',
  'Three schools share one piano until the insurers agree on what exactly fell through the roof.',
  'The tram to the cemetery runs every ten minutes now, to the surprise of those who live beside it.',
  'Old charts of the bay were found behind a wardrobe, with a channel that no living pilot has heard of.',
] as const;
const titleOf = (number: number): string => `What the harbour learned on day ${number} of the flood`;
const link = (number: number): string => `<a href="/news/${number}">${titleOf(number)}</a>`;

const LEAD = `<section class="lead"><div class="lead-in"><h1>${link(1)}</h1><p>${TEXTS[0]}</p></div></section>`;
const GRID = [2, 3, 4]
  .map((number) => `<div class="tile"><h3>${link(number)}</h3><p class="dek">${TEXTS[number - 1]}</p></div>`)
  .join('');
const RIVER = [5, 6, 7]
  .map(
    (number) =>
      `<li class="row"><span class="when">May ${number}, 2021</span><h2>${link(number)}</h2><p>${TEXTS[number - 1]}</p></li>`,
  )
  .join('');
const MOST_READ = [11, 12, 13, 14].map((number) => `<li class="mr"><h4>${link(number)}</h4></li>`).join('');

const splitAs = (pageType: PageType, body: string) => {
  const page = {
    url: 'https://harbour.example/',
    mediaType: 'text/html' as const,
    text: `<html lang="en"><head><title>Harbour Gazette</title></head><body><header><a href="/">Gazette</a></header><main>${body}</main></body></html>`,
    charset: 'utf-8',
  };
  const cleaned = clean(outline(page), page, DEFAULT_OPTIONS);
  return split({ ...cleaned, pageType }, page, DEFAULT_OPTIONS);
};

test('a lead, a grid and a river are the entries of one front page, and a list of headlines is none', () => {
  const { entries, blocks } = splitAs(
    'listing',
    `${LEAD}<h2>More from the bay</h2><div class="grid">${GRID}</div><ol class="river">${RIVER}</ol><div class="chart"><b>Most read</b><ul>${MOST_READ}</ul></div>`,
  );
  expect(entries.map(({ url }) => url)).toEqual(
    [1, 2, 3, 4, 5, 6, 7].map((number) => `https://harbour.example/news/${number}`),
  );
  for (const [index, text] of TEXTS.entries())
    expect(blocks.find((block) => block.text === text)?.article).toBe(index + 1);
  expect(blocks.find(({ text }) => text === titleOf(12))?.article).toBe(null);
});

test('cards that nothing but their looks makes articles leave a page of another kind whole', () => {
  expect(splitAs('service', `<div class="grid">${GRID}</div>`).boundaries).toMatchObject([{ article: 1 }]);
});

test('what is for sale is no article', () => {
  const wares = [1, 2, 3, 4].map(
    (number) =>
      `<div class="ware"><h3>${link(number)}</h3><p>${TEXTS[number - 1]}</p><span>$${number}9.50</span></div>`,
  );
  expect(splitAs('listing', wares.join('')).boundaries[0]?.signals).toContain('things-not-articles');
});

test('headings over groups of entries are the sections of these, and headings over nothing are none', () => {
  const group = (name: string, numbers: readonly number[]): string =>
    `<section><div class="head"><h2 class="zone">${name}</h2></div>${numbers.map((number) => `<div class="tile"><h3>${link(number)}</h3><p>${TEXTS[number - 1]}</p></div>`).join('')}</section>`;
  const { entries, blocks } = splitAs(
    'listing',
    `${group('Politics', [1, 2])}${group('Sport', [3, 4, 5])}<section><h2 class="zone">Weather</h2><ul><li>Rain</li></ul></section>`,
  );
  expect(entries.map(({ section }) => section)).toEqual(['Politics', 'Politics', 'Sport', 'Sport', 'Sport']);
  expect(blocks.find(({ text }) => text === 'Sport')).toMatchObject({
    article: null,
    rule: 'split:group-heading',
  });
});
