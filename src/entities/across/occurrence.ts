import type { EntityType } from '../../document/article.ts';

/** Something named in the same article; `name` is for people, `label` for comparing. */
export interface Companion {
  readonly label: string;
  readonly type: EntityType;
  readonly name: string;
}

/** One name of one article: all its mentions there. */
export interface Occurrence {
  /** The caller's number; decides nothing. */
  readonly id: number;
  readonly type: EntityType;
  /** Fullest form in the article. */
  readonly name: string;
  readonly label: string;
  /** Where the article stands: unique for an article, and the same in every database. */
  readonly article: string;
  /** Day of publication, null when it is not known. */
  readonly published: string | null;
  readonly host: string | null;
  readonly roles: readonly string[];
  readonly companions: readonly Companion[];
  /** Set apart by a user's decision: occurrences of two compartments are never one. Empty for most. */
  readonly compartment: string;
  /** The entry of a user's gazetteer that it is; null for most. */
  readonly entry: string | null;
}

/** Why an occurrence is of a sense: what it was joined by. */
type Reason =
  | 'first'
  | 'same name'
  | 'named together'
  | 'same role'
  | 'same site'
  | 'same month'
  | 'gazetteer';

export interface Evidence {
  readonly reason: Reason;
  /** What was shared: a name, a role, a host; null when the reason says all. */
  readonly detail: string | null;
  /** 0 to 1. */
  readonly score: number;
}

/** What a name means in the articles that mean the same by it. */
export interface Sense {
  /** The same for the same occurrences, in every database. */
  readonly key: string;
  readonly label: string;
  readonly type: EntityType;
  readonly name: string;
  readonly compartment: string;
  readonly entry: string | null;
  readonly members: readonly (Evidence & { readonly occurrence: Occurrence })[];
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The order in which occurrences count: by date, undated last, then by what is the same everywhere. */
export const inOrder = (a: Occurrence, b: Occurrence): number =>
  compare(a.published ?? '~', b.published ?? '~') ||
  compare(a.article, b.article) ||
  compare(a.name, b.name) ||
  compare(a.type, b.type);

/** What most occurrences say; of equal counts the first in code-unit order. */
export const mostCommon = <T extends string>(values: Iterable<T>): T => {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0]![0];
};
