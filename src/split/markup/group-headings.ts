import type { JudgedBlock } from '../../document/block.ts';
import { hasDatePart, isDatedLabel } from '../date-line.ts';
import type { SplitEvidence, Start } from '../evidence.ts';
import { isLabel } from '../kicker.ts';
import { shapeOf } from './groups.ts';
import type { PageView } from './page-view.ts';

/** Levels that an element around a heading may lie above it to hold the heading's group. */
const LEVELS = 3;
/** Groups without which headings are no sections of a listing. */
const LEAST = 2;
const LETTERS = /\p{L}{2}/u;

/** A heading outside the entries, and the entries below it. */
interface Group {
  readonly block: number;
  readonly entries: readonly number[];
}

/** The evidence with the heading that stands over each entry's group, where headings of one shape divide the page. Linear. */
export const withGroups = (evidence: SplitEvidence, view: PageView): SplitEvidence => {
  const over = new Map<number, number>();
  for (const groups of groupsByShape(evidence.starts, view).values()) {
    const names = new Set(groups.map(({ block }) => view.blocks[block]?.text));
    const held = groups.reduce((sum, { entries }) => sum + entries.length, 0);
    if (groups.length < LEAST || names.size < groups.length || held <= groups.length) continue;
    for (const { block, entries } of groups) for (const entry of entries) over.set(entry, block);
  }
  if (over.size === 0) return evidence;
  const starts = evidence.starts.map((start, index) => ({ ...start, section: over.get(index) ?? null }));
  return { ...evidence, starts };
};

const groupsByShape = (starts: readonly Start[], view: PageView): ReadonlyMap<string, readonly Group[]> => {
  const { nodes, blocks } = view;
  const byShape = new Map<string, { readonly block: number; readonly node: number; next: number }[]>();
  let entry = 0;
  blocks.forEach((block, index) => {
    while (index >= (starts[entry]?.until ?? Number.POSITIVE_INFINITY)) entry++;
    const node = view.trees.heading[block.node] ?? -1;
    if (node < 0 || index >= (starts[entry]?.block ?? 0) || !isName(block)) return;
    const shape = shapeOf(nodes[node]!);
    const known = byShape.get(shape);
    if (known === undefined) byShape.set(shape, [{ block: index, node, next: entry }]);
    else known.push({ block: index, node, next: entry });
  });
  const groups = new Map<string, Group[]>();
  for (const [shape, headings] of byShape) {
    if (headings.length < LEAST) continue;
    const found = headings.flatMap(({ block, node, next }, at): Group[] => {
      const until = headings[at + 1]?.next ?? starts.length;
      const entries = Array.from({ length: until - next }, (_, index) => next + index);
      const end = endOf(node, starts[next]?.block ?? Number.POSITIVE_INFINITY, view);
      const own = entries.filter((each) => (starts[each]?.block ?? Number.POSITIVE_INFINITY) < end);
      return own.length === 0 ? [] : [{ block, entries: own }];
    });
    if (found.length > 0) groups.set(shape, found);
  }
  return groups;
};

/** Whether a heading is short, and no day. */
const isName = ({ text }: JudgedBlock): boolean =>
  isLabel(text) && LETTERS.test(text) && !hasDatePart(text) && !isDatedLabel(text);

/** The block after the last of the nearest element around a heading that holds the block of an entry; 0 where that is too far up. */
const endOf = (heading: number, block: number, { nodes, trees }: PageView): number => {
  let node = heading;
  for (let level = 0; node >= 0 && level <= LEVELS; level++) {
    const end = trees.after[node] ?? 0;
    if (end > block) return end;
    node = nodes[node]?.parent ?? -1;
  }
  return 0;
};
