import type { Entity } from '../document/article.ts';
import { applyDefinitions } from './acronyms.ts';
import { tagWithCompromise } from './compromise.ts';
import { mergeMentions } from './merge.ts';
import type { Span } from './span.ts';
import { tokenize } from './tokenize.ts';
import { trimSpan } from './trim.ts';

export interface EntityOptions {
  /** ISO 639-1 code of the text; null when it is not known, which is taken for English. */
  readonly language: string | null;
}

const LONGEST_NAME = 200;
const NAME_LIKE = /\p{Lu}/u;

const isNameLike = (text: string, span: Span): boolean => {
  if (span.end <= span.start || span.end - span.start > LONGEST_NAME) return false;
  const written = text.slice(span.start, span.end);
  return NAME_LIKE.test(written) && !written.includes('\n');
};

/** Sorted, without overlaps: the longer of two that overlap stays. */
const untangle = (spans: readonly Span[]): Span[] => {
  const kept: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last === undefined || span.start >= last.end) kept.push(span);
    else if (span.end - span.start > last.end - last.start) kept[kept.length - 1] = span;
  }
  return kept;
};

/**
 * The names of one article, its spellings merged: offsets are UTF-16 code units of `text`, mentions
 * are sorted and do not overlap, entities are sorted by first mention.
 */
export function findEntities(text: string, options: EntityOptions): Entity[] {
  if (options.language !== null && options.language !== 'en') return [];
  const spans = tagWithCompromise(text)
    .map((span) => trimSpan(text, span))
    .filter((span) => isNameLike(text, span));
  const defined = applyDefinitions(text, tokenize(text), untangle(spans));
  return mergeMentions(text, untangle(defined));
}
