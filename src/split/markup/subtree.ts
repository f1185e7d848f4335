import type { ElementNode, JudgedBlock } from '../../document/block.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { hasDatePart, isDatedLabel } from '../date-line.ts';
import { wordCount } from '../measure.ts';
import { linkAround, linkOf } from './link.ts';

/** Words of a line that says something of an entry, instead of naming a part of it. */
const PROSE_WORDS = 8;

/** Whether an element is `h1` to `h6`. */
export const isHeading = (tag: string): boolean =>
  tag.length === 2 && tag.startsWith('h') && tag >= 'h1' && tag <= 'h6';

/** What the blocks below each element amount to; one entry for each node, children included. */
export interface Subtrees {
  /** First block below a node, and the block after its last; `first` is Infinity when there is none. */
  readonly first: Float64Array;
  readonly after: Int32Array;
  /** Words in blocks of text roles that are not headings. */
  readonly words: Int32Array;
  /** Texts that are more than a label. */
  readonly prose: Int32Array;
  /** Headings that are links to other pages of the site. */
  readonly linkedHeadings: Int32Array;
  readonly headings: Int32Array;
  readonly dates: Int32Array;
  readonly bylines: Int32Array;
  readonly readMores: Int32Array;
  readonly tags: Int32Array;
  /** Blocks that are wholly a link, with the words of a title. */
  readonly linkedTitles: Int32Array;
  readonly depth: Int32Array;
  /** For each block, whether it stands in a heading element. */
  readonly inHeading: Uint8Array;
  /** For each node, the heading element that it is or stands in, -1 for none. */
  readonly heading: Int32Array;
}

/** Adds up, from the leaves to the root, what stands below each element. Linear in nodes and blocks. */
export const subtreesOf = (
  nodes: readonly ElementNode[],
  blocks: readonly JudgedBlock[],
  isSiteLink: (href: string) => boolean,
): Subtrees => {
  const size = nodes.length;
  const counts = (): Int32Array => new Int32Array(size);
  const depth = counts();
  const headingOf = headingAncestors(nodes, depth);
  const trees = {
    first: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    after: counts(),
    words: counts(),
    prose: counts(),
    linkedHeadings: counts(),
    headings: counts(),
    dates: counts(),
    bylines: counts(),
    readMores: counts(),
    tags: counts(),
    linkedTitles: counts(),
    depth,
    inHeading: new Uint8Array(blocks.length),
    heading: headingOf,
  };
  const siteLink = (href: string | null): string | null => (href !== null && isSiteLink(href) ? href : null);
  const seenHeadings = new Set<number>();
  blocks.forEach((block, index) => {
    const node = block.node;
    if (node < 0 || node >= size) return;
    trees.first[node] = Math.min(trees.first[node] ?? index, index);
    trees.after[node] = index + 1;
    const heading = headingOf[node] ?? -1;
    const link = siteLink(linkOf(block));
    if (heading >= 0) {
      trees.inHeading[index] = 1;
      if (!seenHeadings.has(heading)) {
        seenHeadings.add(heading);
        add(trees.headings, node);
        if (link !== null || siteLink(linkAround(nodes, heading, 4)) !== null)
          add(trees.linkedHeadings, node);
      }
    } else if (TEXT_ROLES.has(block.role) || block.role === 'teaser') {
      const words = wordCount(block.text);
      trees.words[node] = (trees.words[node] ?? 0) + words;
      if (words >= PROSE_WORDS) add(trees.prose, node);
    }
    if (link !== null && wordCount(block.text) >= 3) add(trees.linkedTitles, node);
    const isUnderHeading = trees.inHeading[index] === 0 && trees.inHeading[index - 1] === 1;
    if (block.role === 'date' || hasDatePart(block.text) || (isUnderHeading && isDatedLabel(block.text)))
      add(trees.dates, node);
    else if (block.role === 'byline') add(trees.bylines, node);
    else if (block.role === 'read-more') add(trees.readMores, node);
    else if (block.role === 'tags') add(trees.tags, node);
  });
  nodes.forEach(({ tag, attributes }, node) => {
    if (tag === 'time' && attributes.datetime !== undefined) add(trees.dates, node);
  });
  const sums = [
    trees.words,
    trees.prose,
    trees.linkedHeadings,
    trees.headings,
    trees.dates,
    trees.bylines,
    trees.readMores,
    trees.tags,
    trees.linkedTitles,
  ];
  for (let node = size - 1; node > 0; node--) {
    const parent = nodes[node]?.parent ?? -1;
    if (parent < 0) continue;
    trees.first[parent] = Math.min(trees.first[parent] ?? 0, trees.first[node] ?? Number.POSITIVE_INFINITY);
    trees.after[parent] = Math.max(trees.after[parent] ?? 0, trees.after[node] ?? 0);
    // Nothing stands below most elements.
    if (trees.after[node] === 0 && trees.dates[node] === 0) continue;
    for (const sum of sums) sum[parent]! += sum[node]!;
  }
  return trees;
};

const add = (sum: Int32Array, node: number): void => {
  sum[node] = (sum[node] ?? 0) + 1;
};

/** The heading element that each node is or stands in, -1 for none. Fills in the depths on the way. */
const headingAncestors = (nodes: readonly ElementNode[], depth: Int32Array): Int32Array => {
  const headingOf = new Int32Array(nodes.length).fill(-1);
  nodes.forEach(({ parent, tag }, index) => {
    depth[index] = parent < 0 ? 0 : (depth[parent] ?? 0) + 1;
    if (isHeading(tag)) headingOf[index] = index;
    else if (parent >= 0) headingOf[index] = headingOf[parent] ?? -1;
  });
  return headingOf;
};
