import type { JudgedBlock } from '../document/block.ts';
import type { Role } from '../document/role.ts';
import { NO_EVIDENCE, type SplitEvidence, type Start } from './evidence.ts';
import { type Flat, flatten, type Gap, type Signal } from './gaps.ts';
import { firstLabel, kickerRole } from './kicker.ts';
import { objectionTo } from './objections.ts';
import { type Part, wordCount } from './part.ts';
import { markExcerpts } from './teaser.ts';

/** How much each signal says for a new article once it repeats on the page. */
const WEIGHTS: Readonly<Partial<Record<Signal, number>>> = {
  'read-more': 0.45,
  title: 0.5,
  tags: 0.45,
  'comment-count': 0.45,
  date: 0.4,
  byline: 0.35,
  'cut-off': 0.4,
  separator: 0.25,
  image: 0.2,
  'same-order': 0.3,
  'every-text': 0.25,
};

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
/** A part belongs to the pattern when this share of the starts has it. */
const CORE_SHARE = 0.65;
/** What a signal is worth that repeats, but not together with the others. */
const BESIDE_PATTERN = 0.6;
/** Parts that close an entry wherever they stand. */
const CLOSING: ReadonlySet<Part> = new Set<Part>(['read-more', 'comment-count', 'separator']);
/** Parts that open the entries of one site and close those of another; the page's first entry tells. */
const EITHER: readonly Part[] = ['tags', 'date', 'byline', 'image', 'caption'];

const TITLE_WORDS = 30;

/** What the page repeats between its texts. */
interface Pattern {
  readonly core: ReadonlySet<Signal>;
  readonly trailing: ReadonlySet<Part>;
  readonly orders: ReadonlySet<string>;
  /** How many gaps hold each signal. */
  readonly counts: ReadonlyMap<Signal, number>;
}

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

/** The signals that go together between texts: those of most gaps that hold the strongest one. */
const findPattern = (flat: Flat): Pattern | null => {
  const counts = new Map<Signal, number>();
  for (const gap of flat.gaps)
    for (const signal of gap.signals) counts.set(signal, (counts.get(signal) ?? 0) + 1);
  const inner = flat.gaps.slice(1, -1);
  let seed: Signal | null = null;
  let strongest = 0;
  for (const [signal, times] of counts) {
    const between = inner.filter((gap) => gap.signals.has(signal)).length;
    const strength = times < 2 ? 0 : (WEIGHTS[signal] ?? 0) * between;
    if (strength > strongest) {
      seed = signal;
      strongest = strength;
    }
  }
  if (seed === null) return null;
  const seeded = inner.filter((gap) => seed !== null && gap.signals.has(seed));
  const core = new Set<Signal>();
  for (const signal of counts.keys()) {
    if (WEIGHTS[signal] === undefined) continue;
    if (seeded.filter((gap) => gap.signals.has(signal)).length >= seeded.length * CORE_SHARE)
      core.add(signal);
  }
  const orders = new Map<string, number>();
  for (const gap of inner) orders.set(gap.order, (orders.get(gap.order) ?? 0) + 1);
  return {
    core,
    trailing: trailingParts(flat),
    counts,
    orders: new Set(
      [...orders].filter(([order, times]) => times >= 2 && order.includes(' ')).map(([order]) => order),
    ),
  };
};

/**
 * Parts that stand at an entry's end on this page: they follow the last text and do not precede the first
 * title. Where the first and the last entry lack a part, what comes between entries tells.
 */
const trailingParts = (flat: Flat): ReadonlySet<Part> => {
  const head = flat.gaps[0];
  const tail = flat.gaps[flat.gaps.length - 1];
  const trailing = new Set(CLOSING);
  for (const part of EITHER) {
    if (head?.signals.has(part) === true) continue;
    if (tail?.signals.has(part) === true || isBeforeFrame(flat, part)) trailing.add(part);
  }
  return trailing;
};

/** Whether the page's frame, such as an ad slot between two entries, comes after a part and never before it. */
const isBeforeFrame = (flat: Flat, part: Part): boolean => {
  let after = 0;
  for (const gap of flat.gaps.slice(1, -1)) {
    const at = flat.parts.indexOf(part, gap.from);
    if (at < 0 || at >= gap.to) continue;
    const frame = slotIn(flat, gap);
    if (frame === null) continue;
    if (frame < at) return false;
    after++;
  }
  return after > 0;
};

const SLOTS: ReadonlySet<Role> = new Set<Role>(['advertisement', 'related']);

/** Where an ad or a box of links stands in a gap. */
const slotIn = (flat: Flat, gap: Gap): number | null => {
  for (let at = gap.from; at < gap.to; at++) {
    const role = flat.blocks[at]?.role;
    if (role !== undefined && SLOTS.has(role)) return at;
  }
  return null;
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

/** Words from which on a heading is as good a title as a longer one: the last counts, above it are boxes. */
const GOOD_TITLE = 4;

/** The block that names the entry: a title, else the weightiest heading, the last of equals. */
const titleIn = (flat: Flat, from: number, to: number): number | null => {
  let best: number | null = null;
  let bestScore = 0;
  for (let at = from; at < to; at++) {
    if (flat.parts[at] === 'title') return at;
    const words = wordCount(flat.blocks[at]?.text ?? '');
    if (flat.parts[at] !== 'heading' || words > TITLE_WORDS || words < 1) continue;
    const score = Math.min(words, GOOD_TITLE);
    if (score >= bestScore) {
      best = at;
      bestScore = score;
    }
  }
  return best;
};

/** A title that reads like a sentence stands as text: short, under something of the gap, with more below it. */
const shortTextBelow = (flat: Flat, gap: Gap): number | null => {
  const words = wordCount(flat.blocks[gap.to]?.text ?? '');
  const below = flat.parts[gap.to + 1];
  const more = below === 'text' || below === 'date' || below === 'byline';
  return gap.signals.size > 0 && words >= 3 && words <= 20 && more ? gap.to : null;
};

/** … or stands as the last text above the byline and the date of its entry. */
const shortTextAbove = (flat: Flat, gap: Gap): number | null => {
  const at = gap.from - 1;
  const words = wordCount(flat.blocks[at]?.text ?? '');
  const dated = gap.signals.has('byline') || gap.signals.has('date');
  return dated && flat.parts[at] === 'text' && flat.parts[at - 1] === 'text' && words >= 3 && words <= 25
    ? at
    : null;
};

/**
 * The first block of the entry itself. Short lines may be left over from the entry above, unless something
 * has closed it: then the line over the title, with its section or kind, opens the new one.
 */
const firstOwn = (flat: Flat, from: number, gap: Gap, title: number | null): number | null => {
  const closed = from > gap.from;
  for (let at = from; at < gap.to; at++) {
    const part = flat.parts[at];
    if (part === undefined || part === 'frame') continue;
    const kicker = closed && title !== null && at < title && title - at <= 2 && isLabel(flat, at);
    if (part !== 'heading' || at === title || kicker) return at;
  }
  return title;
};

const LABEL_WORDS = 4;

const isLabel = (flat: Flat, at: number): boolean => wordCount(flat.blocks[at]?.text ?? '') <= LABEL_WORDS;

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
