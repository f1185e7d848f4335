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

/** The running text of one article: its text blocks in reading order, parted by blank lines. */
export const articleText = (blocks: readonly Block[], article: number): string =>
  joined(blocks.filter((block) => block.article === article && TEXT_ROLES.has(block.role)));

/** The text of an article with its title in it. Offsets into the running text move by `by` from `at` on. */
export interface TitledText {
  readonly text: string;
  readonly at: number;
  readonly by: number;
}

/**
 * The text of an article that shares its page with others: its title is in it, as it stands between their
 * texts like a heading, so that the texts of the page's articles together are what the page says.
 */
export const titledText = (blocks: readonly Block[], article: number): TitledText => {
  const own = blocks.filter(
    ({ article: of, role }) => of === article && (TEXT_ROLES.has(role) || role === 'title'),
  );
  const title = own.findIndex(({ role }) => role === 'title');
  if (title < 0) return { text: joined(own), at: 0, by: 0 };
  const above = joined(own.slice(0, title));
  return {
    text: joined(own),
    at: above === '' ? 0 : above.length + TEXT_GAP.length,
    by: (own[title]?.text.length ?? 0) + TEXT_GAP.length,
  };
};

/** What stands between the blocks of a running text. */
export const TEXT_GAP = '\n\n';

const joined = (blocks: readonly Block[]): string => blocks.map(({ text }) => text).join(TEXT_GAP);
