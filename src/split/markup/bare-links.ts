import type { JudgedBlock } from '../../document/block.ts';
import type { Start } from '../evidence.ts';
import { wordCount } from '../measure.ts';
import { linkOf } from './link.ts';

/** Words that make a line more than a label. */
const TEXT_WORDS = 4;
/** Share of the entries without a text of their own that makes a list of headlines of them. */
const MOST = 0.5;

/** Whether all that most entries say beside their title leads elsewhere: what looks like a text is the next headline. */
export const areHeadlines = (starts: readonly Start[], blocks: readonly JudgedBlock[]): boolean => {
  const bare = starts.filter(({ block, until = block, title }) => {
    for (let at = block; at < until; at++) {
      const own = blocks[at];
      if (own === undefined || at === title || own.role === 'image-alt' || own.role === 'date') continue;
      if (wordCount(own.text) >= TEXT_WORDS && linkOf(own) === null) return false;
    }
    return true;
  });
  return bare.length >= starts.length * MOST;
};
