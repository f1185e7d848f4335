import type { JudgedBlock } from '../document/block.ts';
import type { Role } from '../document/role.ts';

/** What a block can be in an entry of a listing. `frame` belongs to the page wherever it stands. */
export type Part =
  | 'text'
  | 'title'
  | 'heading'
  | 'tags'
  | 'image'
  | 'caption'
  | 'date'
  | 'byline'
  | 'read-more'
  | 'comment-count'
  | 'separator'
  | 'frame';

const PART_OF_ROLE: Readonly<Record<Role, Part>> = {
  title: 'title',
  heading: 'heading',
  paragraph: 'text',
  'list-item': 'heading',
  quote: 'text',
  code: 'text',
  table: 'text',
  caption: 'caption',
  'image-alt': 'image',
  byline: 'byline',
  date: 'date',
  dateline: 'text',
  tags: 'tags',
  teaser: 'text',
  'read-more': 'read-more',
  'listing-title': 'frame',
  breadcrumb: 'frame',
  navigation: 'frame',
  advertisement: 'frame',
  share: 'frame',
  related: 'frame',
  comments: 'comment-count',
  copyright: 'frame',
  template: 'frame',
  form: 'frame',
  other: 'separator',
};

/** Roles that belong to the page, not to an article on it. */
export const PAGE_ROLES: ReadonlySet<Role> = new Set<Role>([
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

const HAS_WORDS = /[\p{L}\p{N}]/u;
const HAS_COUNT = /[\p{Nd}]/u;

/** What a block is to the search for entries. */
export const partOf = (block: JudgedBlock): Part => {
  const part = PART_OF_ROLE[block.role];
  // Only a count ("4 comments", "no comments yet") stands at the end of an entry; readers' words do not.
  if (part === 'comment-count') return HAS_COUNT.test(block.text) && block.text.length <= 40 ? part : 'frame';
  if (part === 'separator') {
    if (!HAS_WORDS.test(block.text)) return part;
    // A line that a model finds to be nothing may be a title or a text: where it stands will tell.
    if (!isUnsure(block)) return 'frame';
    if (isTitleLike(block.text)) return 'heading';
    return wordCount(block.text) >= LONG_TEXT ? 'text' : 'frame';
  }
  // A long list item is text: entries are told apart by short lines.
  if (block.role === 'list-item' && block.text.length > 160) return 'text';
  return part;
};

/** Words of a line that hardly belongs to the frame of a page. */
export const LONG_TEXT = 15;

/** Whether a model set a block aside that nothing else is known of: under a box of links it does so with all that follows. */
export const isUnsure = ({ role, rule }: JudgedBlock): boolean =>
  role === 'other' && rule.startsWith('model:');

const TITLE_LIKE = { least: 3, most: 20 };

const isTitleLike = (text: string): boolean => {
  const words = wordCount(text);
  return words >= TITLE_LIKE.least && words <= TITLE_LIKE.most && !/[.…]$/.test(text);
};

const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/g;

/** Words of a text; two characters of a script without spaces count as one. */
export const wordCount = (text: string): number => {
  const look = text.length > 4000 ? text.slice(0, 4000) : text;
  const unspaced = look.match(UNSPACED)?.length ?? 0;
  let words = 0;
  let inside = false;
  for (let at = 0; at < look.length; at++) {
    const blank = look.charCodeAt(at) <= 0x20 || look.charCodeAt(at) === 0xa0;
    if (!blank && !inside) words++;
    inside = !blank;
  }
  return Math.round((words + unspaced / 2) * (text.length / Math.max(1, look.length)));
};
