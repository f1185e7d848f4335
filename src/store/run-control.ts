import { WinnowError } from '../errors.ts';
import { type Connection, type Database, type Queryable, transaction } from './database.ts';

/** Priorities that a run can have; higher comes first, 0 is what a run begins with. */
export const PRIORITIES = { least: -10, most: 10 } as const;

/** Throws NOT_FOUND for a run that is not there, USAGE for one that is over: nothing can be changed about it. */
const refuse = async (database: Queryable, run: number): Promise<never> => {
  const { rows } = await database.query('select from winnow.run where id = $1', [run]);
  if (rows.length === 0) throw new WinnowError('NOT_FOUND', `run ${run}`);
  throw new WinnowError('USAGE', `run ${run} is over`);
};

const OPEN = `id = $1 and cancelled_at is null and state not in ('done', 'failed')`;

/** Pages that workers have in hand, or are about to look at: at most so many are still loaded when a run is paused. */
export const pagesInHand = async (database: Queryable, run: number): Promise<number> => {
  const { rows } = await database.query<{ n: number }>(
    `select count(*) as n from winnow.chunk
     join winnow.run_page on run_page.run_id = chunk.run_id and run_page.chunk = chunk.ordinal
     where chunk.run_id = $1 and state = 'queued'
       and not exists (select from winnow.outcome where outcome.run_id = run_page.run_id and outcome.position = run_page.position)`,
    [run],
  );
  return rows[0]!.n;
};

/**
 * Keeps the chunks of a run from workers, or lets them go on. What is in hand is finished; reading goes on,
 * and what it stores waits. Throws NOT_FOUND or USAGE.
 */
export const pauseRun = async (database: Queryable, run: number, paused: boolean): Promise<void> => {
  const { rowCount } = await database.query(`update winnow.run set paused = $2 where ${OPEN}`, [run, paused]);
  if (rowCount === 0) await refuse(database, run);
};

/**
 * Gives a run another priority (`PRIORITIES`). Chunks that are in the queue already keep their place. Throws
 * NOT_FOUND or USAGE.
 */
export const prioritizeRun = async (database: Queryable, run: number, priority: number): Promise<void> => {
  const { rowCount } = await database.query(`update winnow.run set priority = $2 where ${OPEN}`, [
    run,
    priority,
  ]);
  if (rowCount === 0) await refuse(database, run);
};

/**
 * Ends a run before its time. A chunk that is being loaded is waited for, and stays; the others are given up
 * whole. What was loaded is settled like any run. Returns the pages that are left out. Throws NOT_FOUND or USAGE.
 */
export const cancelRun = (database: Database, run: number): Promise<number> =>
  transaction(database, async (connection) => {
    const { rowCount } = await connection.query(
      `update winnow.run set cancelled_at = now(), paused = false,
         state = case state when 'reading' then 'running' else state end, read_at = coalesce(read_at, now())
       where ${OPEN}`,
      [run],
    );
    if (rowCount === 0) await refuse(connection, run);
    // Waits for loaders, which hold the row of their chunk until they commit.
    await connection.query(`update winnow.chunk set state = 'done' where run_id = $1 and state <> 'done'`, [
      run,
    ]);
    const { rows } = await connection.query<{ n: number }>(
      `select count(*) as n from winnow.run_page left join winnow.outcome using (run_id, position)
       where run_id = $1 and outcome.run_id is null`,
      [run],
    );
    return rows[0]!.n;
  });

/** Holds the row of a run until the end of the transaction; false when the run has been cancelled. */
export const holdRun = async (connection: Connection, run: number): Promise<boolean> => {
  const { rows } = await connection.query<{ open: boolean }>(
    'select cancelled_at is null as open from winnow.run where id = $1 for share',
    [run],
  );
  return rows[0]?.open ?? false;
};
