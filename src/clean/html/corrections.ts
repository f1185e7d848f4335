import type { JudgedBlock } from '../../document/block.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import type { BlockFacts } from './block-facts.ts';
import { HEADINGS } from './elements.ts';
import { REGION, type Tree } from './tree.ts';

/** Names that switch off what corrects the verdicts of blocks that stand or fall together. */
export const TABLE_RULE = 'html:table-of-text';
export const QUOTED_RULE = 'html:quoted-in-post';
export const NOTICE_RULE = 'html:script-notice';
export const HEADS_RULE = 'html:head-of-text';
export const LAST_HEADING_RULE = 'html:heading-of-nothing';
export const CODE_RULE = 'html:code-in-text';

/** What is said of a block. */
export type Verdict = Pick<JudgedBlock, 'role' | 'rule' | 'confidence'>;

/** Rows of a table that follow the text are kept from this average probability on. */
const TABLE_KEPT = 0.3;

/** Classes of a table or what is around it that lead from page to page: "navheader", "navfooter". */
const LEADS_ON =
  /(?:^|[\s_-])(?:nav|navi|navigation|navbar|navheader|navfooter|nav-header|nav-footer|pager)(?:$|[\s_-])/i;

/**
 * Rows of one table belong together: where one is kept, or the table follows kept text and is not
 * unlikely as a whole, all are. A row that names the columns is short and odd by itself. What leads to the page before
 * and the next is a table of its own in the manuals of some systems.
 */
export function keepTables(
  verdicts: Verdict[],
  facts: readonly BlockFacts[],
  tree: Tree,
  keep: ArrayLike<number>,
): void {
  const isRow = (index: number) => facts[index]?.tag === 'tr' && facts[index]!.text.includes(' | ');
  const tableOf = (index: number): number => {
    let node = facts[index]!.node;
    while (node >= 0 && tree.nodes[node]!.tag !== 'table') node = tree.parent[node]!;
    return node;
  };
  const leadsOn = (table: number): boolean => {
    const around = table >= 0 ? tree.parent[table]! : -1;
    return [table, around].some(
      (node) => node >= 0 && LEADS_ON.test((tree.nodes[node]!.attributes.class ?? '').slice(0, 200)),
    );
  };
  for (let from = 0; from < verdicts.length; from++) {
    if (!isRow(from)) continue;
    const table = tableOf(from);
    let to = from;
    let sum = 0;
    let kept = false;
    for (; to < verdicts.length && isRow(to) && tableOf(to) === table; to++) {
      sum += keep[to]!;
      kept ||= verdicts[to]!.role === 'table';
    }
    const follows = from > 0 && TEXT_ROLES.has(verdicts[from - 1]!.role);
    if ((kept || (follows && sum / (to - from) >= TABLE_KEPT)) && !leadsOn(table))
      for (let i = from; i < to; i++)
        if (verdicts[i]!.rule === 'model:not-content')
          verdicts[i] = { role: 'table', rule: TABLE_RULE, confidence: null };
    from = to - 1;
  }
}

/** What may be said of a heading or a term that the text below it speaks against. */
const DOUBTFUL = new Set(['model:not-content', 'html:aside-class', 'html:listing-title']);
const DOUBTFUL_TERMS = new Set([...DOUBTFUL, 'html:link-density']);
/** Between a heading and its text there may be so many pictures and captions. */
const MOST_PICTURES = 3;
const PICTURES: ReadonlySet<string> = new Set(['image-alt', 'caption']);
const LONGEST_HEAD = 200;

/**
 * The heading of text that is kept is kept, and the term that is explained: "Note" and "Method" are short and odd by
 * themselves. A heading stands in the element that holds its text, or in one directly inside it.
 */
export function keepHeads(verdicts: Verdict[], facts: readonly BlockFacts[], tree: Tree): void {
  const title = facts.find((_, index) => verdicts[index]!.role === 'title')?.text;
  for (let i = verdicts.length - 2; i >= 0; i--) {
    const fact = facts[i]!;
    if (fact.length > LONGEST_HEAD || fact.text === title || fact.node < 0) continue;
    const heading = (fact.regions & REGION.heading) !== 0;
    const term = !heading && fact.tag === 'dt';
    if (!(heading && DOUBTFUL.has(verdicts[i]!.rule)) && !(term && DOUBTFUL_TERMS.has(verdicts[i]!.rule)))
      continue;
    let next = i + 1;
    while (next < i + MOST_PICTURES && PICTURES.has(verdicts[next]?.role ?? '')) next++;
    const below = facts[next];
    if (below === undefined || below.node < 0 || !TEXT_ROLES.has(verdicts[next]!.role)) continue;
    if (term ? below.tag !== 'dd' && (below.regions & REGION.definition) === 0 : !heads(fact, below, tree))
      continue;
    verdicts[i] = { role: heading ? 'heading' : 'list-item', rule: HEADS_RULE, confidence: null };
  }
}

/** So many elements may do nothing but wrap a heading; manuals made of DocBook have three. */
const MOST_WRAPPERS = 4;
const WRAPPERS: ReadonlySet<string> = new Set(['div', 'hgroup', 'span', 'header']);

/** Whether the text stands in the element around the heading, or in one around that which is there for the heading. */
function heads(heading: BlockFacts, below: BlockFacts, tree: Tree): boolean {
  let around = heading.node;
  while (around >= 0 && !HEADINGS.has(tree.nodes[around]!.tag)) around = tree.parent[around]!;
  if (around < 0) return false;
  const holders = new Set<number>();
  let holder = tree.parent[around]!;
  for (let n = 0; n <= MOST_WRAPPERS && holder >= 0; n++) {
    holders.add(holder);
    if (n > 0 && !WRAPPERS.has(tree.nodes[holder]!.tag)) break;
    holder = tree.parent[holder]!;
  }
  for (let node = below.node; node >= 0; node = tree.parent[node]!) if (holders.has(node)) return true;
  return false;
}

/** What ends as sentences do, or is as long as one, is text whatever element it stands in. */
const SENTENCE = /(?<!\.)[.!?。！？؟।]["'»”’)\]]?$|^.{90}/su;

/** A heading that nothing follows of what it is a heading of is no text: "You may also like", "Video". */
export function dropLastHeadings(verdicts: Verdict[], facts: readonly BlockFacts[]): void {
  const isText = (index: number) => TEXT_ROLES.has(verdicts[index]!.role);
  let last = verdicts.length - 1;
  while (last >= 0 && !isText(last)) last--;
  const headings: number[] = [];
  for (; last >= 0; last--) {
    if (!isText(last)) continue;
    if (verdicts[last]!.role !== 'heading' || SENTENCE.test(facts[last]!.text)) break;
    headings.push(last);
  }
  // A page of headings alone is made of them.
  if (last < 0) return;
  for (const index of headings)
    verdicts[index] = { role: 'other', rule: LAST_HEADING_RULE, confidence: null };
}

/**
 * Where more of a page's examples are kept than not, those between its paragraphs are as well: a manual shows all of
 * them or none.
 */
export function keepCode(verdicts: Verdict[], facts: readonly BlockFacts[]): void {
  const isCode = (index: number) => ((facts[index]?.regions ?? 0) & REGION.pre) !== 0;
  const isText = (index: number) =>
    index >= 0 && index < verdicts.length && TEXT_ROLES.has(verdicts[index]!.role);
  let balance = 0;
  for (let i = 0; i < verdicts.length; i++) if (isCode(i)) balance += isText(i) ? 1 : -1;
  if (balance <= 0) return;
  for (let from = 0; from < verdicts.length; from++) {
    if (!isCode(from)) continue;
    let to = from;
    while (isCode(to)) to++;
    if (isText(from - 1) && (isText(to) || to - from > 1))
      for (let i = from; i < to; i++)
        if (verdicts[i]!.rule === 'model:not-content')
          verdicts[i] = { role: 'code', rule: CODE_RULE, confidence: null };
    from = to - 1;
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
