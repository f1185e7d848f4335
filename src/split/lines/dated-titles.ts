import type { JudgedBlock } from '../../document/block.ts';
import { hasDayApart, isDateLine } from '../date-line.ts';
import type { Sign } from './signs.ts';

const LEAST = 3;
/** Share of these lines that must have a text below, and of the days that they must hold. */
const MOST = 0.7;
const TITLE_WORDS = 3;
/** Words that a day takes at most: "Friday, 6 March 2026". */
const DAY_WORDS = 4;
const LONGEST = 200;
/** Titles of one weblog often have what it is about in common, the words of labels are in all of them. */
const NEARLY_ALL = 0.9;
/** Share that may have a line above which could be their title: entries may end with a short line, too. */
const NAMED_ABOVE = 0.5;
const NAMES: ReadonlySet<Sign> = new Set<Sign>(['title', 'headline', 'label', 'image']);

/** Signs of lines that may hold a title and a day. */
const OPEN: ReadonlySet<Sign> = new Set<Sign>(['date', 'headline', 'title', 'prose']);
/** So many lines below a title its text begins at the latest: a name may stand between. */
const TEXT_BELOW = 2;

/**
 * Lines that hold the day of an entry and its title, as a row of a table does: "06/03/2026 Ferry back in service",
 * "Ferry back in service, 6 March 2026". Such lines have no word in common; a text stands below, and no title above.
 */
export const datedTitles = (blocks: readonly JudgedBlock[], signs: readonly Sign[]): readonly number[] => {
  const titled = signs.flatMap((sign, at) =>
    OPEN.has(sign) && hasTitleAndDay(blocks[at]?.text ?? '') ? [at] : [],
  );
  const dated = signs.filter((sign) => sign === 'date').length;
  const share = (test: (at: number) => boolean): number => titled.filter(test).length / titled.length;
  if (titled.length < Math.max(LEAST, dated * MOST)) return [];
  if (share((at) => signs.slice(at + 1, at + 1 + TEXT_BELOW).includes('prose')) < MOST) return [];
  if (share((at) => NAMES.has(signs[at - 1] ?? 'frame')) > NAMED_ABOVE) return [];
  return haveWordInCommon(titled.map((at) => blocks[at]?.text ?? '')) ? [] : titled;
};

const WORD = /\p{L}+/gu;

/** Whether nearly all lines have a word in common, as those with "by" or "posted" beside the day have. */
const haveWordInCommon = (lines: readonly string[]): boolean => {
  const times = new Map<string, number>();
  for (const line of lines)
    for (const word of new Set(line.toLowerCase().match(WORD) ?? []))
      times.set(word, (times.get(word) ?? 0) + 1);
  return [...times.values()].some((count) => count >= lines.length * NEARLY_ALL);
};

/** Whether a line opens or ends with a day, and the words of a title stand beside it. */
const hasTitleAndDay = (text: string): boolean => {
  if (text.length > LONGEST || !/\p{Nd}/u.test(text) || hasDayApart(text)) return false;
  const words = text.split(/\s+/);
  for (let day = 1; day <= DAY_WORDS && day + TITLE_WORDS <= words.length; day++)
    if (isDateLine(words.slice(0, day).join(' ')) || isDateLine(words.slice(-day).join(' '))) return true;
  return false;
};
