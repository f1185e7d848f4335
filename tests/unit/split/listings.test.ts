import { describe, expect, test } from 'vitest';
import { clean, outline } from '../../../src/clean/index.ts';
import { cleanText } from '../../../src/clean/text/index.ts';
import { DEFAULT_OPTIONS } from '../../../src/document/options.ts';
import type { DecodedPage } from '../../../src/document/page.ts';
import { type Split, split } from '../../../src/split/index.ts';
import type { ListingPage } from '../../support/listing-generator/page.ts';
import { generateListing, SHAPES, SITE } from '../../support/listing-generator/shapes.ts';

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);

const splitAs = (kind: 'html' | 'text', page: ListingPage): Split => {
  const decoded: DecodedPage = {
    url: `${SITE}/archive`,
    mediaType: kind === 'html' ? 'text/html' : 'text/plain',
    text: kind === 'html' ? page.html : page.text,
    charset: 'utf-8',
  };
  const parts = outline(decoded);
  const cleaned =
    kind === 'html'
      ? clean(parts, decoded, DEFAULT_OPTIONS)
      : { blocks: cleanText(parts, DEFAULT_OPTIONS), markup: null, pageType: 'listing' as const };
  return split({ ...cleaned, pageType: 'listing' }, { url: decoded.url }, DEFAULT_OPTIONS);
};

/** Titles of the articles found, against those on the page. */
const titlesRight = (kind: 'html' | 'text', name: string): number => {
  let right = 0;
  let all = 0;
  for (const seed of SEEDS) {
    const page = generateListing(name, seed);
    const { blocks } = splitAs(kind, page);
    for (const [index, { title }] of page.entries.entries()) {
      all++;
      const found = blocks.find(({ article, role }) => article === index + 1 && role === 'title');
      if (found?.text === title) right++;
    }
  }
  return right / all;
};

describe('articles of generated archives, HTML', () => {
  test.each(Object.keys(SHAPES))('%s', (name) => {
    expect(titlesRight('html', name)).toBeGreaterThanOrEqual(0.97);
  });
});

describe('articles of generated archives, flattened', () => {
  // A page that shows too little is kept whole: these two give a date and a name at most.
  const sparse = new Set(['ghost', 'hugo']);
  test.each(Object.keys(SHAPES))('%s', (name) => {
    expect(titlesRight('text', name)).toBeGreaterThanOrEqual(sparse.has(name) ? 0.65 : 0.85);
  });
});

test('an entry has its own address and says whether it is cut off', () => {
  const page = generateListing('wordpress-classic', 3);
  const { entries } = splitAs('html', page);
  expect(entries.map(({ url, teaser }) => ({ url, teaser }))).toEqual(
    page.entries.map(({ url, teaser }) => ({ url, teaser })),
  );
});

test.each(['html', 'text'] as const)('no block is lost or moved by splitting, %s', (kind) => {
  for (const name of Object.keys(SHAPES)) {
    const { blocks, boundaries } = splitAs(kind, generateListing(name, 5));
    expect(blocks.map(({ ordinal }) => ordinal)).toEqual(blocks.map((_, index) => index));
    const articles = blocks.flatMap(({ article }) => (article === null ? [] : [article]));
    expect(articles).toEqual([...articles].sort((left, right) => left - right));
    for (const { block, article } of boundaries) expect(blocks[block]?.article ?? article).toBe(article);
  }
});
