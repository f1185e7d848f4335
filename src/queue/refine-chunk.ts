import { performance } from 'node:perf_hooks';
import type { RefineResult, RefineTask } from '../../workers/refine-process.ts';
import type { Outcome, Refined } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import { type ChunkPage, holdChunk, readChunk, releaseChunks } from '../store/chunks.ts';
import type { Database } from '../store/database.ts';
import { linkWaiting } from '../store/links.ts';
import { type ChunkResult, loadChunk, type SettledPage } from '../store/load.ts';
import { type Run, readRun } from '../store/runs.ts';
import { storeError } from '../store/store-error.ts';
import { readRefined } from '../store/stored-refined.ts';
import type { RefineJob } from './payload.ts';
import { blamed, type Refine } from './refinery.ts';
import { HOLD_SECONDS } from './topology.ts';

/** Hears of each chunk that was loaded: how its pages ended, and the milliseconds that each stage took. */
export type OnChunk = (chunk: {
  readonly outcomes: readonly Outcome[];
  readonly timings: Readonly<Record<string, number>>;
}) => void;

const isSettled = (page: ChunkPage): boolean => page.refinement !== null;

const settledPage = (page: ChunkPage): SettledPage => ({
  position: page.position,
  refinement: page.refinement!,
  outcome: page.refinedByThisRun ? 'duplicate' : 'unchanged',
});

/** What a refiner is given of each page: its bytes, or what is stored of it. Throws STORE_CHANGED. */
const tasksOf = async (database: Database, pages: readonly ChunkPage[]): Promise<RefineTask['pages']> => {
  const bases = pages.flatMap(({ base }) => (base === null ? [] : [base]));
  const stored = bases.length === 0 ? new Map<number, Refined>() : await readRefined(database, bases);
  return pages.map(({ packed, base, ...page }) => {
    if (packed !== null) return { ...page, packed };
    const refined = stored.get(base ?? 0);
    if (refined === undefined) throw new WinnowError('STORE_CHANGED');
    return { stored: refined };
  });
};

const loadAndLink = async (
  database: Database,
  run: Run,
  chunk: number,
  pages: readonly ChunkPage[],
  refine: (fresh: readonly ChunkPage[]) => Promise<RefineResult>,
  onChunk: OnChunk,
): Promise<void> => {
  const fresh = pages.filter((page) => !isSettled(page));
  const { pages: refined, timings } = await refine(fresh);
  const since = performance.now();
  const result: ChunkResult = {
    refined: fresh.map(({ position, pageId, pipelineId }, index) => ({
      position,
      pageId,
      pipelineId,
      ...refined[index]!,
    })),
    settled: pages.filter(isSettled).map(settledPage),
    timings,
  };
  const elapsed = (): number => performance.now() - since;
  const waiting = await loadChunk(database, run, chunk, result, elapsed);
  if (waiting === null) return;
  const outcomes = [
    ...refined.map((page) => page.refined.outcome),
    ...result.settled.map(({ outcome }) => outcome),
  ];
  onChunk({ outcomes, timings: { ...timings, load: elapsed() } });
  // Committed first, looked up second: whoever publishes at the same moment sees this chunk, or is seen by it.
  await linkWaiting(database, waiting);
};

/** Does something with a chunk while others are told now and then that it is in hand. */
const whileHeld = async (database: Database, job: RefineJob, work: () => Promise<void>): Promise<void> => {
  const hold = (): Promise<void> => holdChunk(database, job.run, job.chunk);
  await hold();
  const holding = setInterval(() => {
    // One that is missed does no harm: the next comes before anybody else takes the chunk.
    hold().catch(() => {});
  }, HOLD_SECONDS * 1000);
  try {
    await work();
  } finally {
    clearInterval(holding);
  }
};

/**
 * Takes one chunk from stored bytes to loaded rows. May run twice, at once or after a crash: the chunk's own
 * row decides who loads it. Throws a WinnowError: the job is tried again. On its `last` attempt an error that
 * does not pass makes its pages fail, so that no chunk is tried for ever.
 */
export const refineChunk = async (
  database: Database,
  refine: Refine,
  job: RefineJob,
  last: boolean,
  onChunk: OnChunk = () => {},
): Promise<void> => {
  try {
    const run = await readRun(database, job.run);
    // Offered again when the run goes on.
    if (run.paused) return await releaseChunks(database, [job]);
    const pages = await readChunk(database, run, job.chunk);
    if (pages === null) return;
    await whileHeld(database, job, async () => {
      try {
        await loadAndLink(
          database,
          run,
          job.chunk,
          pages,
          async (fresh) => refine(await tasksOf(database, fresh), run.options),
          onChunk,
        );
      } catch (error) {
        const { code, kind, detail } = storeError(error);
        if (!last || kind === 'passing') throw error;
        const failed = { refined: blamed(code, 'load', detail), fingerprints: [] };
        await loadAndLink(
          database,
          run,
          job.chunk,
          pages,
          async (fresh) => ({ pages: fresh.map(() => failed), timings: {} }),
          onChunk,
        );
      }
    });
  } catch (error) {
    throw storeError(error);
  }
};
