import type { BlockFacts } from '../html/block-facts.ts';
import { HINT } from '../html/class-words.ts';
import { REGION, type Tree } from '../html/tree.ts';
import type { Columns } from './columns.ts';
import { log1 } from './columns.ts';
import type { TextStats } from './text-stats.ts';

/** Line elements in an order that a threshold can use: the likelier to hold prose, the higher. */
const TAG_ORDER: Readonly<Record<string, number>> = Object.fromEntries(
  'option select button label legend nav a footer li span form input summary th td tr div section article header main h6 h5 h4 h3 h1 h2 dt dd figcaption caption address blockquote pre code p'
    .split(' ')
    .map((tag, index) => [tag, index + 1]),
);

/** What the element of a block and the elements around it say. */
export function addMarkup(
  columns: Columns,
  facts: readonly BlockFacts[],
  tree: Tree,
  stats: TextStats,
): void {
  const { rows } = columns;
  const line = columns.add('tag:line');
  const inner = columns.add('tag:inner');
  const parent = columns.add('tag:parent');
  const grand = columns.add('tag:grandparent');
  const depth = columns.add('tag:depth');
  const links = columns.add('tag:links');
  const order = (node: number): number => (node < 0 ? 0 : (TAG_ORDER[tree.nodes[node]!.tag] ?? 16));
  for (let i = 0; i < rows; i++) {
    const fact = facts[i]!;
    const node = fact.node;
    const own = node >= 0 ? tree.block[node]! : -1;
    const up = own >= 0 ? tree.parent[own]! : -1;
    line[i] = TAG_ORDER[fact.tag] ?? 16;
    inner[i] = TAG_ORDER[fact.inner] ?? 16;
    parent[i] = order(up);
    grand[i] = order(up >= 0 ? tree.parent[up]! : -1);
    depth[i] = node >= 0 ? Math.min(60, tree.depth[node]!) : 0;
    links[i] = log1(fact.links);
  }
  for (const [name, bit] of Object.entries(REGION)) {
    const column = columns.add(`region:${name}`);
    for (let i = 0; i < rows; i++) column[i] = (facts[i]!.regions & bit) !== 0 ? 1 : 0;
  }
  for (const [name, bit] of Object.entries(HINT)) {
    const column = columns.add(`hint:${name}`);
    for (let i = 0; i < rows; i++) {
      const fact = facts[i]!;
      column[i] =
        (fact.ownHints & bit) !== 0 ? 3 : (fact.nearHints & bit) !== 0 ? 2 : (fact.hints & bit) !== 0 ? 1 : 0;
    }
  }
  addSeen(columns, facts, stats);
}

/** What usually follows an article, with the hints that mark it. */
const AFTERWARDS = {
  comments: HINT.comments,
  related: HINT.related,
  share: HINT.share,
  tags: HINT.tags,
  biography: HINT.biography | HINT.byline,
  form: HINT.form,
} as const;

/** How long ago something that follows articles was first seen after a good part of the prose: their end. */
function addSeen(columns: Columns, facts: readonly BlockFacts[], stats: TextStats): void {
  const { rows } = columns;
  let total = 0;
  for (let i = 0; i < rows; i++) if (stats.prose[i]) total += stats.length[i]!;
  for (const [name, bit] of Object.entries(AFTERWARDS)) {
    const column = columns.add(`seen:${name}`);
    let first = -1;
    let prose = 0;
    for (let i = 0; i < rows; i++) {
      if (stats.prose[i]) prose += stats.length[i]!;
      if (first < 0 && prose > total * MOST_PROSE && (facts[i]!.nearHints & bit) !== 0) first = i;
      column[i] = first < 0 ? -1 : log1(i - first);
    }
  }
}

/** Share of the prose after which an article may have ended. */
const MOST_PROSE = 0.3;
