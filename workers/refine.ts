import type { JobWorker } from '../src/queue/backend.ts';
import { parseRefineJob } from '../src/queue/payload.ts';
import { refineChunk } from '../src/queue/refine-chunk.ts';
import type { WorkerContext } from './process.ts';

/** Refines chunks, and asks for more whenever one is done. */
export const refineWorker = (context: WorkerContext): JobWorker =>
  context.backend.worker('refine', context.concurrency, async (data, job) => {
    const last = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
    const { database, refinery, onChunk } = context;
    await refineChunk(database, refinery.refine, parseRefineJob(data), last, onChunk);
    context.nudge();
  });
