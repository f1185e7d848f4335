import { releaseChunks, runsToSettle, takeChunks } from '../store/chunks.ts';
import type { Database } from '../store/database.ts';
import { closeAbandoned } from '../store/runs.ts';
import type { JobQueue } from './backend.ts';
import { jobOptions, jobPriority } from './job-options.ts';
import type { RefineJob, SettleJob } from './payload.ts';
import { LOST_SECONDS, READER_SILENCE_SECONDS, STALE_SECONDS, turnOf, WINDOW } from './topology.ts';

export interface Queues {
  readonly refine: JobQueue;
  readonly settle: JobQueue;
}

/** Whether the queue has no job that could still reach a worker. */
const isEmpty = async (queue: JobQueue): Promise<boolean> =>
  Object.values(await queue.getJobCounts('wait', 'active', 'delayed', 'prioritized')).every(
    (count) => count === 0,
  );

/**
 * Moves waiting chunks into the queue as far as the window allows; returns how many. A chunk that should be
 * queued is offered again when it is long overdue, or soon when the queue is empty and so must have lost it.
 */
export const dispatchChunks = async (database: Database, queues: Queues): Promise<number> => {
  const overdue = (await isEmpty(queues.refine)) ? LOST_SECONDS : STALE_SECONDS;
  const chunks = await takeChunks(database, WINDOW, overdue);
  if (chunks.length === 0) return 0;
  try {
    await queues.refine.addBulk(
      chunks.map(({ run, chunk, priority, offer }) => {
        const data: RefineJob = { v: 1, run, chunk };
        // Another job each time: a worker whose clock was wrong may have locked or delayed the one before for hours.
        const id = `run${run}-chunk${chunk}-${offer}`;
        const opts = { ...jobOptions('refine', id), ...jobPriority(priority) };
        return { name: 'refine', data, opts };
      }),
    );
  } catch (error) {
    await releaseChunks(database, chunks);
    throw error;
  }
  return chunks.length;
};

/** Asks for the settling of every run that has nothing left to refine. */
const dispatchSettling = async (database: Database, queues: Queues): Promise<void> => {
  const runs = await runsToSettle(database);
  if (runs.length === 0) return;
  await queues.settle.addBulk(
    runs.map((run) => {
      const data: SettleJob = { v: 1, run };
      return { name: 'settle', data, opts: jobOptions('settle', `run${run}-${turnOf()}`) };
    }),
  );
};

/** One turn of the dispatcher: closes what dead readers left open, then feeds both queues. */
export const dispatch = async (database: Database, queues: Queues): Promise<void> => {
  await closeAbandoned(database, READER_SILENCE_SECONDS);
  await dispatchChunks(database, queues);
  await dispatchSettling(database, queues);
};
