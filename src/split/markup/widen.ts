import type { ElementNode } from '../../document/block.ts';
import type { Subtrees } from './subtree.ts';

/**
 * The highest elements that still hold one entry each: where the date or the picture of a post stands beside
 * the element that calls itself the post.
 */
export const widened = (
  members: readonly number[],
  nodes: readonly ElementNode[],
  trees: Subtrees,
): readonly number[] => {
  let current = members;
  for (;;) {
    const parents = current.map((member) => nodes[member]?.parent ?? -1);
    const apart = new Set(parents).size === parents.length;
    if (!apart || parents.some((parent) => parent < 0) || !areApart(parents, trees)) return current;
    current = parents;
  }
};

/** Whether the blocks below some elements do not overlap. */
const areApart = (nodes: readonly number[], trees: Subtrees): boolean => {
  const ordered = [...nodes].sort((left, right) => (trees.first[left] ?? 0) - (trees.first[right] ?? 0));
  return ordered.every((node, index) => {
    const next = ordered[index + 1];
    return next === undefined || (trees.after[node] ?? 0) <= (trees.first[next] ?? 0);
  });
};
