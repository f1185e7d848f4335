import { WinnowError } from '../errors.ts';
import type { Database, Queryable } from './database.ts';

/** What a schedule does when it is due and its last firing is still going on. */
export type Overlap = 'skip' | 'wait';

export interface Schedule {
  readonly name: string;
  /** Five fields, or six with seconds in front. */
  readonly cron: string;
  /** IANA name of the time zone that `cron` is meant in. */
  readonly tz: string;
  /** Arguments of `winnow`. */
  readonly command: readonly string[];
  /** Folder that relative paths of the command begin in. */
  readonly folder: string;
  readonly overlap: Overlap;
}

export interface StoredSchedule extends Schedule {
  readonly id: number;
  readonly paused: boolean;
  readonly lastDueAt: Date | null;
  readonly lastState: string | null;
  readonly lastRun: number | null;
}

/** Adds a schedule, or changes the one of this name. Returns whether it is new. */
export const putSchedule = async (database: Database, schedule: Schedule): Promise<boolean> => {
  const { name, cron, tz, command, folder, overlap } = schedule;
  const { rows } = await database.query<{ fresh: boolean }>(
    `insert into winnow.schedule (name, cron, tz, command, folder, overlap) values ($1, $2, $3, $4, $5, $6)
     on conflict (name) do update set cron = excluded.cron, tz = excluded.tz, command = excluded.command,
       folder = excluded.folder, overlap = excluded.overlap, added_at = now()
     returning xmax = 0 as fresh`,
    [name, cron, tz, command, folder, overlap],
  );
  return rows[0]!.fresh;
};

/** All schedules by name. */
export const listSchedules = async (database: Queryable): Promise<StoredSchedule[]> => {
  const { rows } = await database.query<StoredSchedule>(
    `select schedule.id, name, schedule.cron, schedule.tz, schedule.command, schedule.folder, schedule.overlap,
       schedule.paused, last_due_at as "lastDueAt", last_state as "lastState", last_run_id as "lastRun"
     from winnow.schedule join winnow.schedules on schedules.schedule = schedule.name order by name collate "C"`,
  );
  return rows;
};

const unknown = (name: string): WinnowError => new WinnowError('NOT_FOUND', `schedule ${name}`);

/** Pauses or resumes a schedule; throws NOT_FOUND. */
export const setPaused = async (database: Queryable, name: string, paused: boolean): Promise<void> => {
  const { rowCount } = await database.query('update winnow.schedule set paused = $2 where name = $1', [
    name,
    paused,
  ]);
  if (rowCount === 0) throw unknown(name);
};

/** Removes a schedule; what its firings did stays, what waited is skipped. Throws NOT_FOUND. */
export const removeSchedule = async (database: Queryable, name: string): Promise<void> => {
  const { rowCount } = await database.query(
    `with gone as (delete from winnow.schedule where name = $1 returning id),
     skipped as (
       update winnow.firing set state = 'skipped', detail = 'the schedule was removed', finished_at = now()
       where state = 'waiting' and schedule_id in (select id from winnow.schedule where name = $1))
     select from gone`,
    [name],
  );
  if (rowCount === 0) throw unknown(name);
};
