import type { Boundary } from '../document/article.ts';
import type { Block, Cleaned } from '../document/block.ts';
import type { RefineOptions } from '../document/options.ts';

export interface SplitEntry {
  readonly article: number;
  readonly url: string | null;
  readonly teaser: boolean;
}

export interface Split {
  readonly blocks: Block[];
  readonly boundaries: Boundary[];
  readonly entries: SplitEntry[];
}

const PAGE_ROLES = new Set([
  'copyright',
  'share',
  'navigation',
  'advertisement',
  'breadcrumb',
  'listing-title',
  'template',
  'form',
  'related',
  'comments',
  'other',
]);

export const split = (cleaned: Cleaned, _page: { url: string | null }, _options: RefineOptions): Split => ({
  blocks: cleaned.blocks.map((block) => ({ ...block, article: PAGE_ROLES.has(block.role) ? null : 1 })),
  boundaries: [],
  entries: [],
});
