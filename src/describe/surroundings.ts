import type { Block } from '../document/block.ts';
import type { Role } from '../document/role.ts';
import type { ArticleEvidence } from './evidence.ts';

/** How far above the title a line may stand and still belong to the article. */
const ABOVE = 4;
/** How many blocks below the title are looked at; a byline sits before the text has got going. */
const BELOW = 14;
/** So many blocks of prose below the title end its surroundings. */
const PROSE = 3;
const LONG = 200;

const ELSEWHERE: ReadonlySet<Role> = new Set<Role>([
  'comments',
  'related',
  'copyright',
  'advertisement',
  'teaser',
  'listing-title',
  'image-alt',
]);
/** Above a title these belong to the page: its menu, its slogan, today's date. */
const PAGE_TOP: ReadonlySet<Role> = new Set<Role>(['navigation', 'template', 'breadcrumb', 'form', 'share']);

/**
 * Short blocks near the title, best first: those below it in reading order, then those above it from
 * the title upwards. A line above a breadcrumb or a menu belongs to the page, not to the article.
 */
export function aroundTitle(evidence: ArticleEvidence): Block[] {
  const { blocks, title } = evidence;
  const below: Block[] = [];
  let prose = 0;
  for (let i = title + 1; i < blocks.length && i <= title + BELOW && prose < PROSE; i++) {
    const block = blocks[i]!;
    if (block.text.length > LONG) prose++;
    else if (!ELSEWHERE.has(block.role)) below.push(block);
  }
  const above: Block[] = [];
  for (let i = title - 1; i >= 0 && i >= title - ABOVE; i--) {
    const block = blocks[i]!;
    if (PAGE_TOP.has(block.role) || block.text.length > LONG) break;
    if (!ELSEWHERE.has(block.role)) above.push(block);
  }
  return [...below, ...above];
}
