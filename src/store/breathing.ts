import { setImmediate } from 'node:timers/promises';

/** How long a process may leave everything else alone: locks of jobs are renewed, and requests answered, in between. */
const LONGEST_MILLISECONDS = 50;

/** Does a step for each item, one after the other, and lets the rest of the process live meanwhile. */
export const mapBreathing = async <T, R>(items: readonly T[], step: (item: T) => R): Promise<R[]> => {
  const results: R[] = [];
  let since = performance.now();
  for (const item of items) {
    results.push(step(item));
    if (performance.now() - since < LONGEST_MILLISECONDS) continue;
    await setImmediate();
    since = performance.now();
  }
  return results;
};
