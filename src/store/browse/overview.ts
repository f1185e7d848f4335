import type { ErrorCode } from '../../errors.ts';
import type { Queryable } from '../database.ts';

/** How much there is of something. */
export interface Holding {
  readonly count: number;
  /** False for what the planner of the database takes it to be. */
  readonly exact: boolean;
}

/** What waits for workers of a run. */
export interface QueuedRun {
  readonly run: number;
  readonly paused: boolean;
  /** Chunks that wait for a place in the queue, and those that workers have in hand or are about to take. */
  readonly waiting: number;
  readonly queued: number;
}

/** What a store holds and what goes on in it, by means that are cheap whatever its size. */
export interface Overview {
  readonly pages: Holding;
  readonly articles: Holding;
  readonly sites: Holding;
  readonly entities: Holding;
  /** Open failures, most frequent code first. */
  readonly failures: readonly { readonly code: ErrorCode; readonly pages: number }[];
  /** Runs that have chunks left, the oldest first. */
  readonly queue: readonly QueuedRun[];
}

/** What is counted one by one. */
const COUNTED = 10_000;

/** How many rows a table or view has: counted when they are few, else as the planner expects. */
const holdingOf = async (database: Queryable, relation: string): Promise<Holding> => {
  const { rows } = await database.query<{ n: number }>(
    `select count(*) as n from (select from ${relation} limit ${COUNTED + 1}) counted`,
  );
  const { n } = rows[0]!;
  if (n <= COUNTED) return { count: n, exact: true };
  const plan = await database.query<{ 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }>(
    `explain (format json) select from ${relation}`,
  );
  return { count: Math.max(n, plan.rows[0]!['QUERY PLAN'][0]!.Plan['Plan Rows']), exact: false };
};

const FAILURES = `
  select code, count(*) as pages from winnow.failure where state = 'open' group by code order by count(*) desc, code`;

const QUEUE = `
  select run.id as run, paused, count(*) filter (where chunk.state = 'waiting') as waiting,
    count(*) filter (where chunk.state = 'queued') as queued
  from winnow.chunk join winnow.run on run.id = run_id
  where chunk.state <> 'done' group by run.id order by run.id limit 20`;

/** Reads the overview of a store. */
export const readOverview = async (database: Queryable): Promise<Overview> => ({
  pages: await holdingOf(database, 'winnow.page'),
  articles: await holdingOf(database, 'winnow.articles'),
  sites: await holdingOf(database, 'winnow.site'),
  entities: await holdingOf(database, 'winnow.entity'),
  failures: (await database.query<Overview['failures'][number]>(FAILURES)).rows,
  queue: (await database.query<QueuedRun>(QUEUE)).rows,
});
