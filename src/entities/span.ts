import type { EntityType } from '../document/article.ts';

/** A stretch of text that a tagger takes for a name; UTF-16 code units, sorted and not overlapping. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: EntityType;
}

/** Those of `spans` that touch none of `others`; both sorted and each without overlaps, so one pass is enough. */
export const apartFrom = (spans: readonly Span[], others: readonly Span[]): Span[] => {
  let next = 0;
  return spans.filter((span) => {
    while (next < others.length && others[next]!.end <= span.start) next++;
    return next === others.length || others[next]!.start >= span.end;
  });
};

/** Of two spans that overlap the earlier stays; `spans` are sorted by start. */
export const withoutOverlaps = (spans: readonly Span[]): Span[] => {
  const apart: Span[] = [];
  for (const span of spans) {
    if (span.start >= (apart.at(-1)?.end ?? 0)) apart.push(span);
  }
  return apart;
};
