import type { Flat, Gap } from './gaps.ts';
import { isLabel } from './kicker.ts';
import { wordCount } from './part.ts';

const TITLE_WORDS = 30;

/** Words from which on a heading is as good a title as a longer one: the last counts, above it are boxes. */
export const GOOD_TITLE = 4;

/** The block that names the entry: a title, else the weightiest heading, the last of equals. */
export const titleIn = (flat: Flat, from: number, to: number): number | null => {
  let best: number | null = null;
  let bestScore = 0;
  for (let at = from; at < to; at++) {
    if (flat.parts[at] === 'title') return at;
    const words = wordCount(flat.blocks[at]?.text ?? '');
    if (flat.parts[at] !== 'heading' || words > TITLE_WORDS || words < 1) continue;
    const score = Math.min(words, GOOD_TITLE);
    if (score >= bestScore) {
      best = at;
      bestScore = score;
    }
  }
  return best;
};

/** A title that reads like a sentence stands as text: short, under something of the gap, with more below it. */
export const shortTextBelow = (flat: Flat, gap: Gap): number | null => {
  const words = wordCount(flat.blocks[gap.to]?.text ?? '');
  const below = flat.parts[gap.to + 1];
  const more = below === 'text' || below === 'date' || below === 'byline';
  return gap.signals.size > 0 && words >= 3 && words <= 20 && more ? gap.to : null;
};

/** … or stands as the last text above the byline and the date of its entry. */
export const shortTextAbove = (flat: Flat, gap: Gap): number | null => {
  const at = gap.from - 1;
  const words = wordCount(flat.blocks[at]?.text ?? '');
  const dated = gap.signals.has('byline') || gap.signals.has('date');
  return dated && flat.parts[at] === 'text' && flat.parts[at - 1] === 'text' && words >= 3 && words <= 25
    ? at
    : null;
};

/**
 * The first block of the entry itself. Short lines may be left over from the entry above, unless something
 * has closed it: then the line over the title, with its section or kind, opens the new one.
 */
export const firstOwn = (flat: Flat, from: number, gap: Gap, title: number | null): number | null => {
  const closed = from > gap.from;
  for (let at = from; at < gap.to; at++) {
    const part = flat.parts[at];
    if (part === undefined || part === 'frame') continue;
    const kicker =
      closed && title !== null && at < title && title - at <= 2 && isLabel(flat.blocks[at]?.text ?? '');
    if (part !== 'heading' || at === title || kicker) return at;
  }
  return title;
};
