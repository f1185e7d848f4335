import type { Queryable } from '../database.ts';
import { countWaiting } from '../waiting.ts';

/** Something counted by a name. */
export type Counts = Readonly<Record<string, number>>;

/** What a store holds and what waits in it, from rows that are few or that an index counts. */
export interface Totals {
  readonly runs: Counts;
  /** Chunks that are not done: `waiting`, or `queued`, which may be in a worker's hands. */
  readonly chunks: Counts;
  /** Seconds for which open chunks have waited without one being done; 0 when none is open. */
  readonly standstill: number;
  readonly failures: Counts;
  /** Paragraphs that wait to be linked, counted up to `MOST_UNLINKED`. */
  readonly unlinked: number;
  readonly bytes: number;
}

const MOST_UNLINKED = 1_000_000;

const RUNS = `
  select case when cancelled_at is null then state::text else 'cancelled' end as name, count(*) as n
  from winnow.run group by 1`;

const CHUNKS = `select state::text as name, count(*) as n from winnow.chunk where state <> 'done' group by 1`;

const FAILURES = `select code as name, count(*) as n from winnow.failure where state = 'open' group by 1`;

const STANDSTILL = `
  with going as (
    select id, started_at from winnow.run
    where state in ('reading', 'running', 'settling') and cancelled_at is null and not paused),
  open as (
    select min(started_at) as since from going
    where exists (select from winnow.chunk where run_id = going.id and chunk.state <> 'done')),
  last as (
    select greatest((select max(done_at) from winnow.chunk where run_id in (select id from going)),
                    (select max(finished_at) from winnow.run)) as done)
  select greatest(extract(epoch from now() - greatest(since, done)), 0)::float8 as seconds
  from open, last where since is not null`;

const countsOf = async (database: Queryable, sql: string): Promise<Counts> => {
  const { rows } = await database.query<{ name: string; n: number }>(sql);
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
};

/** What there is to watch of a store. */
export const readTotals = async (database: Queryable): Promise<Totals> => {
  const standstill = await database.query<{ seconds: number }>(STANDSTILL);
  const size = await database.query<{ n: number }>('select pg_database_size(current_database()) as n');
  return {
    runs: await countsOf(database, RUNS),
    chunks: await countsOf(database, CHUNKS),
    standstill: standstill.rows[0]?.seconds ?? 0,
    failures: await countsOf(database, FAILURES),
    unlinked: await countWaiting(database, MOST_UNLINKED),
    bytes: size.rows[0]!.n,
  };
};

/** How the pages of all runs ended: it reads a row for each of them. */
export const countOutcomes = (database: Queryable): Promise<Counts> =>
  countsOf(database, 'select outcome::text as name, count(*) as n from winnow.outcome group by 1');
