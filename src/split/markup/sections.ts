import type { ElementNode, JudgedBlock, Markup } from '../../document/block.ts';
import { hasDatePart, isDatedLabel } from '../date-line.ts';
import { wordCount } from '../measure.ts';
import { linkAround, linkOf } from './link.ts';
import { isHeading } from './subtree.ts';

/** Headings under one element that make it a run of entries without elements of their own. */
const LEAST = 3;

const SECTION: ElementNode = { parent: -1, tag: 'section', attributes: {} };

/** Whether an element stands in no page, but was put around an entry here. */
export const isMadeSection = ({ attributes }: ElementNode): boolean => attributes === SECTION.attributes;

/** Nodes and blocks as they would be if every entry had an element of its own. */
export interface Sectioned {
  readonly nodes: readonly ElementNode[];
  readonly blocks: readonly JudgedBlock[];
}

/**
 * Old pages put entries one after another into one element: heading, text, heading, text. Where the headings
 * of an element link to pages of the site, each gets a section around it and what follows. Linear.
 */
export const withSections = (
  markup: Markup,
  blocks: readonly JudgedBlock[],
  isSiteLink: (href: string) => boolean,
): Sectioned => {
  const runs = runsOf(markup.nodes, blocks, isSiteLink);
  if (runs.size === 0) return { nodes: markup.nodes, blocks };
  const nodes: ElementNode[] = [];
  const moved = new Int32Array(markup.nodes.length);
  const open = new Map<number, number>();
  const opens = new Map<number, number>();
  markup.nodes.forEach((node, index) => {
    if (runs.has(index)) {
      open.set(node.parent, nodes.length);
      opens.set(index, nodes.length);
      nodes.push({ ...SECTION, parent: moved[node.parent] ?? -1 });
    }
    const parent = node.parent < 0 ? -1 : (open.get(node.parent) ?? moved[node.parent] ?? -1);
    moved[index] = nodes.length;
    nodes.push({ ...node, parent });
  });
  // Bare text of the common parent follows the heading above it.
  const current = new Map<number, number>();
  const placed = blocks.map((block) => {
    let node = block.node;
    for (let at = node, steps = 0; at >= 0 && steps < 4; at = markup.nodes[at]?.parent ?? -1, steps++) {
      const section = opens.get(at);
      if (section !== undefined) current.set(markup.nodes[at]?.parent ?? -1, section);
    }
    node = current.get(block.node) ?? moved[block.node] ?? -1;
    return { ...block, node };
  });
  return { nodes, blocks: placed };
};

/** Share of the headings of a run that must have a day right below. */
const DATED = 0.7;

/** The headings that open an entry: at least three of one level in one element, each with its own link or day. */
const runsOf = (
  nodes: readonly ElementNode[],
  blocks: readonly JudgedBlock[],
  isSiteLink: (href: string) => boolean,
): Set<number> => {
  const linked = linkedRuns(nodes, blocks, isSiteLink);
  if (linked.size > 0) return linked;
  const dated = datedRuns(nodes, blocks);
  return dated.size > 0 ? dated : lineRuns(nodes, blocks);
};

/** Words of a line that names an entry, and of the text below it. */
const LINE = { least: 3, most: 20, text: 8 };

/** Lines of one element that as a whole are links, each to an address of its own and with a text below that is none. */
const lineRuns = (nodes: readonly ElementNode[], blocks: readonly JudgedBlock[]): Set<number> => {
  const byPlace = new Map<string, { readonly lines: number[]; readonly links: Set<string>; texts: number }>();
  blocks.forEach((block, index) => {
    const { node, text } = block;
    const words = wordCount(text);
    const line = lineAround(nodes, node);
    const place = nodes[line];
    if (place === undefined || words < LINE.least || words > LINE.most) return;
    const href = linkOf(block);
    if (href === null || !RUNS.has(place.tag)) return;
    const key = `${place.parent} ${place.tag}`;
    const known = byPlace.get(key) ?? { lines: [], links: new Set(), texts: 0 };
    byPlace.set(key, known);
    known.lines.push(line);
    known.links.add(href);
    const below = blocks[index + 1];
    const isText = below !== undefined && linkOf(below) === null && wordCount(below.text) >= LINE.text;
    if (isText && nodes[below.node]?.parent === place.parent) known.texts++;
  });
  const runs = new Set<number>();
  for (const { lines, links, texts } of byPlace.values())
    if (links.size >= LEAST && links.size === lines.length && texts === lines.length)
      for (const line of lines) runs.add(line);
  return runs;
};

const INLINE: ReadonlySet<string> = new Set(['a', 'b', 'strong', 'em', 'i', 'span']);

/** The element of the line that a node stands in. */
const lineAround = (nodes: readonly ElementNode[], node: number): number => {
  let line = node;
  for (let steps = 0; steps < 4 && INLINE.has(nodes[line]?.tag ?? ''); steps++)
    line = nodes[line]?.parent ?? -1;
  return line;
};

/** Elements of running text, in which a line stands beside the text below it. */
const RUNS: ReadonlySet<string> = new Set(['p', 'div', 'dt']);

/** Headings of one shape in one element of which most have a day right below. */
const datedRuns = (nodes: readonly ElementNode[], blocks: readonly JudgedBlock[]): Set<number> => {
  const byPlace = new Map<string, { readonly headings: number[]; dated: number }>();
  const seen = new Set<number>();
  blocks.forEach((block, index) => {
    const heading = headingAt(nodes, block.node);
    if (heading < 0 || seen.has(heading)) return;
    seen.add(heading);
    const key = `${nodes[heading]?.parent} ${nodes[heading]?.tag}`;
    const known = byPlace.get(key) ?? { headings: [], dated: 0 };
    byPlace.set(key, known);
    known.headings.push(heading);
    const below = blocks[index + 1];
    if (below !== undefined && (hasDatePart(below.text) || isDatedLabel(below.text))) known.dated++;
  });
  const runs = new Set<number>();
  for (const { headings, dated } of byPlace.values())
    if (headings.length >= LEAST && dated >= headings.length * DATED)
      for (const heading of headings) runs.add(heading);
  return runs;
};

const linkedRuns = (
  nodes: readonly ElementNode[],
  blocks: readonly JudgedBlock[],
  isSiteLink: (href: string) => boolean,
): Set<number> => {
  const links = new Map<number, string>();
  for (const block of blocks) {
    const heading = headingAt(nodes, block.node);
    if (heading < 0 || links.has(heading)) continue;
    const href = linkOf(block) ?? linkAround(nodes, block.node, 3);
    if (href !== null && isSiteLink(href)) links.set(heading, href);
  }
  const byPlace = new Map<string, number[]>();
  for (const heading of links.keys()) {
    const key = `${nodes[heading]?.parent} ${nodes[heading]?.tag}`;
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, [heading]);
    else known.push(heading);
  }
  const runs = new Set<number>();
  for (const headings of byPlace.values()) {
    const distinct = new Set(headings.map((heading) => links.get(heading))).size;
    if (headings.length < LEAST || distinct < headings.length * 0.8) continue;
    for (const heading of headings) runs.add(heading);
  }
  return runs;
};

const headingAt = (nodes: readonly ElementNode[], node: number): number => {
  for (let at = node, steps = 0; at >= 0 && steps < 4; at = nodes[at]?.parent ?? -1, steps++)
    if (isHeading(nodes[at]?.tag ?? '')) return at;
  return -1;
};
