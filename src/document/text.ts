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

/**
 * The text of one article: its text blocks in reading order, parted by blank lines. An article that shares its
 * page with others (`shared`) has its title in it: it stands between their texts as a heading does, and the
 * texts of the page's articles together are what the page says.
 */
export const articleText = (blocks: readonly Block[], article: number, shared: boolean): string =>
  blocks
    .filter(
      ({ article: own, role }) => own === article && (TEXT_ROLES.has(role) || (shared && role === 'title')),
    )
    .map((block) => block.text)
    .join('\n\n');
