import type { Database } from '../store/database.ts';
import { waitingFirings } from '../store/firings.ts';
import { listSchedules } from '../store/schedules.ts';
import type { JobQueue, ScheduleQueue } from './backend.ts';
import { jobOptions } from './job-options.ts';
import type { ScheduleJob } from './payload.ts';
import { turnOf } from './topology.ts';

const keyOf = (schedule: number): string => `schedule-${schedule}`;

/**
 * Makes the queue's job schedulers those of the database, which alone is the truth: what the queue lost is put back,
 * what was paused or removed is taken out. What is right already is left alone.
 */
export const syncSchedules = async (database: Database, queue: ScheduleQueue): Promise<void> => {
  const wanted = (await listSchedules(database)).filter((schedule) => !schedule.paused);
  const present = new Map((await queue.getJobSchedulers()).map((item) => [item.key, item]));
  for (const { id, cron, tz } of wanted) {
    const known = present.get(keyOf(id));
    present.delete(keyOf(id));
    if (known?.pattern === cron && known.tz === tz) continue;
    const data: ScheduleJob = { v: 1, schedule: id };
    const { jobId: _, ...opts } = jobOptions('schedule', keyOf(id));
    await queue.upsertJobScheduler(keyOf(id), { pattern: cron, tz }, { name: 'schedule', data, opts });
  }
  for (const key of present.keys()) await queue.removeJobScheduler(key);
};

/** Puts firings that wait into the queue; one that is there already is not put twice. */
export const dispatchFirings = async (database: Database, queue: JobQueue): Promise<void> => {
  const firings = await waitingFirings(database);
  if (firings.length === 0) return;
  await queue.addBulk(
    firings.map((firing) => {
      const data: ScheduleJob = { v: 1, firing };
      return { name: 'firing', data, opts: jobOptions('schedule', `firing-${firing}-${turnOf()}`) };
    }),
  );
};
