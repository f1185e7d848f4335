import type { JudgedBlock } from '../../document/block.ts';
import type { Sign } from './signs.ts';

const LEAST = 3;
/** Share of the days that must stand beside a headline or a label, and beside a headline, for the labels to be headlines. */
const MOST = 0.7;
const MANY = 0.4;

/** Labels that stand where most entries have their headline, right over or under the day: titles of few words. */
export const shortTitles = (blocks: readonly JudgedBlock[], signs: readonly Sign[]): readonly number[] => {
  const days = signs.flatMap((sign, at) => (sign === 'date' ? [at] : []));
  if (days.length < LEAST) return [];
  const times = new Map<string, number>();
  for (const { text } of blocks) times.set(text, (times.get(text) ?? 0) + 1);
  const isHeadline = (at: number): boolean => signs[at] === 'headline' || signs[at] === 'title';
  const [over, under] = [-1, 1].map((step) => {
    const lines = days.map((day) => day + step);
    const labels = lines.filter((at) => signs[at] === 'label');
    return {
      long: lines.filter(isHeadline).length,
      all: labels.length,
      // What comes again is a section, or a name, and so is what stands between a headline and the day.
      titles: labels.filter((at) => times.get(blocks[at]?.text ?? '') === 1 && !isHeadline(at + step)),
    };
  });
  const side = (over?.long ?? 0) >= (under?.long ?? 0) ? over : under;
  if (side === undefined || side.long < days.length * MANY) return [];
  return side.long + side.all < days.length * MOST ? [] : side.titles;
};
