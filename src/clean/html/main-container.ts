import type { ElementNode } from '../../document/block.ts';
import { REGION, type Tree } from './tree.ts';

/** Share of a page's prose that an element must hold to count as the place of its content. */
const MAJORITY = 0.6;

/**
 * The element that holds most of the page's prose: `main` or `article` where the author says so,
 * else the innermost element with the majority of it. -1 on a page without prose.
 */
export function mainContainer(nodes: readonly ElementNode[], tree: Tree, prose: Float64Array): number {
  let root = -1;
  for (let i = 0; i < nodes.length && root < 0; i++) if (prose[i]! > 0) root = i;
  if (root < 0) return -1;
  let total = 0;
  for (let i = 0; i < nodes.length; i++) if (nodes[i]!.parent < 0) total += prose[i]!;
  let best = -1;
  for (let i = 0; i < nodes.length; i++) {
    if (prose[i]! < total * MAJORITY) continue;
    const outside = (tree.regions[i]! & (REGION.nav | REGION.footer | REGION.aside)) !== 0;
    if (!outside && (best < 0 || tree.depth[i]! > tree.depth[best]!)) best = i;
  }
  return best;
}

/** For each element, whether it lies in another (or is it). */
export function inside(tree: Tree, container: number): Uint8Array {
  const within = new Uint8Array(tree.size);
  for (let i = 0; i < tree.size; i++) {
    const parent = tree.parent[i]!;
    if (i === container || (parent >= 0 && within[parent] === 1)) within[i] = 1;
  }
  return within;
}
