import { setTimeout as sleep } from 'node:timers/promises';
import type { Winnow } from '../../winnow.ts';

/** Milliseconds that a page waits to hear whether anybody works: it can be shown without. */
const PATIENCE = 3000;

/** How many workers are running anywhere; null when it could not be found out. */
export const workersOf = (winnow: Winnow): Promise<number | null> =>
  Promise.race([winnow.workers().catch(() => null), sleep(PATIENCE, null)]);
