import type { JudgedBlock } from '../document/block.ts';
import type { Role } from '../document/role.ts';

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

/** Words of a line that hardly belongs to the frame of a page. */
export const LONG_TEXT = 15;

/** Whether a model set a block aside that nothing else is known of: under a box of links it does so with all that follows. */
export const isUnsure = ({ role, rule }: JudgedBlock): boolean =>
  role === 'other' && rule.startsWith('model:');

/** A character of a script that is written without spaces: Thai, Lao, Burmese, Khmer, Chinese and Japanese. */
const isUnspaced = (code: number): boolean =>
  (code >= 0x0e00 && code <= 0x0eff) ||
  (code >= 0x1000 && code <= 0x109f) ||
  (code >= 0x1780 && code <= 0x17ff) ||
  (code >= 0x3040 && code <= 0x30ff) ||
  (code >= 0x3400 && code <= 0x9fff);

/** Characters of a text that are looked at: the rest is taken to be like them. */
const LOOKED_AT = 4000;

/** Words of a text; two characters of a script without spaces count as one. */
export const wordCount = (text: string): number => {
  const length = Math.min(text.length, LOOKED_AT);
  let unspaced = 0;
  let words = 0;
  let inside = false;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    const blank = code <= 0x20 || code === 0xa0;
    if (!blank && !inside) words++;
    if (code >= 0x0e00 && isUnspaced(code)) unspaced++;
    inside = !blank;
  }
  return Math.round((words + unspaced / 2) * (text.length / Math.max(1, length)));
};
