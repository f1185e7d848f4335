import type { Start } from './evidence.ts';
import type { Flat } from './gaps.ts';
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

/** What speaks against starts being those of articles: a stable name, or null. `end` is the block after the last text. */
export const objectionTo = (flat: Flat, starts: readonly Start[], end: number): string | null => {
  const titles = starts.flatMap(({ title }) => (title === null ? [] : [flat.blocks[title]?.text ?? '']));
  if (new Set(titles).size < titles.length * DISTINCT_TITLES) return 'titles-repeat';
  const names = titles.filter((title) => wordCount(title) < 3).length;
  if (names > titles.length * 0.5) return 'titles-like-names';

  const sizes = starts.map((start, index) =>
    wordsBetween(flat, start.block, starts[index + 1]?.block ?? end),
  );
  const sorted = [...sizes].sort((left, right) => right - left);
  const [largest = 0, second = 0] = sorted;
  const median = sorted[sorted.length >> 1] ?? 0;
  const rules = largest > RULING_WORDS && largest > RULING_FACTOR * second;
  const ruled = rules && (second < TEASER_WORDS || starts.length === 2);
  const uneven = largest > UNEVEN_WORDS && median < TEASER_WORDS && largest > UNEVEN_FACTOR * median;
  if (ruled || uneven) return sizes[0] === largest ? 'related-box' : 'one-text-rules';
  return null;
};

const wordsBetween = (flat: Flat, from: number, to: number): number => {
  let sum = 0;
  for (let at = from; at < to; at++)
    if (flat.parts[at] === 'text') sum += wordCount(flat.blocks[at]?.text ?? '');
  return sum;
};
