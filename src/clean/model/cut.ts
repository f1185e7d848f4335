import type { PageType } from '../../document/page.ts';

/** News leaves captions, bylines and remarks out: what is doubtful on an article stays out. */
const ARTICLE_CUT = 0.5;
const LOWEST_CUT = 0.15;
const HIGHEST_CUT = 0.6;

/**
 * The probability from which blocks of a page are kept. On an article it is fixed; elsewhere it is
 * the one with the highest F1 that the probabilities themselves let expect, by words.
 */
export function keepCut(keep: ArrayLike<number>, words: ArrayLike<number>, type: PageType): number {
  if (type === 'article') return ARTICLE_CUT;
  return Math.min(HIGHEST_CUT, Math.max(LOWEST_CUT, expectedBest(keep, words)));
}

function expectedBest(keep: ArrayLike<number>, words: ArrayLike<number>): number {
  const order = Array.from({ length: keep.length }, (_, i) => i)
    .filter((i) => words[i]! > 0)
    .sort((a, b) => keep[b]! - keep[a]! || a - b);
  let total = 0;
  for (const i of order) total += keep[i]! * words[i]!;
  let right = 0;
  let chosen = 0;
  let best = -1;
  let cut = ARTICLE_CUT;
  for (const i of order) {
    right += keep[i]! * words[i]!;
    chosen += words[i]!;
    const f1 = (2 * right) / (chosen + total);
    if (f1 > best) {
      best = f1;
      cut = keep[i]!;
    }
  }
  return cut;
}
