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
