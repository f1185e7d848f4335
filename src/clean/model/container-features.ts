import type { BlockFacts } from '../html/block-facts.ts';
import type { Tree } from '../html/tree.ts';
import type { Columns } from './columns.ts';
import { log1 } from './columns.ts';
import type { TextStats } from './text-stats.ts';

/** Sums over everything below an element. */
interface Sums {
  readonly chars: Float64Array;
  readonly linked: Float64Array;
  readonly prose: Float64Array;
  readonly blocks: Float64Array;
  readonly sentences: Float64Array;
  /** Prose in direct children, halved per wrapper: where paragraphs stand side by side. */
  readonly score: Float64Array;
}

/** How many enclosing elements that add something are looked at. */
const LEVELS = 4;

/** What the elements around a block hold, level by level. */
export function addContainers(
  columns: Columns,
  facts: readonly BlockFacts[],
  tree: Tree,
  stats: TextStats,
): void {
  const sums = sumsOf(facts, tree, stats);
  const { rows } = columns;
  let totalProse = 1;
  for (let i = 0; i < rows; i++) {
    if (stats.prose[i]) totalProse += stats.length[i]!;
  }
  let best = 0;
  for (let i = 1; i < tree.size; i++) if (sums.score[i]! > sums.score[best]!) best = i;
  const highest = tree.size > 0 ? Math.max(1, sums.score[best]!) : 1;

  const outer = widerElements(tree, sums);
  const levels = Array.from({ length: LEVELS }, (_, level) => ({
    chars: columns.add(`level${level}:chars`),
    density: columns.add(`level${level}:link-density`),
    prose: columns.add(`level${level}:prose-share`),
    blocks: columns.add(`level${level}:blocks`),
    average: columns.add(`level${level}:chars-per-block`),
    score: columns.add(`level${level}:score`),
    place: columns.add(`level${level}:place`),
  }));
  const first = firstBlocks(facts, tree);
  for (let i = 0; i < rows; i++) {
    let node = facts[i]!.node;
    for (const level of levels) {
      node = node < 0 ? -1 : outer[node]!;
      if (node < 0) {
        level.chars[i] = level.density[i] = level.prose[i] = level.blocks[i] = -1;
        level.average[i] = level.score[i] = level.place[i] = -1;
        continue;
      }
      const chars = Math.max(1, sums.chars[node]!);
      level.chars[i] = log1(chars);
      level.density[i] = sums.linked[node]! / chars;
      level.prose[i] = sums.prose[node]! / totalProse;
      level.blocks[i] = log1(sums.blocks[node]!);
      level.average[i] = log1(chars / Math.max(1, sums.blocks[node]!));
      level.score[i] = sums.score[node]! / highest;
      level.place[i] = (i - first[node]!) / Math.max(1, sums.blocks[node]!);
    }
  }
  addDistanceToBest(columns, facts, tree, best, sums);
}

function sumsOf(facts: readonly BlockFacts[], tree: Tree, stats: TextStats): Sums {
  const make = () => new Float64Array(tree.size);
  const sums: Sums = {
    chars: make(),
    linked: make(),
    prose: make(),
    blocks: make(),
    sentences: make(),
    score: make(),
  };
  for (let i = 0; i < facts.length; i++) {
    const fact = facts[i]!;
    const node = fact.node;
    if (node < 0 || fact.inner === 'img') continue;
    const chars = stats.length[i]!;
    sums.chars[node]! += chars;
    sums.linked[node]! += chars * stats.linkDensity[i]!;
    sums.blocks[node]! += 1;
    sums.sentences[node]! += stats.sentences[i]!;
    if (stats.prose[i]) {
      sums.prose[node]! += chars;
      const line = tree.block[node]!;
      const parent = tree.parent[line]!;
      const outer = parent >= 0 ? tree.parent[parent]! : -1;
      if (parent >= 0) sums.score[parent]! += chars;
      if (outer >= 0) sums.score[outer]! += chars / 2;
    }
  }
  // A parent comes before its children: backwards, every subtree is complete when it is added.
  for (let i = tree.size - 1; i > 0; i--) {
    const parent = tree.parent[i]!;
    if (parent < 0) continue;
    sums.chars[parent]! += sums.chars[i]!;
    sums.linked[parent]! += sums.linked[i]!;
    sums.prose[parent]! += sums.prose[i]!;
    sums.blocks[parent]! += sums.blocks[i]!;
    sums.sentences[parent]! += sums.sentences[i]!;
  }
  return sums;
}

/** For each element, the nearest one around it that holds more blocks: wrappers are passed over. */
function widerElements(tree: Tree, sums: Sums): Int32Array {
  const wider = new Int32Array(tree.size);
  for (let i = 0; i < tree.size; i++) {
    const parent = tree.parent[i]!;
    if (parent < 0) wider[i] = -1;
    else wider[i] = sums.blocks[parent]! > sums.blocks[i]! ? parent : wider[parent]!;
  }
  return wider;
}

function firstBlocks(facts: readonly BlockFacts[], tree: Tree): Int32Array {
  const first = new Int32Array(tree.size).fill(facts.length);
  for (let i = facts.length - 1; i >= 0; i--) if (facts[i]!.node >= 0) first[facts[i]!.node] = i;
  for (let i = tree.size - 1; i > 0; i--) {
    const parent = tree.parent[i]!;
    if (parent >= 0 && first[i]! < first[parent]!) first[parent] = first[i]!;
  }
  return first;
}

/** How far out the block and the best container meet, and where the block stands to its ends. */
function addDistanceToBest(
  columns: Columns,
  facts: readonly BlockFacts[],
  tree: Tree,
  best: number,
  sums: Sums,
): void {
  const meet = columns.add('best:levels-up');
  const share = columns.add('best:shared-prose');
  const before = columns.add('best:before');
  const after = columns.add('best:after');
  const height = new Int32Array(tree.size).fill(-1);
  const joint = new Int32Array(tree.size).fill(-1);
  for (let node = best, up = 0; node >= 0 && tree.size > 0; node = tree.parent[node]!, up++)
    height[node] = up;
  for (let i = 0; i < tree.size; i++) {
    const parent = tree.parent[i]!;
    joint[i] = height[i]! >= 0 ? i : parent >= 0 ? joint[parent]! : -1;
  }
  let start = -1;
  let end = -1;
  const bestProse = tree.size > 0 ? Math.max(1, sums.prose[best]!) : 1;
  for (let i = 0; i < facts.length; i++) {
    const node = facts[i]!.node;
    if (node >= 0 && height[joint[node]!] === 0) {
      if (start < 0) start = i;
      end = i;
    }
  }
  for (let i = 0; i < facts.length; i++) {
    const node = facts[i]!.node;
    const common = node >= 0 ? joint[node]! : -1;
    meet[i] = common >= 0 ? Math.min(20, height[common]!) : 20;
    share[i] = common >= 0 ? bestProse / Math.max(1, sums.prose[common]!) : 0;
    before[i] = start < 0 ? 0 : i < start ? -log1(start - i) : log1(i - start);
    after[i] = end < 0 ? 0 : i > end ? log1(i - end) : -log1(end - i);
  }
}
