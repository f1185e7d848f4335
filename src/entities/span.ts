import type { EntityType } from '../document/article.ts';

/** A stretch of text that a tagger takes for a name; UTF-16 code units, sorted and not overlapping. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: EntityType;
}
