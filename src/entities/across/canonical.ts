import { isAcronym } from '../link/acronyms.ts';
import { foldName, personWords } from '../link/fold.ts';

/** A name that articles use for an entity, with how many do. */
export interface UsedName {
  readonly name: string;
  readonly articles: number;
}

const LOWER = /\p{Ll}/u;

/** Names that are used this much less than the commonest one are not chosen, however full they are. */
const SELDOM = 0.1;

const fullness = (name: string): number => {
  const words = personWords(name).length;
  if (!LOWER.test(name) || isAcronym(name)) return 0;
  return words > 1 ? 2 : 1;
};

interface Row extends UsedName {
  readonly full: number;
}

/** Spelled out before an acronym, several words before one, then what most articles use, then the longer one. */
const better = (a: Row, b: Row): number =>
  b.full - a.full ||
  b.articles - a.articles ||
  b.name.length - a.name.length ||
  (a.name < b.name ? -1 : Number(a.name > b.name));

const summed = (names: readonly UsedName[], keyOf: (name: string) => string): Map<string, number> => {
  const totals = new Map<string, number>();
  for (const { name, articles } of names) totals.set(keyOf(name), (totals.get(keyOf(name)) ?? 0) + articles);
  return totals;
};

/**
 * The name to show, of those that enough articles use: first which name, however it is spelled (case, accents,
 * hyphens), then which spelling of it. The order of `names` does not matter.
 */
export const canonicalName = (names: readonly UsedName[]): string => {
  const byFold = summed(names, foldName);
  const most = Math.max(...byFold.values());
  const rows = [...summed(names, (name) => name)].map(([name, articles]) => {
    return { name, articles, full: fullness(name), fold: foldName(name) };
  });
  const eligible = rows.filter(({ fold }) => byFold.get(fold)! >= most * SELDOM);
  const best = eligible.map((row) => ({ ...row, articles: byFold.get(row.fold)! })).sort(better)[0]!.fold;
  return eligible.filter(({ fold }) => fold === best).sort(better)[0]!.name;
};
