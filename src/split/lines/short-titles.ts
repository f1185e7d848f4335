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
  for (const step of [-1, 1]) {
    const signAt = (day: number): Sign => signs[day + step] ?? 'frame';
    const long = days.filter((day) => signAt(day) === 'headline' || signAt(day) === 'title').length;
    const short = days.filter((day) => signAt(day) === 'label').length;
    if (long < days.length * MANY || long + short < days.length * MOST) continue;
    // What comes again is a section, or a name.
    return days.flatMap((day) =>
      signAt(day) === 'label' && times.get(blocks[day + step]?.text ?? '') === 1 ? [day + step] : [],
    );
  }
  return [];
};
