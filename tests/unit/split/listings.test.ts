import { describe, expect, test } from 'vitest';
import { clean, outline } from '../../../src/clean/index.ts';
import { cleanText } from '../../../src/clean/text/index.ts';
import { DEFAULT_OPTIONS } from '../../../src/document/options.ts';
import type { DecodedPage } from '../../../src/document/page.ts';
import { type Split, split } from '../../../src/split/index.ts';
import { generateListing, SITE } from '../../support/listing-generator/generate.ts';
import { HELD_OUT } from '../../support/listing-generator/held-out.ts';
import type { ListingPage } from '../../support/listing-generator/page.ts';
import { SHAPES } from '../../support/listing-generator/shapes.ts';

const ALL = [...Object.keys(SHAPES), ...Object.keys(HELD_OUT)];
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
  test.each(ALL)('%s', (name) => {
    expect(titlesRight('html', name)).toBeGreaterThanOrEqual(0.97);
  });
});

test('most articles of flattened archives are found, whatever the site', () => {
  const shares = ALL.map((name) => titlesRight('text', name));
  expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThanOrEqual(0.9);
});

test('names, days and sections that are glued together do not hide the entries of flattened archives', () => {
  const shares = ['glued-meta', 'portal', 'press'].map((name) => titlesRight('text', name));
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.75);
});

test('an entry has its own address and says whether it is cut off', () => {
  const page = generateListing('wordpress-classic', 3);
  const { entries } = splitAs('html', page);
  expect(entries.map(({ url, teaser }) => ({ url, teaser }))).toEqual(
    page.entries.map(({ url, teaser }) => ({ url, teaser })),
  );
});

test.each(['html', 'text'] as const)('no block is lost or moved by splitting, %s', (kind) => {
  for (const name of ALL) {
    const { blocks, boundaries } = splitAs(kind, generateListing(name, 5));
    expect(blocks.map(({ ordinal }) => ordinal)).toEqual(blocks.map((_, index) => index));
    const articles = blocks.flatMap(({ article }) => (article === null ? [] : [article]));
    expect(articles).toEqual([...articles].sort((left, right) => left - right));
    for (const { block, article } of boundaries) expect(blocks[block]?.article ?? article).toBe(article);
  }
});
