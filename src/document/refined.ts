import type { Article, Boundary } from './article.ts';
import type { Block } from './block.ts';
import type { Outcome, PageType } from './page.ts';

/** Fingerprints of one block's text; see `dedupe/fingerprint.ts` for how they are made. */
export interface Fingerprint {
  /** Hash of the exact text, 16 bytes in hex: the key of a paragraph. */
  readonly textHash: string;
  /** Hash of the normalised text, 16 bytes in hex: equal for exact repeats. */
  readonly normalHash: string;
  /** Hashes of 12 windows of the text, signed 32-bit, 0 where there is none; empty for short text. */
  readonly keys: readonly number[];
  /** One bit of 128 MinHash values, as hexadecimal digits; empty for short text. */
  readonly sketch: string;
}

/** Everything that the pure stages say of one page. */
export interface Refined {
  readonly outcome: Extract<Outcome, 'loaded' | 'empty' | 'rejected' | 'failed'>;
  /** Error code when the outcome is `rejected` or `failed`. */
  readonly code: string | null;
  /** Stage that failed or rejected. */
  readonly stage: Stage | null;
  /** What went wrong, for people: kind of error and place in the code, never text of the page. */
  readonly detail: string | null;
  readonly pageType: PageType;
  readonly language: string | null;
  readonly charset: string | null;
  readonly blocks: readonly Block[];
  readonly boundaries: readonly Boundary[];
  readonly articles: readonly Article[];
}

/** The steps that a page goes through; failures and timings are counted by them. */
export const STAGES = ['read', 'decode', 'clean', 'split', 'describe', 'entities', 'dedupe', 'load'] as const;
export type Stage = (typeof STAGES)[number];
