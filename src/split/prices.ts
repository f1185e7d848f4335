import type { JudgedBlock } from '../document/block.ts';
import { wordCount } from './measure.ts';

const PRICE = /\p{Sc}\s?\p{Nd}|\p{Nd}\s?\p{Sc}/u;
const PRICE_WORDS = 5;
/** A line of more characters is no price, however few its words. */
const PRICE_LETTERS = 60;

/** A stretch of blocks. */
interface Range {
  readonly from: number;
  readonly until: number;
}

/** Whether most entries have a line of their own with a price: they are for sale. */
export const havePrices = (entries: readonly Range[], blocks: readonly JudgedBlock[]): boolean => {
  let priced = 0;
  for (const { from, until } of entries)
    for (let at = from; at < until; at++) {
      const text = blocks[at]?.text ?? '';
      if (text.length > PRICE_LETTERS || !PRICE.test(text) || wordCount(text) > PRICE_WORDS) continue;
      priced++;
      break;
    }
  return priced > entries.length / 2;
};
