/** Where a text stands, as far as it decides which of several copies is kept. */
export interface Occurrence {
  /** The page's own date, ISO 8601; null when the page does not say. */
  readonly published: string | null;
  readonly url: string | null;
  /** Ordinal of the block on its page. */
  readonly position: number;
}

/** Text before text by code units, null last. */
const before = (a: string | null, b: string | null): number => {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
};

/** As precise as both dates are: `2020-01-21` and `2020-01-21T10:00:00Z` name the same day. */
const day = (date: string | null): string | null => (date === null ? null : date.slice(0, 10));

/**
 * Order of the copies of a text: by the day that the page itself names (pages that name none come last), then
 * by address, then by position. The first is kept. Nothing here depends on when a copy arrived.
 */
export const canonicalOrder = (a: Occurrence, b: Occurrence): number =>
  before(day(a.published), day(b.published)) || before(a.url, b.url) || a.position - b.position;

/**
 * Clusters of items that links join, each in the given order, so that its first is the canonical one; clusters
 * in the order of their first items. Items without a link have no cluster. The result does not depend on the
 * order of the links, provided that `order` ties no two items.
 */
export const cluster = <T>(
  links: Iterable<readonly [T, T]>,
  order: (a: T, b: T) => number,
): readonly (readonly T[])[] => {
  const parents = new Map<T, T>();
  const root = (item: T): T => {
    let top = item;
    for (let next = parents.get(top); next !== undefined && next !== top; next = parents.get(top)) top = next;
    let at = item;
    while (at !== top) {
      const next = parents.get(at) ?? top;
      parents.set(at, top);
      at = next;
    }
    parents.set(top, top);
    return top;
  };
  for (const [a, b] of links) {
    const rootA = root(a);
    const rootB = root(b);
    if (rootA !== rootB) parents.set(rootA, rootB);
  }
  const members = new Map<T, T[]>();
  for (const item of parents.keys()) {
    const top = root(item);
    (members.get(top) ?? members.set(top, []).get(top)!).push(item);
  }
  const clusters = [...members.values()]
    .filter((items) => items.length > 1)
    .map((items) => items.sort(order));
  return clusters.sort((a, b) => order(a[0]!, b[0]!));
};
