import type { RefineResult, RefineTask } from '../../workers/refine-process.ts';
import type { Settings } from '../config.ts';
import type { Refined, RefineOptions, Stage } from '../document/index.ts';
import { type ErrorCode, WinnowError } from '../errors.ts';
import { keepRefiner, takeRefiner } from './idle-refiners.ts';
import { SLICE } from './page-place.ts';
import type { Fault, Refiner } from './refiner.ts';

/** How often a page that is alone in its process may see it end before the page is blamed for that. */
const DEATHS = 3;

export type Refine = (pages: RefineTask['pages'], options: RefineOptions) => Promise<RefineResult>;

export interface Refinery {
  readonly refine: Refine;
  /** Rejects the pages in hand, and those that come now, with WORK_STOPPED, and ends the processes that have some. */
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

const CODES = {
  timeout: 'REFINE_TIMEOUT',
  memory: 'REFINE_MEMORY',
  thrown: 'REFINE_FAILED',
  unstarted: 'REFINE_UNSTARTED',
  killed: 'REFINE_CRASHED',
} as const satisfies Record<Fault['kind'], ErrorCode>;

const failed = ({ kind, stage, detail }: Fault): RefineResult => ({
  pages: [{ refined: blamed(CODES[kind], stage, detail), fingerprints: [] }],
  timings: {},
});

const sumTimings = (results: readonly RefineResult[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { timings } of results)
    for (const [stage, milliseconds] of Object.entries(timings))
      sums[stage] = (sums[stage] ?? 0) + milliseconds;
  return sums;
};

const joined = (results: readonly RefineResult[]): RefineResult => ({
  pages: results.flatMap((result) => result.pages),
  timings: sumTimings(results),
});

/** Lends refiners, never more than `places` at a time, in the order they are asked for. */
const lender = (places: number, heap: number) => {
  const waiting: (() => void)[] = [];
  const busy = new Set<Refiner>();
  let free = places;
  const lend = async <T>(work: (refiner: Refiner) => Promise<T>): Promise<T> => {
    // A place that is given back goes to who waits, and is never free in between.
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    const refiner = takeRefiner(heap);
    busy.add(refiner);
    try {
      return await work(refiner);
    } finally {
      busy.delete(refiner);
      keepRefiner(refiner);
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
  const kill = async (): Promise<void> => {
    await Promise.all([...busy].map((refiner) => refiner.kill()));
  };
  // It starts while the first pages are read.
  keepRefiner(takeRefiner(heap));
  return { lend, kill };
};

/**
 * Opens processes that refine pages, so that the event loop stays free to renew locks. A page that takes too
 * long or too much memory ends its process; what was in the same slice is refined again without it, and only
 * the page at fault fails. Throws CONFIG_INVALID when a process has not the memory to begin with, and
 * REFINE_UNSTARTED when it cannot begin at all.
 */
export const openRefinery = (
  settings: Pick<Settings, 'concurrency' | 'pageTimeout' | 'threadHeap'>,
): Refinery => {
  let closing = false;
  const { lend, kill } = lender(settings.concurrency, settings.threadHeap);

  const run = (pages: RefineTask['pages'], options: RefineOptions): Promise<RefineResult | Fault> =>
    lend(async (refiner) => {
      if (closing) throw new WinnowError('WORK_STOPPED');
      const result = await refiner.run({ pages, options }, settings.pageTimeout);
      if (closing && !('pages' in result)) throw new WinnowError('WORK_STOPPED');
      return result;
    });

  const oneByOne = async (
    pages: RefineTask['pages'],
    options: RefineOptions,
    deaths: number,
  ): Promise<RefineResult> => {
    const alone: RefineResult[] = [];
    for (const page of pages) alone.push(await refineSlice([page], options, deaths));
    return joined(alone);
  };

  /** `deaths`: how many processes of these very pages have ended for a reason that nobody knows. */
  const refineSlice = async (
    pages: RefineTask['pages'],
    options: RefineOptions,
    deaths = 0,
  ): Promise<RefineResult> => {
    if (pages.length === 0) return { pages: [], timings: {} };
    const result = await run(pages, options);
    if ('pages' in result) return result;
    const { kind, page } = result;
    if (page === null && kind === 'memory')
      throw new WinnowError('CONFIG_INVALID', `WINNOW_THREAD_HEAP: ${settings.threadHeap} MB are too few`);
    if (kind === 'unstarted') throw new WinnowError(CODES.unstarted, result.detail);
    // Somebody may have ended the process from outside: a page is only blamed when that goes on.
    if (kind === 'killed' && (pages.length > 1 || deaths + 1 < DEATHS))
      return oneByOne(pages, options, pages.length > 1 ? 0 : deaths + 1);
    // Memory may have been taken by the pages before it: only alone is a page known to take too much.
    if (kind === 'memory' && pages.length > 1) return oneByOne(pages, options, 0);
    const at = page ?? 0;
    return joined([
      await refineSlice(pages.slice(0, at), options),
      failed(result),
      await refineSlice(pages.slice(at + 1), options),
    ]);
  };

  return {
    refine: async (pages, options) => {
      const slices: RefineTask['pages'][] = [];
      for (let start = 0; start < pages.length; start += SLICE)
        slices.push(pages.slice(start, start + SLICE));
      return joined(await Promise.all(slices.map((slice) => refineSlice(slice, options))));
    },
    close: async () => {
      closing = true;
      await kill();
    },
  };
};
