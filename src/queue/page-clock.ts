import { performance } from 'node:perf_hooks';
import { STAGES, type Stage } from '../document/index.ts';

const SLOTS = 2;
const PAGE = 0;
const STAGE = 1;

/** How often a watch looks, in milliseconds. */
const LOOK_MILLISECONDS = 100;

/** Where a thread is, in memory that it shares with its process: readable while the thread is deaf. */
export interface PagePlace {
  /** Index in the task of the page in hand; null before the first. */
  readonly page: number | null;
  readonly stage: Stage;
}

export const newClock = (): Int32Array<SharedArrayBuffer> =>
  new Int32Array(new SharedArrayBuffer(SLOTS * Int32Array.BYTES_PER_ELEMENT));

/** Called by the thread when it takes up a page. */
export const beginPage = (clock: Int32Array, page: number): void => {
  Atomics.store(clock, STAGE, 0);
  Atomics.store(clock, PAGE, page + 1);
};

/** Called by the thread when the page in hand enters a stage. */
export const beginStage = (clock: Int32Array, stage: Stage): void => {
  Atomics.store(clock, STAGE, STAGES.indexOf(stage));
};

export const readClock = (clock: Int32Array): PagePlace => {
  const page = Atomics.load(clock, PAGE);
  return { page: page === 0 ? null : page - 1, stage: STAGES[Atomics.load(clock, STAGE)] ?? 'read' };
};

/**
 * Calls `late` when a page has been in hand for more than `seconds`. The start of a thread counts for no page,
 * nor does time in which this process itself stood still (suspended, or starved of processor). Returns what
 * ends the watch.
 */
export const watchClock = (clock: Int32Array, seconds: number, late: () => void): (() => void) => {
  let seen: number | null = null;
  let spent = 0;
  let looked = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const passed = Math.min(now - looked, LOOK_MILLISECONDS * 5);
    looked = now;
    const { page } = readClock(clock);
    spent = page === seen ? spent + passed : 0;
    seen = page;
    if (page !== null && spent > seconds * 1000) {
      clearInterval(timer);
      late();
    }
  }, LOOK_MILLISECONDS);
  return () => clearInterval(timer);
};
