import type { ElementNode, JudgedBlock, Markup } from '../../document/block.ts';
import type { Start } from '../evidence.ts';
import { remembered } from './remembered.ts';
import { type Subtrees, subtreesOf } from './subtree.ts';

/** Class words of what stands around articles: readers' comments and boxes of links to others. */
const AROUND =
  /(?:^|[\s_-])(?:comments?|commentlist|replies|respond|disqus|related|recommend\w*|recirc\w*|sidebar|upsell|crosslinks?|footer|nav|menu)(?:$|[\s_-])/i;
const AROUND_TAGS: ReadonlySet<string> = new Set(['aside', 'footer', 'nav']);

/** Class words of boxes beside articles that builders of pages give to the parts of any page, too. */
const BOX = /(?:^|[\s_-])(?:widgets?|popular|trending|most-?read|promo)(?:$|[\s_-])/i;
/** No box beside the articles holds this share of the page's text, or so many stories with a text under each. */
const MOST_TEXT = 0.3;
const STORIES = 3;

type Kind = 'around' | 'box' | null;

const kindOf = (names: string): Kind => (AROUND.test(names) ? 'around' : BOX.test(names) ? 'box' : null);

const standsAround = (
  { tag, attributes }: ElementNode,
  isMain: boolean,
  kind: (names: string) => Kind,
): boolean => {
  if (AROUND_TAGS.has(tag)) return true;
  if (tag === 'body' || tag === 'html') return false;
  for (const names of [attributes.class, attributes.id]) {
    if (names === undefined) continue;
    const found = kind(names);
    if (found === 'around' || (found === 'box' && !isMain)) return true;
  }
  return false;
};

/** For each element, 1 when it or one above it stands around the page's articles. Linear. */
export const aroundArticles = (nodes: readonly ElementNode[], trees: Subtrees): Uint8Array => {
  const around = new Uint8Array(nodes.length);
  const kind = remembered(kindOf);
  const large = (trees.words[0] ?? 0) * MOST_TEXT;
  nodes.forEach((node, index) => {
    if ((trees.after[index] ?? 0) === 0) return;
    const inside = node.parent >= 0 && around[node.parent] === 1;
    const stories = Math.min(trees.linkedHeadings[index] ?? 0, trees.prose[index] ?? 0);
    const isMain = stories >= STORIES || (trees.words[index] ?? 0) > large;
    around[index] = inside || standsAround(node, isMain, kind) ? 1 : 0;
  });
  return around;
};

/** The entries of an order of lines that stand in boxes beside the page's articles: readers' comments, links to others. */
export const standingAround = (
  starts: readonly Start[],
  blocks: readonly JudgedBlock[],
  { nodes }: Markup,
): readonly Start[] => {
  const around = aroundArticles(
    nodes,
    subtreesOf(nodes, blocks, () => true),
  );
  return starts.filter(({ block, title }) => around[blocks[title ?? block]?.node ?? -1] === 1);
};

/** Names of what readers say of a thing. */
const REVIEW = /(?:^|[\s_/-])(?:reviews?|testimonials?|ratings?)(?:$|[\s_-])/i;
const REVIEW_LEVELS = 6;
const MOST_REVIEWS = 0.6;

/** Whether most entries are what readers say of the page's subject: reviews without pages of their own. */
export const areReviews = (
  starts: readonly Start[],
  blocks: readonly JudgedBlock[],
  nodes: readonly ElementNode[],
): boolean => {
  const isReview = (from: number): boolean => {
    for (let at = from, level = 0; at >= 0 && level < REVIEW_LEVELS; at = nodes[at]?.parent ?? -1, level++) {
      const { class: words = '', itemtype = '' } = nodes[at]?.attributes ?? {};
      if (REVIEW.test(`${words} ${itemtype}`.slice(0, 300))) return true;
    }
    return false;
  };
  const reviews = starts.filter(({ block, url }) => url == null && isReview(blocks[block]?.node ?? -1));
  return reviews.length >= starts.length * MOST_REVIEWS;
};
