/** The name that switches the models off. */
export const MODEL_RULE = 'model:block';

/** What a model says of a page. */
export interface Prediction {
  /** Probability that a block belongs to the page's content. */
  readonly keep: Float64Array;
  /** Probability of each kind of page, in the order of `KINDS`. */
  readonly kinds: readonly number[];
  /** Blocks are kept from this probability on. */
  readonly cut: number;
}
