import type { ExplainedLine } from '../../../store/explain.ts';

/** Lines above the one that is meant, so that one sees where one is. */
const ABOVE = 10;

/** Where a block stands in the account of its page. */
export const placeOf = (page: number, ordinal: number): string =>
  `/pages/${page}?from=${Math.max(ordinal - ABOVE, 0)}#b${ordinal}`;

/** Says of a line that repeats another one where that stands. */
export const Repeat = ({ repeat }: { readonly repeat: NonNullable<ExplainedLine['repeats']> }) => (
  <small class="repeat">
    {repeat.similarity === 1 ? 'repeats ' : `repeats ${Math.round(repeat.similarity * 100)} % of `}
    <a href={placeOf(repeat.pageId, repeat.ordinal)}>
      <bdi>{repeat.place ?? 'this page'}</bdi>, block {repeat.ordinal}
    </a>
  </small>
);
