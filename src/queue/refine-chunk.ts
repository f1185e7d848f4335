import { performance } from 'node:perf_hooks';
import { type ChunkPage, holdChunk, readChunk } from '../store/chunks.ts';
import { type Database, storeError } from '../store/database.ts';
import { linkParagraphs } from '../store/links.ts';
import { type ChunkResult, loadChunk, type SettledPage } from '../store/load.ts';
import { readRun } from '../store/runs.ts';
import type { RefineJob } from './payload.ts';
import type { Refinery } from './threads.ts';

const isSettled = (page: ChunkPage): boolean => page.refinement !== null;

const settledPage = (page: ChunkPage): SettledPage => ({
  position: page.position,
  refinement: page.refinement!,
  outcome: page.refinedByThisRun ? 'duplicate' : 'unchanged',
});

/**
 * Takes one chunk from stored bytes to loaded rows. May run twice, at once or after a crash: the chunk's own
 * row decides who loads it. Throws only what passes (the database is away, a deadlock): the job is tried again.
 */
export const refineChunk = async (database: Database, refinery: Refinery, job: RefineJob): Promise<void> => {
  try {
    const run = await readRun(database, job.run);
    const pages = await readChunk(database, run, job.chunk);
    if (pages === null) return;
    await holdChunk(database, job.run, job.chunk);
    const fresh = pages.filter((page) => !isSettled(page));
    const { pages: refined, timings } = await refinery(
      fresh.map(({ url, mediaType, charset, packed, size }) => ({ url, mediaType, charset, packed, size })),
      run.options,
    );
    const since = performance.now();
    const result: ChunkResult = {
      refined: fresh.map(({ position, pageId }, index) => ({ position, pageId, ...refined[index]! })),
      settled: pages.filter(isSettled).map(settledPage),
      timings,
    };
    const published = await loadChunk(database, run, job.chunk, result, () => performance.now() - since);
    // Committed first, looked up second: whoever publishes at the same moment sees this chunk, or is seen by it.
    if (published !== null) await linkParagraphs(database, published);
  } catch (error) {
    throw storeError(error);
  }
};
