import type { Block } from '../document/block.ts';
import type { Role } from '../document/role.ts';
import type { ArticleEvidence } from './evidence.ts';

/** How far above the title a line may stand and still belong to the article. */
const ABOVE = 4;
/** How many blocks below the title are looked at; a byline sits before the text has got going. */
const BELOW = 16;
/** So many blocks of prose below the title end its surroundings. */
const PROSE = 3;
const LONG = 200;

/** Never about the article, however near. */
const ELSEWHERE: ReadonlySet<Role> = new Set<Role>(['comments', 'copyright', 'image-alt', 'breadcrumb']);
/** About something else, but for a line that touches the title: markup often misnames those. */
const DOUBTFUL: ReadonlySet<Role> = new Set<Role>([
  'navigation',
  'template',
  'related',
  'advertisement',
  'form',
  'share',
  'teaser',
  'listing-title',
]);
const TOUCHING = 5;

/**
 * Short blocks near the title, nearest first, one below before one above. A line above a breadcrumb or a menu belongs to the page, not to the article.
 * Without a title, the lines above the first prose stand for its surroundings.
 */
export function aroundTitle(evidence: ArticleEvidence): Block[] {
  const { blocks } = evidence;
  const flat = evidence.page.markup === null;
  const title = evidence.title >= 0 ? evidence.title : beforeProse(blocks);
  const near: { readonly block: Block; readonly distance: number }[] = [];
  let prose = 0;
  for (let i = title + 1; i < blocks.length && i <= title + BELOW && prose < PROSE; i++) {
    const block = blocks[i]!;
    if (block.text.length > LONG) prose++;
    else if (!ELSEWHERE.has(block.role) && !(DOUBTFUL.has(block.role) && i > title + TOUCHING))
      near.push({ block, distance: i - title });
  }
  let crossed = false;
  for (let i = title - 1; i >= 0 && i >= title - ABOVE; i--) {
    const block = blocks[i]!;
    // Without markup what stands above a title is as often the head of the page, with today's date.
    if (block.role === 'breadcrumb' || block.text.length > LONG || (flat && block.article === null)) break;
    const certain = block.role === 'date' || block.role === 'byline';
    // Beyond a menu only what was placed in the article belongs to it: today's date stands up there too.
    crossed ||= block.role === 'navigation';
    if (crossed && block.article === null) continue;
    if (!certain && DOUBTFUL.has(block.role) && i < title - 2) continue;
    if (!ELSEWHERE.has(block.role)) near.push({ block, distance: title - i });
  }
  return near.sort((a, b) => a.distance - b.distance).map(({ block }) => block);
}

/** A place ten blocks above the first prose of the article. */
function beforeProse(blocks: readonly Block[]): number {
  const prose = blocks.findIndex(({ text, article }) => article !== null && text.length > LONG);
  return prose < 0 ? -1 : Math.max(-1, prose - 10);
}
