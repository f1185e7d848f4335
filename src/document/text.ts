import type { Block } from './block.ts';
import type { Role } from './role.ts';

/** Roles whose blocks make up an article's text; the others describe or surround it. */
export const TEXT_ROLES: ReadonlySet<Role> = new Set<Role>([
  'paragraph',
  'heading',
  'list-item',
  'quote',
  'code',
  'table',
]);

/** The blocks of each article, in reading order; for pages of many articles, which are not to be searched for each. */
export const blocksByArticle = (blocks: readonly Block[]): Map<number, Block[]> => {
  const groups = new Map<number, Block[]>();
  for (const block of blocks) {
    if (block.article === null) continue;
    const group = groups.get(block.article);
    if (group === undefined) groups.set(block.article, [block]);
    else group.push(block);
  }
  return groups;
};

/** The text of one article: its text blocks in reading order, parted by blank lines. */
export const articleText = (blocks: readonly Block[], article: number): string =>
  blocks
    .filter((block) => block.article === article && TEXT_ROLES.has(block.role))
    .map((block) => block.text)
    .join('\n\n');
