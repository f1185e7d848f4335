import type { PageType } from '../../document/page.ts';

/** Kinds of pages that the models tell apart, in the order of their outputs. */
export const KINDS = [
  'article',
  'forum',
  'product',
  'collection',
  'listing',
  'documentation',
  'service',
] as const satisfies readonly PageType[];

/** The likeliest kind. */
export const kindOf = (probabilities: readonly number[]): PageType => {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i]! > probabilities[best]!) best = i;
  return KINDS[best] ?? 'other';
};
