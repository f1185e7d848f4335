import { OUTCOMES, type Outcome } from '../../document/index.ts';
import type { Queryable } from '../database.ts';
import type { RunState, RunStatus } from '../runs.ts';

/** A run in a list: what is cheap to say of many. */
export type ListedRun = Pick<
  RunStatus,
  | 'id'
  | 'kind'
  | 'state'
  | 'staging'
  | 'paused'
  | 'priority'
  | 'pipeline'
  | 'pages'
  | 'pending'
  | 'outcomes'
  | 'startedAt'
  | 'finishedAt'
> & {
  /** The first of its sources. */
  readonly source: string | null;
};

// Of a run that is done every page has an outcome: these alone are counted.
const LIST = `
  with shown as materialized (
    select id, kind, case when cancelled_at is not null then 'cancelled' else state::text end as state, staging, paused,
      priority, pipeline_id, started_at, finished_at
    from winnow.run order by id desc limit $1 offset $2),
  ended as (
    select run_id, jsonb_object_agg(outcome, n) as outcomes, sum(n)::bigint as n from (
      select run_id, outcome, count(*) as n from winnow.outcome
      where run_id in (select id from shown) group by run_id, outcome) o
    group by run_id),
  given as (
    select run_id, count(*) as n from winnow.run_page
    where run_id in (select id from shown where state <> 'done') group by run_id)
  select shown.id, kind, state, staging, paused, priority, version as pipeline, started_at, finished_at,
    coalesce(outcomes, '{}') as outcomes, coalesce(given.n, ended.n, 0) as pages,
    coalesce(given.n, ended.n, 0) - coalesce(ended.n, 0) as pending,
    (select name from winnow.source where run_id = shown.id order by id limit 1) as source
  from shown join winnow.pipeline on pipeline.id = pipeline_id
  left join ended on ended.run_id = shown.id left join given on given.run_id = shown.id
  order by shown.id desc`;

interface Row extends Omit<ListedRun, 'outcomes' | 'startedAt' | 'finishedAt'> {
  readonly state: RunState;
  readonly outcomes: Partial<Record<Outcome, number>>;
  readonly started_at: Date;
  readonly finished_at: Date | null;
}

/** Runs, newest first. */
export const listRunsBriefly = async (
  database: Queryable,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<ListedRun[]> => {
  const { rows } = await database.query<Row>(LIST, [limit, offset]);
  return rows.map(({ outcomes, started_at, finished_at, ...run }) => ({
    ...run,
    outcomes: Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, outcomes[outcome] ?? 0]),
    ) as ListedRun['outcomes'],
    startedAt: started_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
  }));
};
