import { setTimeout as sleep } from 'node:timers/promises';
import { storeError } from './store-error.ts';

/** Attempts while the database is away, doubling the wait from half a second: about a minute in all. */
const ATTEMPTS = 8;

/**
 * Runs `work` again while what stops it passes (a restart of the database, a full disk being emptied); throws
 * its error as a WinnowError when it lasts, or has lasted for about a minute.
 */
export const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++)
    try {
      return await work();
    } catch (cause) {
      const error = storeError(cause);
      if (error.kind !== 'passing' || attempt === ATTEMPTS) throw error;
      await sleep(250 * 2 ** attempt);
    }
};
