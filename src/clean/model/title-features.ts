import type { Markup } from '../../document/block.ts';
import { wordHashes } from './characters.ts';
import type { Columns } from './columns.ts';
import { log1 } from './columns.ts';

const LONGEST = 400;

/** How far a block repeats what the page's head calls it. */
export function addTitleAgreement(
  columns: Columns,
  words: readonly (readonly number[])[],
  markup: Markup,
): void {
  const find = (name: string) => (markup.metas.find(([key]) => key === name)?.[1] ?? '').slice(0, LONGEST);
  const title = new Set([
    ...wordHashes((markup.title ?? '').slice(0, LONGEST)),
    ...wordHashes(find('og:title')),
  ]);
  const summary = new Set([...wordHashes(find('description')), ...wordHashes(find('og:description'))]);
  const inTitle = columns.add('head:in-title');
  const inSummary = columns.add('head:in-summary');
  const sinceTitle = columns.add('head:since-title');
  let last = -1;
  for (let i = 0; i < words.length; i++) {
    const own = words[i]!;
    if (own.length > 0) {
      const shared = countIn(own, title);
      inTitle[i] = shared / own.length;
      inSummary[i] = countIn(own, summary) / own.length;
      if (last < 0 && own.length > 2 && shared >= own.length * 0.8) last = i;
    }
    sinceTitle[i] = last < 0 ? -1 : log1(i - last);
  }
}

export function countIn(words: readonly number[], set: ReadonlySet<number>): number {
  let count = 0;
  for (const word of words) if (set.has(word)) count++;
  return count;
}
