import type { Block, JudgedBlock } from '../document/block.ts';
import { TEXT_ROLES } from '../document/text.ts';
import type { Start } from './evidence.ts';
import { wordCount } from './measure.ts';

const ELLIPSIS = /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|……)\s*$/;

/** Whether a text trails away, as the cut-off beginning of an article does. */
export const trailsAway = (text: string): boolean => ELLIPSIS.test(text.slice(-12));

/** Whether an article is cut off: a link to the rest, or a last sentence that trails away. */
export const isCutOff = (blocks: readonly Block[], article: number): boolean => {
  let last: Block | undefined;
  for (const block of blocks) {
    if (block.article !== article) continue;
    if (block.role === 'read-more') return true;
    if (TEXT_ROLES.has(block.role)) last = block;
  }
  return last !== undefined && trailsAway(last.text);
};

/** Entries that all are no longer than this are the beginnings of what they lead to. */
const EXCERPT_WORDS = 110;
const EXCERPT_TEXTS = 2;
/** Without links only one short text for each of several entries says so. */
const UNLINKED = { words: 80, texts: 1, entries: 3 };
const TEXT_WORDS = 6;

/**
 * Marks the entries of a page as excerpts when nearly all of them show a short text only: with `linked`, of
 * what their titles link to. Others than excerpts have a longer one among them soon. `textsOf` gives the words
 * of each text of an entry.
 */
export const markExcerpts = (
  starts: readonly Start[],
  textsOf: (start: Start, index: number) => readonly number[],
  linked = true,
): readonly Start[] => {
  if (!linked && starts.length < UNLINKED.entries) return starts;
  const [most, texts] = linked ? [EXCERPT_WORDS, EXCERPT_TEXTS] : [UNLINKED.words, UNLINKED.texts];
  const short = starts.filter((start, index) => {
    if (start.excerpt === true) return true;
    if (linked && start.url == null) return false;
    const counts = textsOf(start, index);
    const words = counts.reduce((sum, count) => sum + count, 0);
    return words <= most && counts.filter((count) => count >= TEXT_WORDS).length <= texts;
  });
  if (short.length < starts.length * 0.85) return starts;
  return starts.map((start) => (linked && start.url == null ? start : { ...start, excerpt: true }));
};

/** The words of each text that a range of blocks holds beside its title. */
export const textWords = (
  { block, until = block, title }: Start,
  blocks: readonly JudgedBlock[],
): readonly number[] => {
  const counts: number[] = [];
  for (let at = block; at < until; at++) {
    const own = blocks[at];
    if (own !== undefined && at !== title && TEXT_ROLES.has(own.role)) counts.push(wordCount(own.text));
  }
  return counts;
};
