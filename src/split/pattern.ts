import type { Role } from '../document/role.ts';
import type { Flat, Gap, Signal } from './gaps.ts';
import type { Part } from './part.ts';

/** How much each signal says for a new article once it repeats on the page. */
export const WEIGHTS: Readonly<Partial<Record<Signal, number>>> = {
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

/** A part belongs to the pattern when this share of the starts has it. */
const CORE_SHARE = 0.65;

/** Parts that close an entry wherever they stand. */
export const CLOSING: ReadonlySet<Part> = new Set<Part>(['read-more', 'comment-count', 'separator']);
/** Parts that open the entries of one site and close those of another; the page's first entry tells. */
const EITHER: readonly Part[] = ['tags', 'date', 'byline', 'image', 'caption'];

/** What the page repeats between its texts. */
export interface Pattern {
  readonly core: ReadonlySet<Signal>;
  readonly trailing: ReadonlySet<Part>;
  readonly orders: ReadonlySet<string>;
  /** How many gaps hold each signal. */
  readonly counts: ReadonlyMap<Signal, number>;
}

/** The signals that go together between texts: those of most gaps that hold the strongest one. */
export const findPattern = (flat: Flat): Pattern | null => {
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
    const at = partIn(flat, gap, part);
    if (at === null) continue;
    const frame = slotIn(flat, gap);
    if (frame === null) continue;
    if (frame < at) return false;
    after++;
  }
  return after > 0;
};

/** Where a part first stands in a gap. Never looks beyond it: pages have as many gaps as texts. */
const partIn = (flat: Flat, gap: Gap, part: Part): number | null => {
  for (let at = gap.from; at < gap.to; at++) if (flat.parts[at] === part) return at;
  return null;
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
