import type { JudgedBlock } from '../document/block.ts';
import type { Role } from '../document/role.ts';
import { TEXT_ROLES } from '../document/text.ts';

export interface Placed {
  readonly block: JudgedBlock;
  readonly article: number | null;
  readonly role: Role;
  readonly rule: string;
}

/** A page's own date stands above its path or menu, before anything of the article. */
const FRAME: ReadonlySet<Role> = new Set<Role>(['breadcrumb', 'navigation', 'template', 'form']);
const OPENING: ReadonlySet<Role> = new Set<Role>([
  'title',
  'tags',
  'byline',
  'image-alt',
  'caption',
  'heading',
  'paragraph',
]);

const OF_BOX: ReadonlySet<Role> = new Set<Role>(['date', 'byline', 'image-alt', 'caption', 'read-more']);

/** Some blocks: the first, and the one after the last. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

/** Places the blocks of a page that holds one article, and maybe boxes of others. */
export const placeSingle = (blocks: readonly JudgedBlock[], boxes: readonly Range[]): Placed[] => {
  const hasText = blocks.some((block) => TEXT_ROLES.has(block.role));
  const opening = blocks.findIndex((block) => OPENING.has(block.role));
  let inBox = false;
  return blocks.map((block, index) => {
    if (block.role === 'related' || block.role === 'comments') inBox = true;
    else if (block.role === 'title' || TEXT_ROLES.has(block.role)) inBox = false;
    if (!hasText) return { block, article: null, role: block.role, rule: block.rule };
    if (boxes.some(({ from, until }) => index >= from && index < until) && belongsToBox(block)) {
      return { block, article: null, role: 'related', rule: 'split:related-box' };
    }
    // Dates and names under related links and comments are theirs, not the article's.
    if (inBox && OF_BOX.has(block.role)) return { block, article: null, role: block.role, rule: block.rule };
    const isPageDate = block.role === 'date' && index < opening && frameFollows(blocks, index, opening);
    return { block, article: isPageDate ? null : 1, role: block.role, rule: block.rule };
  });
};

const frameFollows = (blocks: readonly JudgedBlock[], from: number, to: number): boolean => {
  for (let at = from + 1; at < to; at++) {
    const role = blocks[at]?.role;
    if (role !== undefined && FRAME.has(role)) return true;
  }
  return false;
};

const belongsToBox = (block: JudgedBlock): boolean =>
  TEXT_ROLES.has(block.role) ||
  ['title', 'date', 'byline', 'caption', 'image-alt', 'read-more', 'tags'].includes(block.role);
