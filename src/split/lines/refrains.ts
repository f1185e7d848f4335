import type { JudgedBlock } from '../../document/block.ts';
import type { Sign } from './signs.ts';

const LEAST = 3;
/** A longer line that comes again is no refrain of a listing. */
const MOST_LETTERS = 40;
const DIGITS = /\p{Nd}+/gu;

/** Signs that may turn out to be refrains: the others say what they are. */
const OPEN: ReadonlySet<Sign> = new Set<Sign>(['label', 'headline', 'separator']);

/**
 * Lines that a page says again and again between others: "3 min read", "Save", "Posts", "»", in whatever
 * language. Digits do not count; neither do runs of the same line. Lines of more words that open alike
 * ("Filed under harbour", "Filed under trade, winter") are no refrain, but may stand at a place of their own.
 */
export const refrainsOf = (
  blocks: readonly JudgedBlock[],
  signs: readonly Sign[],
): ReadonlyMap<number, Sign> => {
  const whole = new Map<string, number[]>();
  const opening = new Map<string, number[]>();
  const note = (places: Map<string, number[]>, key: string, index: number): void => {
    const known = places.get(key);
    if (known === undefined) places.set(key, [index]);
    else known.push(index);
  };
  blocks.forEach(({ text }, index) => {
    const sign = signs[index];
    if (sign === undefined || !OPEN.has(sign)) return;
    const key = text
      .trim()
      .slice(0, 2 * MOST_LETTERS)
      .toLowerCase()
      .replace(DIGITS, '0');
    if (text.length <= MOST_LETTERS) note(whole, key, index);
    const words = key.split(/\s+/, 3);
    if (words.length > 2) note(opening, `${words[0]} ${words[1]}`, index);
  });
  const found = new Map<number, Sign>();
  for (const [kind, places] of [
    ['opening', opening],
    ['refrain', whole],
  ] as const)
    for (const [key, at] of places) {
      const apart = at.filter((index, order) => order === 0 || index - (at[order - 1] ?? 0) > 2);
      if (apart.length < LEAST) continue;
      for (const index of at) found.set(index, `${kind}:${key}`);
    }
  return found;
};
