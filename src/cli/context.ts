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

/** Signals that tell a command to end, with what its exit code then says to a shell. */
const ENDING = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

type Ending = keyof typeof ENDING;

const onEnding = (listener: (signal: Ending) => void): (() => void) => {
  const signals = Object.keys(ENDING) as Ending[];
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
};

/** The command listens to signals itself. */
let stopsByItself = false;

/** Opens the store for the length of a command. One that is told to end does so at once, and stops the embedded server. */
export const withWinnow = async <T>(work: (winnow: Winnow) => Promise<T>): Promise<T> => {
  const opening = open({}, onError);
  let told = false;
  const forget = stopsByItself
    ? () => {}
    : onEnding((signal) => {
        const end = (): never => process.exit(ENDING[signal]);
        if (told) end();
        told = true;
        // Also when it comes while the server starts.
        opening.then((winnow) => winnow.abandon()).then(end, end);
      });
  try {
    const winnow = await opening;
    try {
      return await work(winnow);
    } finally {
      // The process is about to end by itself, and what its work says of that is no error.
      if (told) await new Promise(() => {});
      await winnow.close();
    }
  } finally {
    forget();
  }
};

/**
 * Tells a long command to end: aborted by the first SIGINT, SIGTERM or SIGHUP. A second one ends the process at once,
 * which loses nothing: what was in hand is taken up by the next worker. Ask for it before the store is opened.
 */
export const stopSignal = (): AbortSignal => {
  const controller = new AbortController();
  stopsByItself = true;
  onEnding((signal) => {
    if (controller.signal.aborted) process.exit(ENDING[signal]);
    controller.abort(ENDING[signal]);
    // A reader that waits for standard input would keep the process.
    process.stdin.destroy();
  });
  return controller.signal;
};

/** Says to the shell that a command was told to end before all was done. */
export const exitAsStopped = (signal: AbortSignal): void => {
  if (signal.aborted) process.exitCode = Number(signal.reason);
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
