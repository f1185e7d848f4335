import type { Markup, RawBlock } from '../../document/block.ts';
import type { Tree } from './tree.ts';

/** What rules ask of a block, worked out once. */
export interface BlockFacts {
  readonly text: string;
  readonly length: number;
  /** Share of the text that is links, 0 to 1. */
  readonly linkDensity: number;
  readonly links: number;
  /** Where its first link leads, null without links. */
  readonly href: string | null;
  readonly node: number;
  /** Element name of the innermost block-level element. */
  readonly tag: string;
  /** Classes of that element. */
  readonly lineClass: string;
  /** Element name of the innermost element that holds the whole text. */
  readonly inner: string;
  readonly regions: number;
  readonly ownHints: number;
  readonly nearHints: number;
  readonly hints: number;
  /** `HOLDS` bits: what the markup states inside the line. */
  readonly holds: number;
  /** Attributes of the innermost element. */
  readonly attributes: Readonly<Record<string, string>>;
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});

export function factsOf(block: RawBlock, tree: Tree): BlockFacts {
  let linked = 0;
  for (const link of block.links) linked += link.end - link.start;
  const node = block.node;
  const known = node >= 0 && node < tree.size;
  const element = known ? tree.nodes[node]! : null;
  const line = known ? tree.block[node]! : -1;
  return {
    text: block.text,
    length: block.text.length,
    linkDensity: block.text.length > 0 ? Math.min(1, linked / block.text.length) : 0,
    links: block.links.length,
    href: block.links[0]?.href ?? null,
    node,
    tag: line >= 0 ? tree.nodes[line]!.tag : '',
    lineClass: (line >= 0 ? tree.nodes[line]!.attributes.class : null) ?? '',
    inner: element?.tag ?? '',
    regions: known ? tree.regions[node]! : 0,
    ownHints: known ? tree.ownHints[node]! | (line >= 0 ? tree.ownHints[line]! : 0) : 0,
    nearHints: known ? tree.nearHints[node]! | (line >= 0 ? tree.nearHints[line]! : 0) : 0,
    hints: known ? tree.hints[node]! : 0,
    holds: line >= 0 ? tree.holds[line]! : 0,
    attributes: element?.attributes ?? NO_ATTRIBUTES,
  };
}

/** Length of the text of blocks below each element: where the prose of a page stands. */
export function proseBelow(
  markup: Markup,
  blocks: readonly RawBlock[],
  facts: readonly BlockFacts[],
): Float64Array {
  const below = new Float64Array(markup.nodes.length);
  for (let i = 0; i < blocks.length; i++) {
    const fact = facts[i]!;
    if (fact.node >= 0 && isProse(fact)) below[fact.node] = below[fact.node]! + fact.length;
  }
  // A parent comes before its children, so going backwards sums up whole subtrees.
  for (let i = below.length - 1; i >= 0; i--) {
    const parent = markup.nodes[i]!.parent;
    if (parent >= 0) below[parent] = below[parent]! + below[i]!;
  }
  return below;
}

/** Long enough to be a sentence, in a script with or without spaces, and not mostly links. */
const isProse = (fact: BlockFacts): boolean =>
  fact.linkDensity < 0.4 &&
  (fact.length >= 80 || (fact.length >= 30 && /[\u3040-\u30FF\u3400-\u9FFF\u0E00-\u0E7F]/.test(fact.text)));
