import type { Columns } from './columns.ts';
import type { TokenSums } from './tokens.ts';

/**
 * What a block's words and its heading's words weigh, the total with what its elements weigh, and the
 * totals of the blocks before and after.
 */
export function addWordColumns(
  columns: Columns,
  sums: TokenSums,
  words: readonly (readonly number[])[],
  headings: Int32Array,
  elements: (row: number) => number,
): void {
  const { rows } = columns;
  const label = columns.add('token:label');
  const section = columns.add('token:section');
  const total = columns.add('token:sum');
  const before = columns.add('token:before');
  const after = columns.add('token:after');
  const bySection = new Map<number, number>();
  for (const heading of new Set(headings))
    if (heading >= 0) bySection.set(heading, sums.section(words[heading]!));
  for (let i = 0; i < rows; i++) {
    label[i] = sums.label(words[i]!);
    section[i] = bySection.get(headings[i]!) ?? 0;
    total[i] = elements(i) + label[i]! + section[i]!;
  }
  for (let i = 0; i < rows; i++) {
    before[i] = i > 0 ? total[i - 1]! : -9;
    after[i] = i + 1 < rows ? total[i + 1]! : -9;
  }
}
