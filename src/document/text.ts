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

/** The text of one article: its text blocks in reading order, parted by blank lines. */
export const articleText = (blocks: readonly Block[], article: number): string =>
  blocks
    .filter((block) => block.article === article && TEXT_ROLES.has(block.role))
    .map((block) => block.text)
    .join('\n\n');
