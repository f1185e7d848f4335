import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import type { ThreadPage, ThreadResult, ThreadTask } from '../../workers/refine-thread.ts';
import { packageRoot } from '../assets.ts';
import type { Settings } from '../config.ts';
import type { Refined, RefineOptions } from '../document/index.ts';
import { type ErrorCode, WinnowError } from '../errors.ts';

/** Pages that travel to a thread together: enough to hide the way there, few enough to share a chunk out. */
const SLICE = 8;

export type Refinery = (pages: readonly ThreadPage[], options: RefineOptions) => Promise<ThreadResult>;

export interface Threads {
  readonly refine: Refinery;
  /** Stops the threads; pages in hand are rejected with an error and go back to the queue. */
  close(): Promise<void>;
}

/** What is stored of a page that could not be refined at all. */
export const blamed = (code: ErrorCode, detail: string | null): Refined => ({
  outcome: 'failed',
  code,
  stage: 'clean',
  detail,
  pageType: 'other',
  language: null,
  charset: null,
  blocks: [],
  boundaries: [],
  articles: [],
});

/** What ended a thread: only time and memory are the page's fault. */
const faultOf = (error: unknown): ErrorCode | null => {
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'AbortError') return 'REFINE_TIMEOUT';
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'REFINE_MEMORY';
  return null;
};

const sumTimings = (results: readonly ThreadResult[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { timings } of results)
    for (const [stage, milliseconds] of Object.entries(timings))
      sums[stage] = (sums[stage] ?? 0) + milliseconds;
  return sums;
};

/** Lets `places` tasks in at a time, in order: the clock of a task must not run while it waits for a thread. */
const turnstile = (places: number) => {
  const waiting: (() => void)[] = [];
  let free = places;
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
};

/**
 * Opens threads that refine pages, so that the event loop stays free to renew locks. A page that takes too
 * long or too much memory ends its thread; its slice is then refined page by page, and only the page at
 * fault fails.
 */
export const openThreads = (
  settings: Pick<Settings, 'concurrency' | 'pageTimeout' | 'threadHeap'>,
): Threads => {
  const filename = join(packageRoot, 'dist', 'workers', 'refine-thread.js');
  if (!existsSync(filename))
    throw new WinnowError('USAGE', 'the package has not been built: run `npm run build`');
  const pool = new Piscina({
    filename,
    minThreads: 1,
    maxThreads: settings.concurrency,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: settings.threadHeap },
  });
  // A thread that dies reports through the task it had; the pool repeats it as an event.
  pool.on('error', () => {});

  const turn = turnstile(settings.concurrency);
  const run = (task: ThreadTask): Promise<ThreadResult> =>
    turn(() => {
      const signal = AbortSignal.timeout(settings.pageTimeout * 1000 * (task.pages.length > 1 ? 2 : 1));
      return pool.run(task, { signal }) as Promise<ThreadResult>;
    });

  const refineSlice = async (task: ThreadTask): Promise<ThreadResult> => {
    try {
      return await run(task);
    } catch (error) {
      const code = faultOf(error);
      if (code === null) throw error;
      if (task.pages.length === 1) {
        const limit = code === 'REFINE_TIMEOUT' ? `${settings.pageTimeout} s` : `${settings.threadHeap} MB`;
        return { pages: [{ refined: blamed(code, limit), fingerprints: [] }], timings: {} };
      }
    }
    const results: ThreadResult[] = [];
    for (const page of task.pages) results.push(await refineSlice({ ...task, pages: [page] }));
    return { pages: results.flatMap((result) => result.pages), timings: sumTimings(results) };
  };

  return {
    refine: async (pages, options) => {
      const slices: ThreadTask[] = [];
      for (let start = 0; start < pages.length; start += SLICE)
        slices.push({ pages: pages.slice(start, start + SLICE), options });
      const results = await Promise.all(slices.map(refineSlice));
      return { pages: results.flatMap((result) => result.pages), timings: sumTimings(results) };
    },
    close: () => pool.destroy(),
  };
};
