import type { JobWorker } from '../src/queue/backend.ts';
import { parseSettleJob } from '../src/queue/payload.ts';
import { promoteIfAsked, pruneVersions } from '../src/store/promote.ts';
import { settleRun } from '../src/store/settle.ts';
import { storeError } from '../src/store/store-error.ts';
import type { WorkerContext } from './process.ts';

/** Settles runs whose last chunk is done; one at a time, because they would wait for each other anyway. */
export const settleWorker = (context: WorkerContext): JobWorker =>
  context.backend.worker('settle', 1, async (data) => {
    try {
      const { run } = parseSettleJob(data);
      await settleRun(context.database, run);
      await promoteIfAsked(context.database, run);
      await pruneVersions(context.database, context.keepVersions);
    } catch (error) {
      throw storeError(error);
    }
  });
