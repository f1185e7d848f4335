import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import type { ThreadPage, ThreadResult, ThreadTask } from '../../workers/refine-thread.ts';
import { packageRoot } from '../assets.ts';
import type { Settings } from '../config.ts';
import type { Refined, RefineOptions, Stage } from '../document/index.ts';
import { type ErrorCode, WinnowError } from '../errors.ts';
import { newClock, readClock, watchClock } from './page-clock.ts';

/** Pages that travel to a thread together: enough to hide the way there, few enough to share a chunk out. */
const SLICE = 8;

export type Refinery = (pages: readonly ThreadPage[], options: RefineOptions) => Promise<ThreadResult>;

export interface Threads {
  readonly refine: Refinery;
  /** Stops the threads; pages in hand, and those that come now, are rejected with WORK_STOPPED. */
  close(): Promise<void>;
}

/** What is stored of a page that could not be refined at all. */
export const blamed = (code: ErrorCode, stage: Stage, detail: string | null): Refined => ({
  outcome: 'failed',
  code,
  stage,
  detail,
  pageType: 'other',
  language: null,
  charset: null,
  blocks: [],
  boundaries: [],
  articles: [],
});

/** How a task ended without a result, and where its thread was. */
interface Fault {
  readonly code: 'REFINE_TIMEOUT' | 'REFINE_MEMORY' | 'REFINE_FAILED';
  readonly page: number;
  readonly stage: Stage;
  readonly detail: string;
}

const sumTimings = (results: readonly ThreadResult[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { timings } of results)
    for (const [stage, milliseconds] of Object.entries(timings))
      sums[stage] = (sums[stage] ?? 0) + milliseconds;
  return sums;
};

const joined = (results: readonly ThreadResult[]): ThreadResult => ({
  pages: results.flatMap((result) => result.pages),
  timings: sumTimings(results),
});

/** Lets `places` tasks in at a time, in order, so that what waits can still be turned away. */
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

/** Megabytes for objects that live as long as a page: with V8's 48, an eighth of the time went into collecting them. */
const YOUNG_HEAP = 192;

/**
 * Opens threads that refine pages, so that the event loop stays free to renew locks. A page that takes too
 * long or too much memory ends its thread; what was in the same slice is refined again without it, and only
 * the page at fault fails. Throws CONFIG_INVALID when a thread has not the memory to begin with.
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
    resourceLimits: {
      maxOldGenerationSizeMb: settings.threadHeap,
      maxYoungGenerationSizeMb: YOUNG_HEAP,
    },
  });
  // A thread that dies reports through the task it had; the pool repeats it as an event.
  pool.on('error', () => {});
  let closing = false;
  const turn = turnstile(settings.concurrency);

  /** What a task came to grief on; throws what is no page's fault. */
  const faultOf = (error: unknown, late: boolean, clock: Int32Array): Fault => {
    if (closing) throw new WinnowError('WORK_STOPPED', null, { cause: error });
    const { page, stage } = readClock(clock);
    const { name, code } = error as { name?: string; code?: string };
    const outOfMemory = code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (page === null && outOfMemory)
      throw new WinnowError('CONFIG_INVALID', `WINNOW_THREAD_HEAP: ${settings.threadHeap} MB are too few`);
    if (page === null) throw error;
    const place = { page, stage };
    if (late) return { ...place, code: 'REFINE_TIMEOUT', detail: `${settings.pageTimeout} s` };
    if (outOfMemory) return { ...place, code: 'REFINE_MEMORY', detail: `${settings.threadHeap} MB` };
    return { ...place, code: 'REFINE_FAILED', detail: code ?? name ?? 'unknown' };
  };

  const run = (pages: readonly ThreadPage[], options: RefineOptions): Promise<ThreadResult | Fault> =>
    turn(async () => {
      // The pool itself would begin again after its end, or call it a timeout.
      if (closing) throw new WinnowError('WORK_STOPPED');
      const clock = newClock();
      const controller = new AbortController();
      const unwatch = watchClock(clock, settings.pageTimeout, () => controller.abort());
      try {
        const task: ThreadTask = { pages, options, clock };
        return (await pool.run(task, { signal: controller.signal })) as ThreadResult;
      } catch (error) {
        return faultOf(error, controller.signal.aborted, clock);
      } finally {
        unwatch();
      }
    });

  const refineSlice = async (pages: readonly ThreadPage[], options: RefineOptions): Promise<ThreadResult> => {
    if (pages.length === 0) return { pages: [], timings: {} };
    const result = await run(pages, options);
    if ('pages' in result) return result;
    const { code, page, stage, detail } = result;
    // Memory may have been taken by the pages before it: only alone is a page known to take too much.
    if (code === 'REFINE_MEMORY' && pages.length > 1) {
      const alone: ThreadResult[] = [];
      for (const one of pages) alone.push(await refineSlice([one], options));
      return joined(alone);
    }
    const failed = { refined: blamed(code, stage, detail), fingerprints: [] };
    return joined([
      await refineSlice(pages.slice(0, page), options),
      { pages: [failed], timings: {} },
      await refineSlice(pages.slice(page + 1), options),
    ]);
  };

  return {
    refine: async (pages, options) => {
      const slices: (readonly ThreadPage[])[] = [];
      for (let start = 0; start < pages.length; start += SLICE)
        slices.push(pages.slice(start, start + SLICE));
      return joined(await Promise.all(slices.map((slice) => refineSlice(slice, options))));
    },
    close: async () => {
      closing = true;
      await pool.destroy();
    },
  };
};
