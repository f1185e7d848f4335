import type { ElementNode, JudgedBlock } from '../../document/block.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { isDatedLabel } from '../date-line.ts';
import type { Start } from '../evidence.ts';
import { wordCount } from '../measure.ts';
import { linkAround, linkOf, resolve } from './link.ts';
import type { PageView } from './page-view.ts';

/** Lower than any heading. */
const LOWEST = 7;

/**
 * The block that names an entry: the first of its highest headings with a link, else its first heading, else a title
 * by role, else a line above its texts that is a link.
 */
export const titleIn = (
  from: number,
  until: number,
  { nodes, blocks, trees }: Pick<PageView, 'nodes' | 'blocks' | 'trees'>,
): number | null => {
  let highest = LOWEST;
  let named: number | null = null;
  let linked: number | null = null;
  let byRole: number | null = null;
  let heading: number | null = null;
  let hasText = false;
  for (let at = from; at < until; at++) {
    const block = blocks[at];
    if (block === undefined || block.role === 'image-alt') continue;
    if (trees.inHeading[at] === 1 && block.role !== 'date') {
      const level = Number(nodes[trees.heading[block.node] ?? -1]?.tag.slice(1) ?? LOWEST);
      if (level < highest && linkOf(block) !== null) [highest, named] = [level, at];
      heading ??= at;
    }
    if (byRole === null && (block.role === 'title' || block.role === 'heading')) byRole = at;
    hasText ||= TEXT_ROLES.has(block.role) && linkOf(block) === null && wordCount(block.text) >= LONG_WORDS;
    if (linked === null && !hasText && isLinkedLine(block)) linked = at;
  }
  return named ?? heading ?? byRole ?? linked;
};

/** Words of a text below which a link is one to what it speaks of. */
const LONG_WORDS = 15;

const isLinkedLine = (block: JudgedBlock): boolean =>
  linkOf(block) !== null && wordCount(block.text) >= 3 && !isAside(block);

/** Tags, days and ways to read on name no entry, though they are links. */
const isAside = ({ role, text }: JudgedBlock): boolean =>
  role === 'tags' || role === 'date' || role === 'read-more' || isDatedLabel(text);

/** The link under an entry's text that leads where its title leads: to the rest of it. */
const moreIn = (
  until: number,
  title: number | null,
  href: string | null,
  blocks: readonly JudgedBlock[],
): number | null => {
  if (title === null || href === null) return null;
  const address = withoutFragment(href);
  const name = blocks[title]?.text ?? '';
  let hasText = false;
  for (let at = title + 1; at < until; at++) {
    const block = blocks[at];
    if (block === undefined) continue;
    const link = linkOf(block);
    const leadsOn =
      link !== null &&
      withoutFragment(link) === address &&
      isShort(block.text, name) &&
      block.role !== 'date' &&
      !isDatedLabel(block.text);
    if (leadsOn && hasText && block.role !== 'image-alt' && block.text !== name) return at;
    if (link === null && wordCount(block.text) >= 6) hasText = true;
  }
  return null;
};

const MORE_WORDS = 8;

/** "Read more", also with the title of what there is to read. */
const isShort = (text: string, title: string): boolean =>
  wordCount(text) - (text.includes(title) ? wordCount(title) : 0) <= MORE_WORDS;

const withoutFragment = (href: string): string => {
  const hash = href.indexOf('#');
  return hash < 0 ? href : href.slice(0, hash);
};

/** Where an entry leads: its title's link, the link around it, else that of its link to the rest. */
const hrefOf = (
  title: number,
  from: number,
  until: number,
  blocks: readonly JudgedBlock[],
  nodes: readonly ElementNode[],
): string | null => {
  const block = blocks[title];
  if (block === undefined) return null;
  const own = linkOf(block) ?? linkAround(nodes, block.node, 5);
  if (own !== null) return own;
  for (let at = from; at < until; at++) {
    const other = blocks[at];
    if (other?.role === 'read-more') return linkOf(other) ?? linkAround(nodes, other.node, 3);
  }
  return null;
};

/** Words of a text, rather than of a title or a label. */
const TEXT_WORDS = 8;

/** Whether a text of an entry is as a whole a link to where the entry leads: it is the beginning of what is there. */
const leadsOn = (
  { block: from, until }: { readonly block: number; readonly until: number },
  title: number | null,
  href: string | null,
  blocks: readonly JudgedBlock[],
): boolean => {
  if (href === null || title === null) return false;
  const address = withoutFragment(href);
  const name = blocks[title]?.text;
  for (let at = from; at < until; at++) {
    const block = blocks[at];
    if (block === undefined || block.text === name || !TEXT_ROLES.has(block.role)) continue;
    const link = linkOf(block);
    if (link !== null && withoutFragment(link) === address && wordCount(block.text) >= TEXT_WORDS)
      return true;
  }
  return false;
};

/** What an entry is named by, where it leads, and whether it shows the beginning of what is there. */
export const linkedParts = (
  range: { readonly block: number; readonly until: number },
  title: number | null,
  { nodes, blocks, base }: Pick<PageView, 'nodes' | 'blocks' | 'base'>,
): Pick<Start, 'title' | 'more' | 'url' | 'excerpt'> => {
  const href = title === null ? null : hrefOf(title, range.block, range.until, blocks, nodes);
  return {
    title,
    more: moreIn(range.until, title, href, blocks),
    url: href === null ? null : resolve(href, base),
    excerpt: leadsOn(range, title, href, blocks),
  };
};
