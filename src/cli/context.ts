import { WinnowError } from '../errors.ts';
import { open, type Winnow } from '../winnow.ts';
import { log } from './log.ts';
import { note } from './output.ts';

const REPEAT_MILLISECONDS = 10_000;

/** Connections that break are mended by the libraries: said once in a while, not once a try. */
const onError = (() => {
  const said = new Map<string, number>();
  return (error: Error): void => {
    const code = (error as { code?: string }).code ?? error.name;
    const now = performance.now();
    if (now - (said.get(code) ?? -REPEAT_MILLISECONDS) < REPEAT_MILLISECONDS) return;
    said.set(code, now);
    log.warn({ code }, 'a connection broke or a job failed; it is tried again');
    // What stands still for it should be known to who waits.
    if (error instanceof WinnowError && error.code === 'QUEUE_UNREACHABLE')
      note(`winnow: ${error.message}; it is tried again (${error.code})`);
  };
})();

/** Opens the store for the length of a command. */
export const withWinnow = async <T>(work: (winnow: Winnow) => Promise<T>): Promise<T> => {
  const winnow = await open({}, onError);
  try {
    return await work(winnow);
  } finally {
    await winnow.close();
  }
};

/**
 * Tells a long command to end: aborted by the first SIGINT or SIGTERM. A second one ends the process at once,
 * which loses nothing: what was in hand is taken up by the next worker.
 */
export const stopSignal = (): AbortSignal => {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    // A reader that waits for standard input would keep the process.
    process.stdin.destroy();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
};

/** A whole number of an option; anything else is wrong use. */
export const integer =
  (name: string, least = 0) =>
  (value: string): number => {
    if (!/^\d{1,15}$/.test(value) || Number(value) < least)
      throw new WinnowError('USAGE', `${name} takes a whole number from ${least}`);
    return Number(value);
  };

/** A day of an option, as `2026-01-31`; anything else is wrong use. */
export const day =
  (name: string) =>
  (value: string): string => {
    const read = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
    if (read === null || Number.isNaN(read.getTime()) || !read.toISOString().startsWith(value))
      throw new WinnowError('USAGE', `${name} takes a day such as 2026-01-31`);
    return value;
  };

/** A percentage of an option, as a share from 0 to 1; anything else is wrong use. */
export const percentage =
  (name: string) =>
  (value: string): number => {
    const percent = Number(value);
    if (value.trim() === '' || !(percent >= 0 && percent <= 100))
      throw new WinnowError('USAGE', `${name} takes a percentage from 0 to 100`);
    return percent / 100;
  };
