import type { JobWorker } from '../src/queue/backend.ts';
import { runFiring } from '../src/queue/firing-command.ts';
import { parseScheduleJob } from '../src/queue/payload.ts';
import { beginFiring, endFiring, recordFiring, releaseFiring, touchFiring } from '../src/store/firings.ts';
import { storeError } from '../src/store/store-error.ts';
import type { WorkerContext } from './process.ts';

/** Commands that one process gives at the same time. */
const AT_ONCE = 2;

/** How often a firing says that it is alive, in milliseconds. */
const TOUCH_MILLISECONDS = 10_000;

/** Gives the commands of schedules that are due. */
export const scheduleWorker = (
  { backend, database, connections, nudge }: WorkerContext,
  signal: AbortSignal,
): JobWorker =>
  backend.worker('schedule', AT_ONCE, async (data, job) => {
    try {
      const task = parseScheduleJob(data);
      const firing =
        'firing' in task
          ? task.firing
          : await recordFiring(database, task.schedule, new Date(job.opts.prevMillis ?? job.timestamp));
      const begun = firing === null ? null : await beginFiring(database, firing);
      if (firing === null || begun === null) return;
      const touch = setInterval(() => {
        touchFiring(database, firing).catch(() => {});
      }, TOUCH_MILLISECONDS);
      try {
        const result = await runFiring(begun, connections, signal);
        if (result === null) await releaseFiring(database, firing);
        else await endFiring(database, firing, result);
      } finally {
        clearInterval(touch);
      }
      nudge();
    } catch (error) {
      throw storeError(error);
    }
  });
