import type { JudgedBlock } from '../../document/block.ts';
import type { Start } from '../evidence.ts';
import { wordCount } from '../measure.ts';
import { linkOf } from './link.ts';

/** Words that make a line more than a label. */
const TEXT_WORDS = 4;
/** Share of the entries that are misread. */
const MOST = 0.5;

/**
 * Whether an order of lines misreads a list of headlines: most of its entries have no text but links, or name
 * themselves by a line without a link though another line of theirs is one.
 */
export const areHeadlines = (starts: readonly Start[], blocks: readonly JudgedBlock[]): boolean => {
  const misread = starts.filter(({ block, until = block, title }) => {
    const isTitleLinked = title !== null && linkOf(blocks[title]!) !== null;
    let hasText = false;
    for (let at = block; at < until; at++) {
      const own = blocks[at];
      if (own === undefined || at === title || own.role === 'image-alt' || own.role === 'date') continue;
      if (wordCount(own.text) < TEXT_WORDS) continue;
      if (linkOf(own) === null) hasText = true;
      else if (!isTitleLinked) return true;
    }
    return !hasText;
  });
  return misread.length >= starts.length * MOST;
};
