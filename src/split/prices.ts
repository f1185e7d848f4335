import type { JudgedBlock } from '../document/block.ts';
import { wordCount } from './measure.ts';

/** With a sign of a currency, or its three letters. */
const PRICE =
  /\p{Sc}\s?\p{Nd}|\p{Nd}\s?\p{Sc}|(?:^|\s)[A-Z]{3}\s?\p{Nd}+[.,]\p{Nd}{2}$|\p{Nd}[.,]\p{Nd}{2}\s?[A-Z]{3}$/u;
const PRICE_WORDS = 6;
/** A line of more characters is no price, however few its words. */
const PRICE_LETTERS = 60;

/** A stretch of blocks. */
interface Range {
  readonly from: number;
  readonly until: number;
}

const isPrice = (text: string): boolean =>
  text.length <= PRICE_LETTERS && PRICE.test(text) && wordCount(text) <= PRICE_WORDS;

/** Whether most entries have a line of their own with a price: they are for sale. */
export const havePrices = (entries: readonly Range[], blocks: readonly JudgedBlock[]): boolean => {
  let priced = 0;
  for (const { from, until } of entries)
    for (let at = from; at < until; at++) {
      if (!isPrice(blocks[at]?.text ?? '')) continue;
      priced++;
      break;
    }
  return priced > entries.length / 2;
};

/** So many prices beside the entries are what a shop shows them beside. */
export const SHOP_PRICES = 3;

/** Lines with a price that stand outside the entries: what the page sells. */
export const pricesOutside = (entries: readonly Range[], blocks: readonly JudgedBlock[]): number => {
  let entry = 0;
  let prices = 0;
  blocks.forEach(({ text }, index) => {
    while (index >= (entries[entry]?.until ?? Number.POSITIVE_INFINITY)) entry++;
    if (index < (entries[entry]?.from ?? Number.POSITIVE_INFINITY) && isPrice(text)) prices++;
  });
  return prices;
};
