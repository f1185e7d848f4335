import type { JudgedBlock } from '../../document/block.ts';
import { isDatedLabel } from '../date-line.ts';
import type { Sign } from './signs.ts';

const LEAST = 3;
/** Share of the lines with a day that must stand at the same side of a line without one, and share a word. */
const MOST = 0.7;
const OPEN: ReadonlySet<Sign> = new Set<Sign>(['label', 'headline']);
const NAMES: ReadonlySet<Sign> = new Set<Sign>(['label', 'headline', 'title']);

/**
 * Lines that hold the day of an entry among other words: "[Harbour] Posted May 3, 2021 17:33 by ada". A title may have
 * a day in it, too; these have a word in common, and stand under a line that has no day, or over one, all at the same side.
 */
export const datedLabels = (blocks: readonly JudgedBlock[], signs: readonly Sign[]): readonly number[] => {
  const dated = new Set(
    signs.flatMap((sign, at) => (OPEN.has(sign) && isDatedLabel(blocks[at]?.text ?? '') ? [at] : [])),
  );
  if (dated.size < LEAST) return [];
  for (const step of [-1, 1]) {
    // Of two days in a row one is in a title.
    const beside = [...dated].filter(
      (at) => NAMES.has(signs[at + step] ?? 'frame') && signs[at - step] !== 'date' && !dated.has(at - step),
    );
    if (beside.length < Math.max(LEAST, dated.size * MOST)) continue;
    if (shareWord(beside.map((at) => blocks[at]?.text ?? ''))) return beside;
  }
  return [];
};

const WORD = /\p{L}+|\p{Nd}+/gu;
const NUMBER = /^\p{Nd}/u;

/** Whether most lines have a word in common that is no part of the day: "posted", "by". */
const shareWord = (lines: readonly string[]): boolean => {
  const times = new Map<string, number>();
  for (const line of lines) {
    const words = line.toLowerCase().match(WORD) ?? [];
    const isOfDay = (at: number): boolean => NUMBER.test(words[at] ?? '');
    const own = words.filter((_, at) => ![at - 1, at, at + 1].some(isOfDay));
    for (const word of new Set(own)) times.set(word, (times.get(word) ?? 0) + 1);
  }
  return Math.max(0, ...times.values()) >= lines.length * MOST;
};
