import { Columns, log1 } from './columns.ts';
import { KINDS } from './kinds.ts';
import { type Forest, scoreForest } from './trees.ts';

/** Cuts that a page chooses from. */
export const CUTS = [
  0.03, 0.06, 0.1, 0.14, 0.18, 0.22, 0.27, 0.32, 0.38, 0.44, 0.5, 0.56, 0.62, 0.7, 0.78, 0.86,
];
const MIDDLE = CUTS.indexOf(0.5);
const STRICT = CUTS.indexOf(0.78);
const PROSE_WORDS = 12;
/** Above every probability. */
const NOTHING_KEPT = 2;

/** What a page would keep at one cut. */
interface Kept {
  readonly words: number;
  readonly blocks: number;
  readonly prose: number;
  /** Words that are expected to be right, by the probabilities. */
  readonly right: number;
  /** F1 that the probabilities let expect. */
  readonly expected: number;
}

/**
 * Features of each cut of a page: what it would keep, what that promises, and how it compares with
 * the cuts beside it. News leaves captions and remarks out, forums keep almost all: no one cut serves both.
 */
export function cutFeatures(
  keep: ArrayLike<number>,
  words: ArrayLike<number>,
  kinds: readonly number[],
): Columns {
  let total = 0;
  let all = 0;
  let prose = 0;
  let doubt = 0;
  let blocks = 0;
  for (let i = 0; i < keep.length; i++) {
    const size = words[i]!;
    if (size === 0) continue;
    const p = Math.min(0.999, Math.max(0.001, keep[i]!));
    blocks++;
    all += size;
    total += keep[i]! * size;
    if (size >= PROSE_WORDS) prose += size;
    doubt -= (p * Math.log(p) + (1 - p) * Math.log(1 - p)) * size;
  }
  const kept = CUTS.map((cut) => keptAt(cut, keep, words, total));
  let best = 0;
  for (let k = 1; k < kept.length; k++) if (kept[k]!.expected > kept[best]!.expected) best = k;
  const columns = new Columns(CUTS.length);
  const add = (name: string, value: (at: Kept, k: number) => number) => {
    const column = columns.add(`cut:${name}`);
    for (let k = 0; k < CUTS.length; k++) column[k] = value(kept[k]!, k);
  };
  const share = (part: number, whole: number) => part / Math.max(1, whole);
  const middle = kept[MIDDLE]!;
  const loose = kept[0]!;
  const strict = kept[STRICT]!;
  add('at', (_, k) => CUTS[k]!);
  add('expected', (at) => at.expected);
  add('below-best', (at) => at.expected - kept[best]!.expected);
  add('precision', (at) => share(at.right, at.words));
  add('recall', (at) => share(at.right, total));
  add('share', (at) => share(at.words, all));
  add('words', (at) => log1(at.words));
  add('blocks', (at) => share(at.blocks, blocks));
  add('prose', (at) => share(at.prose, at.words));
  add('beside-middle', (at) => share(at.words, middle.words));
  add('beside-loose', (at) => share(at.words, loose.words));
  add('strict-beside', (at) => share(strict.words, at.words));
  add('gained', (at, k) => share(kept[Math.max(0, k - 1)]!.words - at.words, at.words));
  add('lost', (at, k) => share(at.words - kept[Math.min(CUTS.length - 1, k + 1)]!.words, at.words));
  add('best-at', () => CUTS[best]!);
  add('from-best', (_, k) => CUTS[k]! - CUTS[best]!);
  add('best', () => kept[best]!.expected);
  add('page-words', () => log1(all));
  add('page-right', () => share(total, all));
  add('page-prose', () => share(prose, all));
  add('page-doubt', () => share(doubt, all));
  add('middle-beside-loose', () => share(middle.words, loose.words));
  add('strict-beside-middle', () => share(strict.words, middle.words));
  add('page-blocks', () => log1(blocks));
  KINDS.forEach((kind, index) => {
    add(kind, () => kinds[index]!);
  });
  return columns;
}

function keptAt(cut: number, keep: ArrayLike<number>, words: ArrayLike<number>, total: number): Kept {
  let right = 0;
  let size = 0;
  let blocks = 0;
  let prose = 0;
  for (let i = 0; i < keep.length; i++) {
    if (keep[i]! < cut || words[i] === 0) continue;
    right += keep[i]! * words[i]!;
    size += words[i]!;
    blocks++;
    if (words[i]! >= PROSE_WORDS) prose += words[i]!;
  }
  return { words: size, blocks, prose, right, expected: size + total > 0 ? (2 * right) / (size + total) : 0 };
}

/** A page whose likeliest block is less likely than this has no content: a menu, a wall, an error. */
const LEAST_SURE = 0.18;

/**
 * The cut that a page's scores speak for. Cuts above its likeliest block are none: a page without any
 * block that is likely enough has no content, others keep something.
 */
export function bestCut(
  scores: ArrayLike<number>,
  keep: ArrayLike<number>,
  words: ArrayLike<number>,
): number {
  let likeliest = 0;
  for (let i = 0; i < keep.length; i++) if (words[i]! > 0) likeliest = Math.max(likeliest, keep[i]!);
  if (likeliest < LEAST_SURE) return NOTHING_KEPT;
  let best = 0;
  for (let k = 1; k < CUTS.length && CUTS[k]! <= likeliest; k++) if (scores[k]! > scores[best]!) best = k;
  return CUTS[best]!;
}

/** The probability from which blocks of a page are kept: the cut that promises the best text. */
export const keepCut = (
  forest: Forest,
  keep: ArrayLike<number>,
  words: ArrayLike<number>,
  kinds: readonly number[],
): number => bestCut(scoreForest(forest, cutFeatures(keep, words, kinds).values, CUTS.length), keep, words);
