import type { Block, Markup } from '../document/block.ts';
import { isForeign, type KnownRegions } from './regions.ts';

/** An element that states a property, with the block that holds or is its text. */
export interface Property {
  readonly names: readonly string[];
  readonly tag: string;
  readonly classes: string;
  /** `datetime` or `content`, null when only the text says it. */
  readonly value: string | null;
  /** The block that is the element or lies inside it; null when the element is part of a block's line. */
  readonly block: Block | null;
  /** The block whose line the element is part of: `block` itself where that is known. */
  readonly line: Block | null;
  readonly node: number;
}

/** The properties that fields ask for. */
const TELLING = /author|creator|datepublished|datemodified|keywords/i;

const isTelling = (names: string | undefined): boolean => names !== undefined && TELLING.test(names);

/**
 * Elements of the page that carry a property: `itemprop`, RDFa `property`, `rel=author`, `<time>`.
 * Of properties only those that some field asks for. Parts of the page about something else (comments, related stories) are left out.
 */
export function pageProperties(
  markup: Markup | null,
  blocks: readonly Block[],
  known: KnownRegions,
): Property[] {
  if (!markup) return [];
  const carriers = markup.nodes.flatMap(({ tag, attributes: a }, node) =>
    tag === 'time' || isTelling(a.itemprop) || isTelling(a.property) || isTelling(a.rel) ? [node] : [],
  );
  if (carriers.length === 0) return [];
  const first = firstBlocks(markup, blocks);
  const own = new Map<number, Block>();
  for (const block of blocks) if (!own.has(block.node)) own.set(block.node, block);
  return carriers
    .filter((node) => !isForeign(markup, node, known))
    .map((node) => {
      const { tag, attributes } = markup.nodes[node]!;
      return {
        names: propertyNames(attributes),
        tag,
        classes: attributes.class ?? '',
        value: attributes.datetime ?? attributes.content ?? null,
        block: first.get(node) ?? null,
        line: first.get(node) ?? lineAround(markup, node, own),
        node,
      };
    });
}

/** How far up the element is looked for whose text is the line. */
const FAR = 4;

function lineAround(markup: Markup, node: number, own: ReadonlyMap<number, Block>): Block | null {
  for (let at = node, up = 0; at >= 0 && up <= FAR; at = markup.nodes[at]!.parent, up++) {
    const block = own.get(at);
    if (block) return block;
  }
  return null;
}

/** `schema:author`, `http://schema.org/author` and `author` are one. */
const propertyNames = ({
  itemprop = '',
  property = '',
  rel = '',
}: Readonly<Record<string, string>>): string[] =>
  `${itemprop} ${property} ${rel}`
    .toLowerCase()
    .split(/\s+/)
    .map((name) => name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1))
    .filter((name) => name !== '');

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

/**
 * The properties of one article. Elements are numbered in document order: those of an entry lie
 * between its first and its last block, or in the line of one of them.
 */
export function propertiesWithin(properties: readonly Property[], blocks: readonly Block[]): Property[] {
  let from = Number.POSITIVE_INFINITY;
  let to = -1;
  for (const { node } of blocks) {
    if (node < 0) continue;
    from = Math.min(from, node);
    to = Math.max(to, node);
  }
  const own = new Set(blocks);
  return properties.filter(
    ({ node, line }) => (node >= from && node <= to) || (line !== null && own.has(line)),
  );
}
