import type { Block } from '../document/block.ts';
import { TEXT_ROLES } from '../document/text.ts';
import { trailsAway } from './gaps.ts';

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
