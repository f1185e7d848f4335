import type { Block, Markup } from '../document/block.ts';
import type { ArticleEvidence } from './evidence.ts';
import { foreignNodes } from './regions.ts';

/** An element that states a property, with the block that holds or is its text. */
export interface Property {
  readonly names: readonly string[];
  readonly tag: string;
  readonly classes: string;
  /** `datetime` or `content`, null when only the text says it. */
  readonly value: string | null;
  /** The block that is the element or lies inside it; null when the element is part of a block's line. */
  readonly block: Block | null;
  readonly node: number;
}

/**
 * Elements of an article that carry a property: `itemprop`, RDFa `property`, `rel=author`, `<time>`.
 * Parts of the page about something else (comments, related stories) are left out.
 */
export function propertiesOf(evidence: ArticleEvidence): Property[] {
  const { markup } = evidence.page;
  if (!markup) return [];
  const foreign = foreignNodes(markup);
  const first = firstBlocks(markup, evidence.page.blocks);
  const [from, to] = nodeRange(evidence, markup);
  const found: Property[] = [];
  for (let node = from; node <= to; node++) {
    const { tag, attributes } = markup.nodes[node]!;
    const names = `${attributes.itemprop ?? ''} ${attributes.property ?? ''} ${attributes.rel ?? ''}`
      .toLowerCase()
      .split(/\s+/)
      .map((name) => name.replace(/^(?:.*[:/])/, ''))
      .filter((name) => name !== '');
    if (foreign[node] === 1 || (names.length === 0 && tag !== 'time')) continue;
    found.push({
      names,
      tag,
      classes: attributes.class ?? '',
      value: attributes.datetime ?? attributes.content ?? null,
      block: first.get(node) ?? null,
      node,
    });
  }
  return found;
}

/** The first block inside each element that carries a property. */
function firstBlocks(markup: Markup, blocks: readonly Block[]): Map<number, Block> {
  const first = new Map<number, Block>();
  for (const block of blocks)
    for (let node = block.node, up = 0; node >= 0 && up < 6; node = markup.nodes[node]!.parent, up++) {
      if (first.has(node)) break;
      first.set(node, block);
    }
  return first;
}

/** Elements are numbered in document order: those of an entry lie between its first and last block. */
function nodeRange(evidence: ArticleEvidence, markup: Markup): readonly [number, number] {
  if (evidence.alone) return [0, markup.nodes.length - 1];
  let from = markup.nodes.length;
  let to = -1;
  for (const { node } of evidence.blocks) {
    if (node < 0) continue;
    from = Math.min(from, node);
    to = Math.max(to, node);
  }
  return [from, to];
}
