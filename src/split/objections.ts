import type { JudgedBlock } from '../document/block.ts';
import type { PageType } from '../document/page.ts';
import { TEXT_ROLES } from '../document/text.ts';
import { placesOf } from './lines/fit.ts';
import type { Reading } from './lines/read.ts';
import { wordCount } from './measure.ts';
import { havePrices, pricesOutside, SHOP_PRICES } from './prices.ts';

/** Kinds of pages that are one text: lists of the best of something, with a button under each, look like entries. */
export const ONE_TEXT: ReadonlySet<PageType> = new Set<PageType>(['article', 'documentation']);

/** The line that the head of the page has, too: its title. */
export const OF_HEAD = 'text:title-of-head';
/** Share of titles that must differ: names of commenters return, headlines do not. */
const DISTINCT_TITLES = 0.8;
/** Words of a text that rules the page, and how far it must surpass the others. */
const RULING_WORDS = 150;
const RULING_FACTOR = 3;
/** A text that has so many words and surpasses the middle one so far makes the others a box of links. */
const UNEVEN_WORDS = 250;
const UNEVEN_FACTOR = 6;
/** Where nearly all entries have a day or a name it must hold so much of all words, too: archives show some posts whole. */
const UNEVEN_SHARE = 0.35;
/** An entry in a box of links has no more words than this. */
const TEASER_WORDS = 90;

/** Middle words of entries that are no more than lines of a menu. */
const HEADLINE_WORDS = 6;

/** Share of the entries that must have a sentence as text, where each has a date or a name of its own, one text, and elsewhere. */
const SOME_WRITTEN = 0.15;
const PLAIN_WRITTEN = 0.3;
const MOST_WRITTEN = 0.45;
/** Share of the page's text that must be in its entries, likewise. */
const OWN_COVERAGE = 0.5;
const COVERAGE = 0.75;

const OPENING_WORDS = 20;

/** Words of the running text that cleaning kept above a block. */
const wordsAbove = (until: number, blocks: readonly JudgedBlock[], lines: Reading['lines']): number => {
  let words = 0;
  for (let at = 0; at < until; at++)
    if (lines[at]?.sign === 'prose' && TEXT_ROLES.has(blocks[at]?.role ?? 'other'))
      words += lines[at]?.words ?? 0;
  return words;
};

/** Share of the words of the page's text that the entries hold. */
const coverage = (
  entries: Reading['entries'],
  blocks: readonly JudgedBlock[],
  lines: Reading['lines'],
): number => {
  let inside = 0;
  let all = 0;
  let entry = 0;
  blocks.forEach(({ role }, index) => {
    while (index >= (entries[entry]?.until ?? Number.POSITIVE_INFINITY)) entry++;
    if (!TEXT_ROLES.has(role)) return;
    const words = lines[index]?.words ?? 0;
    all += words;
    if (index >= (entries[entry]?.from ?? Number.POSITIVE_INFINITY)) inside += words;
  });
  return all === 0 ? 1 : inside / all;
};

/** What entries have: a date, a name or tags of their own, or just one text each. */
export type EntryParts = 'own' | 'plain' | 'other';

const WRITTEN: Readonly<Record<EntryParts, number>> = {
  own: SOME_WRITTEN,
  plain: PLAIN_WRITTEN,
  other: MOST_WRITTEN,
};

/** Share of the entries that must have a line at one place for all of them to be signed by it. */
const SIGNED = 0.9;

/** Whether nearly all entries have a day or a name: an article among comments and boxes has not. */
const areSigned = ({ template, shares }: Reading): boolean =>
  placesOf(template).some(
    (place, at) => (place === 'date' || place === 'byline') && (shares[at] ?? 0) >= SIGNED,
  );

/** What speaks against the entries of a page being articles: a stable name, or null. */
export const objectionTo = (
  reading: Reading,
  blocks: readonly JudgedBlock[],
  parts: EntryParts,
  pageType: PageType,
): string | null => {
  const { entries, lines } = reading;
  const titles = entries.map(({ title }) => blocks[title]?.text ?? '');
  const isOwn = parts === 'own';
  if (new Set(titles).size < titles.length * DISTINCT_TITLES) return 'titles-repeat';
  // An archive goes straight to its entries; what is known as one text opens with some of its own.
  const isShop = pageType === 'product' || pageType === 'collection';
  if ((isShop && !isOwn) || havePrices(entries, blocks)) return 'things-not-articles';
  if (isShop && pricesOutside(entries, blocks) >= SHOP_PRICES) return 'things-not-articles';
  if (ONE_TEXT.has(pageType) && wordsAbove(entries[0]?.from ?? 0, blocks, lines) > OPENING_WORDS)
    return 'opening-text';
  // The page is named after its article; below that stand comments and other articles.
  if (ONE_TEXT.has(pageType) && entries.some(({ title }) => blocks[title]?.rule === OF_HEAD))
    return 'title-of-page';
  const names = titles.filter((title) => wordCount(title) < 3).length;
  if (names > titles.length * 0.5) return 'titles-like-names';

  const sizes = entries.map(({ texts }) => texts.reduce((sum, at) => sum + (lines[at]?.words ?? 0), 0));
  const sorted = [...sizes].sort((left, right) => right - left);
  const [largest = 0, second = 0] = sorted;
  const median = sorted[sorted.length >> 1] ?? 0;
  if (median < HEADLINE_WORDS) return 'headlines-only';
  const written = entries.filter(({ texts }) => texts.some((at) => lines[at]?.sign === 'prose')).length;
  if (written < entries.length * WRITTEN[parts]) return 'headlines-only';
  if (coverage(entries, blocks, lines) < (isOwn ? OWN_COVERAGE : COVERAGE)) return 'text-outside';
  const rules = largest > RULING_WORDS && largest > RULING_FACTOR * second;
  const ruled = rules && (second < TEASER_WORDS || entries.length === 2);
  const mayBeMixed = areSigned(reading) && !ONE_TEXT.has(pageType) && sizes[0] !== largest;
  const rule = mayBeMixed ? UNEVEN_SHARE * sizes.reduce((sum, size) => sum + size, 0) : 0;
  const uneven =
    largest > UNEVEN_WORDS && median < TEASER_WORDS && largest > UNEVEN_FACTOR * median && largest > rule;
  if (ruled || uneven) return sizes[0] === largest ? 'related-box' : 'one-text-rules';
  return null;
};

const BOX = 'text:related-heading';
/** An article with a sub-heading reads as two entries; more of them are a listing with a box. */
const MOST_OWN = 2;
const ARTICLE_WORDS = 100;

/** Where an article stands above the heading of a box and all other entries below it, the first of those; null elsewhere. */
export const boxUnder = ({ entries, lines }: Reading, blocks: readonly JudgedBlock[]): number | null => {
  const heading = blocks.findIndex(({ rule }) => rule === BOX);
  const first = entries.findIndex(({ from }) => from > heading);
  if (heading < 0 || first < 1 || first > MOST_OWN) return null;
  const wordsOf = (some: Reading['entries']): number =>
    some.reduce((sum, { texts }) => sum + texts.reduce((words, at) => words + (lines[at]?.words ?? 0), 0), 0);
  const own = wordsOf(entries.slice(0, first));
  return own >= ARTICLE_WORDS && own > wordsOf(entries.slice(first)) ? first : null;
};
