import { performance } from 'node:perf_hooks';
import { STAGES, type Stage } from '../document/index.ts';

/** Pages that travel to a refiner together: enough to hide the way there, few enough to share a chunk out. */
export const SLICE = 8;

/** How often a watch looks, in milliseconds. */
const LOOK_MILLISECONDS = 100;

/** Where a refiner is. */
export interface PagePlace {
  /** Index in the task of the page in hand; null before the first. */
  readonly page: number | null;
  readonly stage: Stage;
}

export const NOWHERE: PagePlace = { page: null, stage: 'read' };

/** A place as one byte, which no end of a process can cut: a bit that alternates from task to task, page, stage. */
export const encodePlace = (turn: 0 | 1, page: number, stage: Stage): number =>
  (turn << 7) | (page << 4) | STAGES.indexOf(stage);

/** Null for a byte of another task. */
export const decodePlace = (turn: 0 | 1, byte: number): PagePlace | null =>
  byte >> 7 === turn ? { page: (byte >> 4) & 7, stage: STAGES[byte & 15] ?? 'read' } : null;

/**
 * Calls `late` when a page has been in hand for more than `seconds`. The start of a refiner counts for no page,
 * nor does time in which this process itself stood still (suspended, or starved of processor). Returns what
 * ends the watch.
 */
export const watchPlace = (where: () => PagePlace, seconds: number, late: () => void): (() => void) => {
  let seen: number | null = null;
  let spent = 0;
  let looked = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const passed = Math.min(now - looked, LOOK_MILLISECONDS * 5);
    looked = now;
    const { page } = where();
    spent = page === seen ? spent + passed : 0;
    seen = page;
    if (page !== null && spent > seconds * 1000) {
      clearInterval(timer);
      late();
    }
  }, LOOK_MILLISECONDS);
  return () => clearInterval(timer);
};
