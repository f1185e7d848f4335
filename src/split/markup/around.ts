import type { ElementNode } from '../../document/block.ts';
import { remembered } from './remembered.ts';
import type { Subtrees } from './subtree.ts';

/** Class words of what stands around articles: readers' comments and boxes of links to others. */
const AROUND =
  /(?:^|[\s_-])(?:comments?|commentlist|replies|respond|disqus|related|recommend\w*|recirc\w*|sidebar|upsell|crosslinks?|footer|nav|menu)(?:$|[\s_-])/i;
const AROUND_TAGS: ReadonlySet<string> = new Set(['aside', 'footer', 'nav']);

/** Class words of boxes beside articles that builders of pages give to the parts of any page, too. */
const BOX = /(?:^|[\s_-])(?:widgets?|popular|trending|most-?read|promo)(?:$|[\s_-])/i;
/** No box beside the articles holds this share of the page's text. */
const MOST_TEXT = 0.3;

type Kind = 'around' | 'box' | null;

const kindOf = (names: string): Kind => (AROUND.test(names) ? 'around' : BOX.test(names) ? 'box' : null);

const standsAround = (
  { tag, attributes }: ElementNode,
  isLarge: boolean,
  kind: (names: string) => Kind,
): boolean => {
  if (AROUND_TAGS.has(tag)) return true;
  if (tag === 'body' || tag === 'html') return false;
  for (const names of [attributes.class, attributes.id]) {
    if (names === undefined) continue;
    const found = kind(names);
    if (found === 'around' || (found === 'box' && !isLarge)) return true;
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
    around[index] = inside || standsAround(node, (trees.words[index] ?? 0) > large, kind) ? 1 : 0;
  });
  return around;
};
