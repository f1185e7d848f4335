import type { JudgedBlock } from '../../document/block.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import type { BlockFacts } from './block-facts.ts';
import { REGION } from './tree.ts';

/** Names that switch off what corrects the verdicts of blocks that stand or fall together. */
export const TABLE_RULE = 'html:table-of-text';
export const QUOTED_RULE = 'html:quoted-in-post';
export const NOTICE_RULE = 'html:script-notice';

/** What is said of a block. */
export type Verdict = Pick<JudgedBlock, 'role' | 'rule' | 'confidence'>;

/** Rows of a table that follow the text are kept from this average probability on. */
const TABLE_KEPT = 0.3;

/**
 * Rows of one table belong together: where one is kept, or the table follows kept text and is not
 * unlikely as a whole, all are. A row that names the columns is short and odd by itself.
 */
export function keepTables(verdicts: Verdict[], facts: readonly BlockFacts[], keep: ArrayLike<number>): void {
  const isRow = (index: number) => facts[index]?.tag === 'tr' && facts[index]!.text.includes(' | ');
  for (let from = 0; from < verdicts.length; from++) {
    if (!isRow(from)) continue;
    let to = from;
    let sum = 0;
    let kept = false;
    for (; to < verdicts.length && isRow(to); to++) {
      sum += keep[to]!;
      kept ||= verdicts[to]!.role === 'table';
    }
    const follows = from > 0 && TEXT_ROLES.has(verdicts[from - 1]!.role);
    if (kept || (follows && sum / (to - from) >= TABLE_KEPT))
      for (let i = from; i < to; i++)
        if (verdicts[i]!.rule === 'model:not-content')
          verdicts[i] = { role: 'table', rule: TABLE_RULE, confidence: null };
    from = to;
  }
}

/** Blocks of a quote that an answer may follow, in a post. */
const LONGEST_QUOTE = 12;
/** Blocks of a quote are kept from this probability on: below it, what a thread quotes is mostly what it says above. */
const QUOTE_KEPT = 0.3;

/** What a post quotes belongs to it: a quote is kept with the answer that follows in the element around it. */
export function keepQuoted(verdicts: Verdict[], facts: readonly BlockFacts[], keep: ArrayLike<number>): void {
  const isQuoted = (index: number) => ((facts[index]?.regions ?? 0) & REGION.quote) !== 0;
  for (let from = 0; from < facts.length; from++) {
    if (!isQuoted(from)) continue;
    let to = from;
    while (isQuoted(to)) to++;
    const answered = to < facts.length && TEXT_ROLES.has(verdicts[to]!.role);
    if (answered && to - from <= LONGEST_QUOTE)
      for (let i = from; i < to; i++)
        if (verdicts[i]!.rule === 'model:not-content' && keep[i]! >= QUOTE_KEPT)
          verdicts[i] = { role: 'quote', rule: QUOTED_RULE, confidence: null };
    from = to;
  }
}

/** What a page without scripts shows of itself is longer than the notice that it needs them. */
const LONGEST_NOTICE = 300;

/** A page whose only text is for browsers without scripts, and short, says that it needs scripts: it has no text. */
export function dropNotice(verdicts: Verdict[], facts: readonly BlockFacts[]): void {
  let length = 0;
  for (let i = 0; i < facts.length; i++) {
    if (!TEXT_ROLES.has(verdicts[i]!.role)) continue;
    length += facts[i]!.length;
    if ((facts[i]!.regions & REGION.noscript) === 0 || length > LONGEST_NOTICE) return;
  }
  for (let i = 0; i < facts.length; i++)
    if (TEXT_ROLES.has(verdicts[i]!.role))
      verdicts[i] = { role: 'template', rule: NOTICE_RULE, confidence: null };
}
