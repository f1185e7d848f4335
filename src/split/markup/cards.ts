import type { ElementNode, JudgedBlock } from '../../document/block.ts';
import { PROFILE_ADDRESS } from '../../document/profile-address.ts';
import type { Role } from '../../document/role.ts';
import { wordCount } from '../measure.ts';
import { isEntryElement, shapeOf } from './groups.ts';
import { linkAround, linkOf } from './link.ts';
import type { PageView } from './page-view.ts';
import type { Subtrees } from './subtree.ts';

/** The largest element around the title of one story that shows no other story. */
export interface Card {
  readonly node: number;
  /** The block that names it. */
  readonly title: number;
  /** Address of the story, absolute. */
  readonly url: string;
  /** Shape of the title: cards of one kind have it in common. */
  readonly kind: string;
  /** It says of itself that it is an entry. */
  readonly declared: boolean;
}

/** A line that names a story and links to it. */
interface Headline {
  readonly block: number;
  /** The heading, or the element of the line. */
  readonly heading: number;
  readonly url: string;
  readonly kind: string;
}

/** Share of different addresses and of titles with so many words that makes headings of one shape titles of stories. */
const DISTINCT = 0.5;
const TITLE_WORDS = 3;
/** Links to further stories that a card may have under its own, and the words of one. */
const MORE_LINKS = 3;
const LINK_WORDS = 4;
/** Texts that may stand beside an element which has some: more of them are not its story's. */
const MORE_TEXTS = 2;
const LONGEST_TITLE = 28;
const NO_TITLES: ReadonlySet<Role> = new Set<Role>([
  'image-alt',
  'caption',
  'tags',
  'byline',
  'read-more',
  'form',
]);
const NOT_CARDS: ReadonlySet<string> = new Set(['html', 'body', 'main', 'tbody', 'nav', 'footer']);

/** What names the stories of a page: headings with links, or lines that are links where it has no such headings. */
export type Naming = 'heading' | 'line';

/**
 * The cards of a page in reading order, whatever the shapes of their elements: a lead story, a grid and a river
 * are cards alike. `addressOf` reads a link, null when it leads to no page of its own. Linear in nodes and blocks.
 */
export const cardsOf = (
  view: PageView,
  naming: Naming,
  addressOf: (href: string) => string | null,
): Card[] => {
  const { nodes, blocks, trees } = view;
  const found = naming === 'heading' ? headingsIn(view, addressOf) : linesIn(view, addressOf);
  const headlines = titlesAmong(found, blocks);
  if (headlines.length < 2) return [];
  const known = new Map<string, number>();
  const first = new Int32Array(nodes.length).fill(-1);
  const last = new Int32Array(nodes.length).fill(-1);
  const others = new Int32Array(nodes.length);
  for (const { heading, url } of headlines) {
    const story = known.get(url) ?? known.size;
    known.set(url, story);
    widen(first, last, heading, story, story);
  }
  for (const block of blocks) {
    if (block.node < 0 || wordCount(block.text) < LINK_WORDS) continue;
    const href = linkOf(block);
    const url = href === null ? null : addressOf(href);
    if (url !== null && !known.has(url)) others[block.node] = (others[block.node] ?? 0) + 1;
  }
  for (let node = nodes.length - 1; node > 0; node--) {
    const parent = nodes[node]?.parent ?? -1;
    if (parent < 0) continue;
    others[parent] = (others[parent] ?? 0) + (others[node] ?? 0);
    if ((first[node] ?? -1) >= 0) widen(first, last, parent, first[node] ?? -1, last[node] ?? -1);
  }
  const cards = new Map<number, Card>();
  for (const { block, heading, url, kind } of headlines) {
    const node = cardAround(heading, nodes, trees, { first, last, others });
    if (cards.has(node)) continue;
    cards.set(node, { node, title: block, url, kind, declared: isDeclared(heading, node, nodes) });
  }
  return [...cards.values()].sort((left, right) => left.title - right.title);
};

const NONE: ElementNode = { parent: -1, tag: '', attributes: {} };

const widen = (first: Int32Array, last: Int32Array, node: number, from: number, to: number): void => {
  const known = first[node] ?? -1;
  first[node] = known < 0 ? from : Math.min(known, from);
  last[node] = Math.max(last[node] ?? -1, to);
};

/** The headings of a page that link to other pages. */
const headingsIn = (
  { nodes, blocks, trees, around }: PageView,
  addressOf: (href: string) => string | null,
): Headline[] => {
  const found = new Map<number, Headline>();
  blocks.forEach((block, index) => {
    const heading = trees.heading[block.node] ?? -1;
    if (heading < 0 || around[heading] === 1 || found.has(heading)) return;
    const href = linkOf(block) ?? linkAround(nodes, block.node, 4);
    const url = href === null ? null : addressOf(href);
    if (url !== null) found.set(heading, { block: index, heading, url, kind: kindOf(nodes, heading) });
  });
  return [...found.values()];
};

/** The lines of a page that as a whole are links to other pages, the first to each. */
const linesIn = (
  { nodes, blocks, trees, around }: PageView,
  addressOf: (href: string) => string | null,
): Headline[] => {
  const found = new Map<string, Headline>();
  blocks.forEach((block, index) => {
    const { node, role, text } = block;
    if (node < 0 || around[node] === 1 || (trees.heading[node] ?? -1) >= 0) return;
    if (NO_TITLES.has(role) || wordCount(text) < LINK_WORDS || wordCount(text) > LONGEST_TITLE) return;
    if (role === 'date') return;
    const href = linkOf(block);
    const url = href === null || PROFILE_ADDRESS.test(href) ? null : addressOf(href);
    if (url !== null && !found.has(url))
      found.set(url, { block: index, heading: node, url, kind: kindOf(nodes, node) });
  });
  return [...found.values()];
};

const kindOf = (nodes: readonly ElementNode[], node: number): string => {
  const own = nodes[node] ?? NONE;
  const above = nodes[own.parent] ?? NONE;
  return `${shapeOf(own)} ${above.tag === 'a' ? 'a' : shapeOf(above)}`;
};

/** Lines of one shape that lead to the same few pages or have a word or two name sections, not stories. */
const titlesAmong = (headlines: readonly Headline[], blocks: readonly JudgedBlock[]): Headline[] => {
  const kinds = new Map<string, Headline[]>();
  for (const headline of headlines) {
    const shape = headline.kind.slice(0, headline.kind.indexOf(' '));
    const known = kinds.get(shape);
    if (known === undefined) kinds.set(shape, [headline]);
    else known.push(headline);
  }
  return [...kinds.values()]
    .filter((alike) => {
      const distinct = new Set(alike.map(({ url }) => url)).size;
      const long = alike.filter(({ block }) => wordCount(blocks[block]?.text ?? '') >= TITLE_WORDS).length;
      return distinct >= alike.length * DISTINCT && long >= alike.length * DISTINCT;
    })
    .flat();
};

/** The outermost element around a heading that calls itself an entry and shows no other story; else the heading. */
const entryAround = (
  heading: number,
  nodes: readonly ElementNode[],
  isShared: (node: number) => boolean,
): number => {
  let entry = heading;
  for (let node = heading; node >= 0 && !isShared(node); node = nodes[node]?.parent ?? -1) {
    if (NOT_CARDS.has(nodes[node]?.tag ?? '')) break;
    if (isEntryElement(nodes[node] ?? NONE)) entry = node;
  }
  return entry;
};

interface Stories {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly others: Int32Array;
}

/** Whether an element from the heading up to the card calls itself an entry. */
const isDeclared = (heading: number, card: number, nodes: readonly ElementNode[]): boolean => {
  for (let node = heading; node >= card; node = nodes[node]?.parent ?? -1)
    if (isEntryElement(nodes[node] ?? NONE)) return true;
  return false;
};

/** The highest element around a heading that shows its story alone. */
const cardAround = (
  heading: number,
  nodes: readonly ElementNode[],
  trees: Subtrees,
  { first, last, others }: Stories,
): number => {
  const isShared = (at: number): boolean => first[at] !== last[at];
  let node = entryAround(heading, nodes, isShared);
  for (;;) {
    const parent = nodes[node]?.parent ?? -1;
    if (parent < 0 || NOT_CARDS.has(nodes[parent]?.tag ?? '')) return node;
    if (isShared(parent)) return node;
    if ((others[parent] ?? 0) > Math.max(MORE_LINKS, others[node] ?? 0)) return node;
    // Once it has its text, another heading is that of a section.
    const heads = (trees.headings[parent] ?? 0) > (trees.headings[node] ?? 0);
    const prose = trees.prose[node] ?? 0;
    if (prose > 0 && (heads || (trees.prose[parent] ?? 0) - prose > MORE_TEXTS)) return node;
    node = parent;
  }
};
