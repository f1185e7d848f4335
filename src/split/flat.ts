import type { JudgedBlock } from '../document/block.ts';
import { NO_EVIDENCE, type SplitEvidence, type Start } from './evidence.ts';
import { type Flat, flatten, type Gap, type Signal } from './gaps.ts';
import { firstLabel, kickerRole } from './kicker.ts';
import { objectionTo } from './objections.ts';
import { type Part, wordCount } from './part.ts';
import { CLOSING, findPattern, type Pattern, WEIGHTS } from './pattern.ts';
import { markExcerpts } from './teaser.ts';
import { firstOwn, GOOD_TITLE, shortTextAbove, shortTextBelow, titleIn } from './titles.ts';

/** Signals that an article by itself hardly repeats; one of them must be there. */
const TELLING: ReadonlySet<Signal> = new Set<Signal>([
  'title',
  'tags',
  'comment-count',
  'date',
  'byline',
  'cut-off',
]);
/** A start below this is no start. */
const LEAST_START = 0.39;

/** What a signal is worth that repeats, but not together with the others. */
const BESIDE_PATTERN = 0.6;

/**
 * Looks for the entries of a listing by what repeats between its texts: tags, image text, titles, dates,
 * bylines and links to the rest, in whatever order the site has them. Linear in the blocks.
 */
export const flatEvidence = (blocks: readonly JudgedBlock[]): SplitEvidence => {
  const flat = flatten(blocks);
  const head = flat.gaps[0];
  const tail = flat.gaps[flat.gaps.length - 1];
  if (head === undefined || tail === undefined || flat.gaps.length < 3) return NO_EVIDENCE;
  const pattern = findPattern(flat);
  if (pattern === null) return NO_EVIDENCE;

  const inner = flat.gaps.slice(1, -1);
  const starts = inner
    .map((gap) => startOf(flat, gap, pattern))
    .filter(
      (start): start is Start => start !== null && start.title !== null && start.confidence >= LEAST_START,
    );
  if (starts.length === 0) return NO_EVIDENCE;
  const others = titledOthers(flat, inner, starts);
  const everyText = starts.length >= 2 && areExceptions(others, starts);
  const sure = everyText ? withLacking(flat, starts.map(withEveryText), others, pattern) : starts;
  const opening = startOf(flat, head, pattern) ?? {
    block: head.from,
    title: null,
    signals: [],
    confidence: 0,
  };
  const end = lastEnd(flat, sure, pattern) ?? endOf(flat, tail, pattern.trailing);
  const found = markExcerpts(withEnds([opening, ...sure], end), blocks, false);
  const label = firstLabel(blocks, found);
  const all =
    label === null ? found : found.map((start, index) => (index > 0 ? start : { ...start, block: label }));
  const told = [...pattern.core].some((signal) => TELLING.has(signal));
  return {
    starts: all,
    end,
    ...(label === null ? {} : { roles: new Map([[label, kickerRole(blocks, all)]]) }),
    confidence: sure.reduce((sum, start) => sum + start.confidence, 0) / sure.length,
    enough: enoughFor(all),
    against:
      told || (everyText && starts.length >= 2)
        ? objectionTo(flat, all, Math.min(end, tail.from))
        : 'no-telling-part',
  };
};

const withEnds = (starts: readonly Start[], end: number): Start[] =>
  starts.map((start, index) => ({ ...start, until: starts[index + 1]?.block ?? end }));

/** The fewer the articles, the surer their boundaries must be; headings inside them are what an article repeats, too. */
const enoughFor = (starts: readonly Start[]): number => {
  if (starts.length > 3) return 0.6;
  return starts.every(({ signals }, index) => index === 0 || signals.includes('every-text')) ? 0.68 : 0.85;
};

/** The start of an article within a gap; null when nothing but the page's frame is there. */
const startOf = (flat: Flat, gap: Gap, pattern: Pattern): Start | null => {
  let from = gap.from;
  for (let at = gap.from; at < gap.to; at++) {
    const part = flat.parts[at];
    if (part !== undefined && pattern.trailing.has(part)) from = at + 1;
  }
  const named = titleIn(flat, from, gap.to) ?? shortTextBelow(flat, gap);
  const above = named === null && from === gap.from ? shortTextAbove(flat, gap) : null;
  const title = named ?? above;
  const block = above ?? firstOwn(flat, from, gap, title);
  if (block === null) return null;
  const signals: Signal[] = [...gap.signals].filter((signal) => WEIGHTS[signal] !== undefined);
  let doubt = 1;
  for (const signal of signals) {
    const times = pattern.counts.get(signal) ?? 0;
    const ofPattern = pattern.core.has(signal);
    if (!ofPattern && (times < 3 || !TELLING.has(signal))) continue;
    doubt *= 1 - (WEIGHTS[signal] ?? 0) * (ofPattern ? 1 : BESIDE_PATTERN) * (times >= 3 ? 1 : 0.75);
  }
  if (pattern.orders.has(gap.order)) {
    signals.push('same-order');
    doubt *= 1 - (WEIGHTS['same-order'] ?? 0);
  }
  return { block, title, signals, confidence: rounded(1 - doubt) };
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

const withEveryText = (start: Start): Start => ({
  ...start,
  signals: [...start.signals, 'every-text'],
  confidence: rounded(1 - (1 - start.confidence) * (1 - (WEIGHTS['every-text'] ?? 0))),
});

/** Of the gaps with headings, the share that may be no starts when many are: entries that lack a part. */
const EXCEPTIONS = 0.15;

/** The gaps with a heading that are no starts: sub-headings, or entries that lack a part. */
const titledOthers = (flat: Flat, inner: readonly Gap[], starts: readonly Start[]): Gap[] => {
  const places = new Set(starts.map((start) => start.block));
  return inner.filter((gap) => {
    if (!gap.signals.has('heading') && !gap.signals.has('title')) return false;
    for (let at = gap.from - 1; at <= gap.to && at < flat.blocks.length; at++)
      if (places.has(at)) return false;
    return true;
  });
};

/** Whether all of few or nearly all of many headings are starts: the articles have no sub-headings. */
const areExceptions = (others: readonly Gap[], starts: readonly Start[]): boolean => {
  const most = Math.max((others.length + starts.length) * EXCEPTIONS, starts.length >= MANY ? 1 : 0);
  return others.length <= most;
};

const MANY = 4;

/** Where the headings of a page are titles, one that stands alone is the title of an entry that lacks the other parts. */
const withLacking = (
  flat: Flat,
  starts: readonly Start[],
  others: readonly Gap[],
  pattern: Pattern,
): readonly Start[] => {
  if (starts.length < MANY) return starts;
  const lacking = others.flatMap((gap) => {
    const start = startOf(flat, gap, pattern);
    const words = start?.title == null ? 0 : wordCount(flat.blocks[start.title]?.text ?? '');
    return start === null || words < GOOD_TITLE
      ? []
      : [withEveryText({ ...start, confidence: Math.max(start.confidence, LEAST_START) })];
  });
  return [...starts, ...lacking].sort((left, right) => left.block - right.block);
};

/** Where entries end with a link or a count of comments, the block after the last entry's; null elsewhere. */
const lastEnd = (flat: Flat, starts: readonly Start[], pattern: Pattern): number | null => {
  const last = starts[starts.length - 1];
  if (last === undefined || ![...CLOSING].some((part) => pattern.core.has(part))) return null;
  let end: number | null = null;
  for (let at = last.block; at < flat.parts.length; at++) {
    const part = flat.parts[at];
    if (part === 'text' && end !== null) return end;
    if (part !== undefined && pattern.core.has(part) && pattern.trailing.has(part)) end = at + 1;
  }
  return end;
};

/** Block after the last entry's own blocks. */
const endOf = (flat: Flat, tail: Gap, trailing: ReadonlySet<Part>): number => {
  let end = tail.from;
  for (let at = tail.from; at < tail.to; at++) {
    const part = flat.parts[at];
    if (part !== undefined && (trailing.has(part) || part === 'byline')) end = at + 1;
  }
  return end;
};
