import type { Markup } from '../../document/block.ts';
import type { Columns } from './columns.ts';
import { log1 } from './columns.ts';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const LONGEST = 400;

const wordsOf = (text: string): string[] => text.slice(0, LONGEST).toLowerCase().match(WORD) ?? [];

/** How far a block repeats what the page's head calls it. */
export function addTitleAgreement(columns: Columns, texts: readonly string[], markup: Markup): void {
  const find = (name: string) => markup.metas.find(([key]) => key === name)?.[1] ?? '';
  const title = new Set([...wordsOf(markup.title ?? ''), ...wordsOf(find('og:title'))]);
  const summary = new Set([...wordsOf(find('description')), ...wordsOf(find('og:description'))]);
  const inTitle = columns.add('head:in-title');
  const inSummary = columns.add('head:in-summary');
  const sinceTitle = columns.add('head:since-title');
  let last = -1;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]!;
    if (text.length < LONGEST) {
      const words = wordsOf(text);
      let t = 0;
      let s = 0;
      for (const word of words) {
        if (title.has(word)) t++;
        if (summary.has(word)) s++;
      }
      if (words.length > 0) {
        inTitle[i] = t / words.length;
        inSummary[i] = s / words.length;
      }
      if (last < 0 && words.length > 2 && t >= words.length * 0.8) last = i;
    }
    sinceTitle[i] = last < 0 ? -1 : log1(i - last);
  }
}
