import type { Role } from '../document/role.ts';

/** A place where an article may start, and why. */
export interface Start {
  /** Index of the first block. */
  readonly block: number;
  /** Index of the block that names the article, null when none does. */
  readonly title: number | null;
  /** Index of the block that links to the rest of the article, where only the markup tells. */
  readonly more?: number | null;
  /** Names of what was seen. */
  readonly signals: readonly string[];
  /** 0 to 1. */
  readonly confidence: number;
  /** Block after the article's last, where the markup says; else the article lasts to the next start. */
  readonly until?: number;
  /** Address of the article's own page, where the markup links to it. */
  readonly url?: string | null;
  /** A short text whose title links to the article's own page: the beginning of it. */
  readonly excerpt?: boolean;
  /** Index of the heading over the group that the entry is in, null when there is none. */
  readonly section?: number | null;
}

/** A post of a thread: its first block, the block after its last, and who is named at the place for names. */
export interface Post {
  readonly block: number;
  readonly until: number;
  readonly author: string | null;
  /** The line with its time, where a line shows it. */
  readonly day?: number;
}

/** Where the articles of a page may start. */
export interface SplitEvidence {
  /** In order; the first is the first article's. Empty when the page has fewer than two. */
  readonly starts: readonly Start[];
  /** Block after the last entry's last. */
  readonly end: number;
  /** Mean confidence of the starts after the first. */
  readonly confidence: number;
  /** A page is split when its boundaries are at least this sure on average. */
  readonly enough: number;
  /** Roles that the blocks have by their place in the entry, where the markup says. */
  readonly roles?: ReadonlyMap<number, readonly [Role, string]>;
  /** Why these are not articles after all, null when nothing speaks against them. */
  readonly against: string | null;
}

export const NO_EVIDENCE: SplitEvidence = {
  starts: [],
  end: 0,
  confidence: 0,
  enough: 1,
  against: 'no-repetition',
};
