import type { JudgedBlock } from '../document/block.ts';
import type { Reading } from './lines/read.ts';
import { wordCount } from './part.ts';

/** Share of titles that must differ: names of commenters return, headlines do not. */
const DISTINCT_TITLES = 0.8;
/** Words of a text that rules the page, and how far it must surpass the others. */
const RULING_WORDS = 150;
const RULING_FACTOR = 3;
/** A text that has so many words and surpasses the middle one so far makes the others a box of links. */
const UNEVEN_WORDS = 250;
const UNEVEN_FACTOR = 6;
/** An entry in a box of links has no more words than this. */
const TEASER_WORDS = 90;

/** Middle words of entries that are no more than lines of a menu. */
const HEADLINE_WORDS = 6;

/** What speaks against the entries of a page being articles: a stable name, or null. */
export const objectionTo = ({ entries, lines }: Reading, blocks: readonly JudgedBlock[]): string | null => {
  const titles = entries.map(({ title }) => blocks[title]?.text ?? '');
  if (new Set(titles).size < titles.length * DISTINCT_TITLES) return 'titles-repeat';
  const names = titles.filter((title) => wordCount(title) < 3).length;
  if (names > titles.length * 0.5) return 'titles-like-names';

  const sizes = entries.map(({ texts }) => texts.reduce((sum, at) => sum + (lines[at]?.words ?? 0), 0));
  const sorted = [...sizes].sort((left, right) => right - left);
  const [largest = 0, second = 0] = sorted;
  const median = sorted[sorted.length >> 1] ?? 0;
  if (median < HEADLINE_WORDS) return 'headlines-only';
  const rules = largest > RULING_WORDS && largest > RULING_FACTOR * second;
  const ruled = rules && (second < TEASER_WORDS || entries.length === 2);
  const uneven = largest > UNEVEN_WORDS && median < TEASER_WORDS && largest > UNEVEN_FACTOR * median;
  if (ruled || uneven) return sizes[0] === largest ? 'related-box' : 'one-text-rules';
  return null;
};
