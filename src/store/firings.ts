import { WinnowError } from '../errors.ts';
import { type Database, type Queryable, transaction } from './database.ts';
import type { Overlap } from './schedules.ts';

/** What a worker is to do for a firing. */
export interface FiringTask {
  readonly command: readonly string[];
  readonly folder: string;
}

/** How the command of a firing ended. */
export interface FiringResult {
  readonly state: 'done' | 'failed';
  readonly run: number | null;
  readonly detail: string | null;
}

/** Seconds of silence after which the process that fires is taken for dead. */
const SILENCE_SECONDS = 60;

/** Notes that a schedule is due; the same moment is one firing however often it is noted. Null when it is gone. */
export const recordFiring = async (
  database: Queryable,
  schedule: number,
  dueAt: Date,
): Promise<number | null> => {
  await database.query(
    `insert into winnow.firing (schedule_id, name, command, due_at, by_hand)
     select id, name, command, $2, false from winnow.schedule where id = $1
     on conflict (schedule_id, due_at) do nothing`,
    [schedule, dueAt],
  );
  const { rows } = await database.query<{ id: number }>(
    'select id from winnow.firing where schedule_id = $1 and due_at = $2',
    [schedule, dueAt],
  );
  return rows[0]?.id ?? null;
};

/** Asks for a firing now, whether the schedule is paused or not; a worker takes it up. Throws NOT_FOUND. */
export const askForFiring = async (database: Queryable, name: string): Promise<number> => {
  const { rows } = await database.query<{ id: number }>(
    `insert into winnow.firing (schedule_id, name, command, due_at, by_hand)
     select id, name, command, clock_timestamp(), true from winnow.schedule where name = $1 returning id`,
    [name],
  );
  if (!rows[0]) throw new WinnowError('NOT_FOUND', `schedule ${name}`);
  return rows[0].id;
};

/** Firings that wait for a worker, oldest first; those whose worker fell silent wait again. */
export const waitingFirings = async (database: Queryable): Promise<number[]> => {
  await database.query(
    `update winnow.firing set state = 'waiting'
     where state = 'started' and seen_at < now() - make_interval(secs => $1)`,
    [SILENCE_SECONDS],
  );
  // Its schedule was removed while it was begun: nobody can begin it again.
  await database.query(
    `update winnow.firing set state = 'skipped', detail = 'the schedule was removed', finished_at = now()
     where state = 'waiting' and schedule_id is null`,
  );
  const { rows } = await database.query<{ id: number }>(
    `select id from winnow.firing where state = 'waiting' order by id`,
  );
  return rows.map((row) => row.id);
};

/** What keeps firing $1 of schedule $2 from beginning: one that goes on, or whose run does; or one that waits before it. */
const IN_THE_WAY = `
  select firing.id, firing.state = 'waiting' as waits
  from winnow.firing left join winnow.run on run.id = run_id
  where schedule_id = $2 and firing.id <> $1
    and (firing.state = 'started' or firing.state = 'waiting' and firing.id < $1
         or run.state in ('reading', 'running', 'settling'))
  order by waits desc, firing.id desc limit 1`;

const skip = (database: Queryable, id: number, detail: string): Promise<unknown> =>
  database.query(
    `update winnow.firing set state = 'skipped', detail = $2, finished_at = now() where id = $1`,
    [id, detail],
  );

/**
 * Begins a firing: what to do, or null when there is nothing to do now. When the one before is still going on it is
 * skipped or waits, as its schedule says; never more than one waits.
 */
export const beginFiring = (database: Database, id: number): Promise<FiringTask | null> =>
  transaction(database, async (connection) => {
    const { rows } = await connection.query<
      FiringTask & { schedule: number; overlap: Overlap; state: string }
    >(
      `select schedule.id as schedule, overlap, firing.state, firing.command, folder
       from winnow.firing join winnow.schedule on schedule.id = schedule_id
       where firing.id = $1 for update`,
      [id],
    );
    const firing = rows[0];
    if (firing?.state !== 'waiting') return null;
    const other = await connection.query<{ id: number; waits: boolean }>(IN_THE_WAY, [id, firing.schedule]);
    const before = other.rows[0];
    if (before !== undefined) {
      if (before.waits) await skip(connection, id, `firing ${before.id} waits already`);
      else if (firing.overlap === 'skip')
        await skip(connection, id, `firing ${before.id} was still going on`);
      return null;
    }
    await connection.query(
      `update winnow.firing set state = 'started', started_at = now(), seen_at = now() where id = $1`,
      [id],
    );
    return { command: firing.command, folder: firing.folder };
  });

/** Notes that the process which fires is alive. */
export const touchFiring = async (database: Queryable, id: number): Promise<void> => {
  await database.query(`update winnow.firing set seen_at = now() where id = $1 and state = 'started'`, [id]);
};

/** Gives a firing back that was begun and not ended. */
export const releaseFiring = async (database: Queryable, id: number): Promise<void> => {
  await database.query(`update winnow.firing set state = 'waiting' where id = $1 and state = 'started'`, [
    id,
  ]);
};

/** Notes how the command of a firing ended. */
export const endFiring = async (database: Queryable, id: number, result: FiringResult): Promise<void> => {
  await database.query(
    `update winnow.firing set state = $2::winnow.firing_state, run_id = $3, detail = $4, finished_at = now()
     where id = $1 and state = 'started'`,
    [id, result.state, result.run, result.detail],
  );
};

export interface Firing {
  readonly firing_id: number;
  readonly schedule: string;
  readonly command: string;
  readonly due_at: Date;
  readonly by_hand: boolean;
  readonly state: string;
  readonly run_id: number | null;
  readonly run_state: string | null;
  readonly detail: string | null;
}

/** The latest firings, of one schedule or of all, newest first. */
export const listFirings = async (
  database: Queryable,
  name: string | null,
  limit: number,
): Promise<Firing[]> => {
  const { rows } = await database.query<Firing>(
    `select firing_id, schedule, command, due_at, by_hand, state, run_id, run_state, detail
     from winnow.schedule_firings where $1::text is null or schedule = $1 order by due_at desc, firing_id desc limit $2`,
    [name, limit],
  );
  return rows;
};
