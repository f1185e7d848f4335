import { withDeadline } from '../queue/deadline.ts';

/** What was read is good for this long at least, in milliseconds. */
const FRESH = 5_000;

/** … and for so many times what reading it took: of a database that is asked for long little is taken. */
const SHARE = 50;

/** Seconds for which a reading is waited for: then what was there before will do. */
const PATIENCE = 5;

/**
 * Gives what `read` says, without asking it each time: it is asked at most every five seconds, and less often the longer
 * it takes. Null when it cannot be read, or has not been yet.
 */
export const seldom = <T>(read: () => Promise<T>): (() => Promise<T | null>) => {
  let last: T | null = null;
  let due = 0;
  let reading: Promise<void> | null = null;
  const ask = async (): Promise<void> => {
    const begun = performance.now();
    last = await read().catch(() => null);
    const now = performance.now();
    due = now + Math.max(FRESH, SHARE * (now - begun));
    reading = null;
  };
  return async () => {
    if (performance.now() >= due) reading ??= ask();
    if (reading !== null) await withDeadline(reading, PATIENCE);
    return last;
  };
};
