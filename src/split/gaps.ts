import type { JudgedBlock } from '../document/block.ts';
import { type Part, partOf } from './part.ts';

/** What may speak for a new article between two texts. The names are stored with each boundary. */
export type Signal = Part | 'cut-off' | 'same-order' | 'every-text';

/** The blocks between two stretches of running text: `to` is where the next text begins. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** The parts in it, and `cut-off` when the text above it trails away. */
  readonly signals: ReadonlySet<Signal>;
  /** Its parts in order, without repeats. */
  readonly order: string;
}

/** Blocks with what each can be in an entry, and the gaps between their texts: the first before the first text, the last after the last. */
export interface Flat {
  readonly blocks: readonly JudgedBlock[];
  readonly parts: readonly Part[];
  readonly gaps: readonly Gap[];
}

const ELLIPSIS = /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|……)\s*$/;

/** Whether a text trails away, as the cut-off beginning of an article does. */
export const trailsAway = (text: string): boolean => ELLIPSIS.test(text.slice(-12));

export const flatten = (blocks: readonly JudgedBlock[]): Flat => {
  const parts = blocks.map(partOf);
  const gaps: Gap[] = [];
  let from = 0;
  let inText = false;
  for (let at = 0; at < parts.length; at++) {
    const text = parts[at] === 'text';
    if (text && !inText) gaps.push(gapOf(blocks, parts, from, at));
    if (!text && inText) from = at;
    inText = text;
  }
  if (gaps.length > 0) gaps.push(gapOf(blocks, parts, inText ? parts.length : from, parts.length));
  return { blocks, parts, gaps };
};

const gapOf = (blocks: readonly JudgedBlock[], parts: readonly Part[], from: number, to: number): Gap => {
  const signals = new Set<Signal>();
  const order: string[] = [];
  for (let at = from; at < to; at++) {
    const part = parts[at];
    if (part === undefined || part === 'frame') continue;
    signals.add(part);
    const name = part === 'title' ? 'heading' : part;
    if (order[order.length - 1] !== name) order.push(name);
  }
  const above = blocks[from - 1];
  if (above !== undefined && parts[from - 1] === 'text' && trailsAway(above.text)) signals.add('cut-off');
  return { from, to, signals, order: order.join(' ') };
};
