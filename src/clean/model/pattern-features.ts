import type { BlockFacts } from '../html/block-facts.ts';
import type { Tree } from '../html/tree.ts';
import type { Columns } from './columns.ts';
import { log1 } from './columns.ts';
import type { TextStats } from './text-stats.ts';

/** Levels above a block at which repeated siblings are looked for. */
const HIGHEST = 8;

/**
 * What repeats in the shape of a page: blocks of one kind, and items of lists, cards and posts. Returns the kind
 * of each block: a number for all that stand under the same elements of the same classes, -1 without an element.
 */
export function addPatterns(
  columns: Columns,
  facts: readonly BlockFacts[],
  tree: Tree,
  stats: TextStats,
): Int32Array {
  const { size } = tree;
  const tag = numbers<string>();
  const className = numbers<string>();
  const shape = numbers<number>();
  const path = numbers<number>();
  const tagPath = numbers<number>();
  const shapeOf = new Int32Array(size);
  const pathOf = new Int32Array(size);
  const tagPathOf = new Int32Array(size);
  const names = new Map<string | undefined, number>();
  for (let i = 0; i < size; i++) {
    const node = tree.nodes[i]!;
    const parent = tree.parent[i]!;
    const value = node.attributes.class;
    let name = names.get(value);
    if (name === undefined) {
      name = className(shapeName(value));
      names.set(value, name);
    }
    const own = tag(node.tag);
    // No page has more numbers of a kind than elements: a pair of them is one number.
    shapeOf[i] = shape(own * size + name);
    pathOf[i] = path(parent < 0 ? -1 - shapeOf[i]! : pathOf[parent]! * size + shapeOf[i]!);
    tagPathOf[i] = tagPath(parent < 0 ? -1 - own : tagPathOf[parent]! * size + own);
  }
  addKinds(columns, facts, pathOf, stats, 'kind');
  addKinds(columns, facts, tagPathOf, stats, 'path');
  addItems(columns, facts, tree, shapeOf, stats);
  return Int32Array.from(facts, ({ node }) => (node < 0 ? -1 : pathOf[node]!));
}

/** The class without numbers, which number items (`post-4711`). */
const shapeName = (value: string | undefined): string =>
  value === undefined
    ? ''
    : value.length > 60 || /\d/.test(value)
      ? value.slice(0, 60).replace(/\d+/g, '')
      : value;

/** Numbers things in the order in which they are first asked for, from 0. */
function numbers<T>(): (thing: T) => number {
  const known = new Map<T, number>();
  return (thing) => {
    const seen = known.get(thing);
    if (seen !== undefined) return seen;
    known.set(thing, known.size);
    return known.size - 1;
  };
}

/** Blocks that stand under the same path of elements are of one kind: how much text that kind holds. */
function addKinds(
  columns: Columns,
  facts: readonly BlockFacts[],
  path: Int32Array,
  stats: TextStats,
  name: string,
): void {
  const { rows } = columns;
  const count = new Float64Array(path.length);
  const chars = new Float64Array(path.length);
  const linked = new Float64Array(path.length);
  const prose = new Float64Array(path.length);
  let total = 1;
  for (let i = 0; i < rows; i++) {
    const node = facts[i]!.node;
    if (node < 0) continue;
    const kind = path[node]!;
    count[kind]! += 1;
    chars[kind]! += stats.length[i]!;
    linked[kind]! += stats.length[i]! * stats.linkDensity[i]!;
    prose[kind]! += stats.prose[i]!;
    total += stats.length[i]!;
  }
  const many = columns.add(`${name}:count`);
  const share = columns.add(`${name}:share`);
  const average = columns.add(`${name}:chars`);
  const density = columns.add(`${name}:link-density`);
  const proseShare = columns.add(`${name}:prose`);
  for (let i = 0; i < rows; i++) {
    const node = facts[i]!.node;
    if (node < 0) continue;
    const kind = path[node]!;
    many[i] = log1(count[kind]!);
    share[i] = chars[kind]! / total;
    average[i] = log1(chars[kind]! / count[kind]!);
    density[i] = linked[kind]! / Math.max(1, chars[kind]!);
    proseShare[i] = prose[kind]! / count[kind]!;
  }
}

/** Repeated siblings of one shape around a block: the rows of a listing, the posts of a thread. */
function addItems(
  columns: Columns,
  facts: readonly BlockFacts[],
  tree: Tree,
  shapeOf: Int32Array,
  stats: TextStats,
): void {
  const { rows } = columns;
  const group = numbers<number>();
  const groupOf = new Int32Array(tree.size);
  const place = new Int32Array(tree.size);
  const sizes: number[] = [];
  for (let i = 0; i < tree.size; i++) {
    const own = group((tree.parent[i]! + 1) * tree.size + shapeOf[i]!);
    if (own === sizes.length) sizes.push(0);
    groupOf[i] = own;
    place[i] = sizes[own]!;
    sizes[own]! += 1;
  }
  const chars = new Float64Array(tree.size);
  const linked = new Float64Array(tree.size);
  const blocks = new Float64Array(tree.size);
  const prose = new Float64Array(tree.size);
  const priced = new Float64Array(tree.size);
  const dated = new Float64Array(tree.size);
  let total = 1;
  for (let i = 0; i < rows; i++) {
    const node = facts[i]!.node;
    if (node < 0) continue;
    total += stats.length[i]!;
    priced[node]! += stats.priced[i]!;
    dated[node]! += stats.dated[i]!;
    chars[node]! += stats.length[i]!;
    linked[node]! += stats.length[i]! * stats.linkDensity[i]!;
    blocks[node]! += 1;
    prose[node]! += stats.prose[i]!;
  }
  for (let i = tree.size - 1; i > 0; i--) {
    const parent = tree.parent[i]!;
    if (parent < 0) continue;
    chars[parent]! += chars[i]!;
    linked[parent]! += linked[i]!;
    blocks[parent]! += blocks[i]!;
    prose[parent]! += prose[i]!;
    priced[parent]! += priced[i]!;
    dated[parent]! += dated[i]!;
  }
  const groupPriced = new Float64Array(sizes.length);
  const groupDated = new Float64Array(sizes.length);
  const groupChars = new Float64Array(sizes.length);
  const groupLinked = new Float64Array(sizes.length);
  const groupBlocks = new Float64Array(sizes.length);
  const groupProse = new Float64Array(sizes.length);
  for (let i = 0; i < tree.size; i++) {
    const group = groupOf[i]!;
    groupChars[group]! += chars[i]!;
    groupLinked[group]! += linked[i]!;
    groupBlocks[group]! += blocks[i]!;
    groupProse[group]! += prose[i]!;
    groupPriced[group]! += priced[i]! > 0 ? 1 : 0;
    groupDated[group]! += dated[i]! > 0 ? 1 : 0;
  }
  // The innermost repeated group of items that hold several blocks each, and the largest one around.
  const item = nearestItem(tree, groupOf, sizes, groupBlocks, (size, average) => size >= 3 && average >= 1.5);
  const row = nearestItem(tree, groupOf, sizes, groupBlocks, (size, average) => size >= 3 && average < 1.5);
  for (const [name, nearest] of [
    ['item', item],
    ['row', row],
  ] as const) {
    const count = columns.add(`${name}:count`);
    const average = columns.add(`${name}:chars`);
    const density = columns.add(`${name}:link-density`);
    const index = columns.add(`${name}:index`);
    const proseShare = columns.add(`${name}:prose`);
    const up = columns.add(`${name}:levels-up`);
    const share = columns.add(`${name}:share`);
    const withPrice = columns.add(`${name}:priced`);
    const withDate = columns.add(`${name}:dated`);
    const largest = columns.add(`${name}:beside-largest`);
    let most = 1;
    for (let i = 0; i < rows; i++) {
      const node = facts[i]!.node;
      const found = node < 0 ? -1 : nearest[node]!;
      if (found >= 0) most = Math.max(most, groupChars[groupOf[found]!]!);
    }
    for (let i = 0; i < rows; i++) {
      const node = facts[i]!.node;
      const found = node < 0 ? -1 : nearest[node]!;
      if (found < 0 || tree.depth[node]! - tree.depth[found]! > HIGHEST) {
        up[i] = -1;
        continue;
      }
      const group = groupOf[found]!;
      const size = sizes[group]!;
      count[i] = log1(size);
      average[i] = log1(groupChars[group]! / size);
      density[i] = groupLinked[group]! / Math.max(1, groupChars[group]!);
      index[i] = place[found]! / size;
      proseShare[i] = groupProse[group]! / size;
      up[i] = tree.depth[node]! - tree.depth[found]!;
      share[i] = groupChars[group]! / total;
      withPrice[i] = groupPriced[group]! / size;
      withDate[i] = groupDated[group]! / size;
      largest[i] = groupChars[group]! / most;
    }
  }
}

function nearestItem(
  tree: Tree,
  groupOf: Int32Array,
  sizes: readonly number[],
  groupBlocks: Float64Array,
  accepts: (size: number, average: number) => boolean,
): Int32Array {
  const nearest = new Int32Array(tree.size);
  for (let i = 0; i < tree.size; i++) {
    const group = groupOf[i]!;
    const size = sizes[group]!;
    const parent = tree.parent[i]!;
    nearest[i] = accepts(size, groupBlocks[group]! / size) ? i : parent >= 0 ? nearest[parent]! : -1;
  }
  return nearest;
}
