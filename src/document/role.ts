/**
 * What a block is. The order is the order of the glossary; stores and reports list roles in it.
 * A role says what a block *is*, never whether it is wanted: see `text.ts` for the roles that
 * make up an article's text.
 */
export const ROLES = [
  'title',
  'heading',
  'paragraph',
  'list-item',
  'quote',
  'code',
  'table',
  'caption',
  'image-alt',
  'byline',
  'date',
  'dateline',
  'tags',
  'teaser',
  'read-more',
  'listing-title',
  'breadcrumb',
  'navigation',
  'advertisement',
  'share',
  'related',
  'comments',
  'copyright',
  'template',
  'form',
  'other',
] as const;

export type Role = (typeof ROLES)[number];

const KNOWN: ReadonlySet<string> = new Set(ROLES);

/** Whether a string names a role; for input that a user wrote. */
export const isRole = (value: string): value is Role => KNOWN.has(value);
