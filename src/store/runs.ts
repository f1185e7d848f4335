import type { RefineOptions } from '../document/index.ts';
import { OUTCOMES, type Outcome } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import type { Database, Queryable } from './database.ts';
import { readHabits } from './habits.ts';
import { pipelineAtHand, putPipeline } from './pipeline.ts';
import { templateRules } from './templates.ts';

export type RunState = 'reading' | 'running' | 'settling' | 'done' | 'failed' | 'cancelled';

/** Failures and rejections that have the same code, stage and site. */
export interface RunErrors {
  readonly code: string;
  readonly stage: string | null;
  /** Host of the pages; null for records that never became a page with an address. */
  readonly site: string | null;
  readonly pages: number;
}

/** What readers see of a run: `direct`, each page as it is loaded; `staged`, nothing until it is promoted. */
export type Staging = 'direct' | 'staged' | 'promoted' | 'discarded';

export interface Run {
  readonly id: number;
  readonly startedAt: Date;
  readonly options: RefineOptions;
  readonly staging: Staging;
}

/** Status of a run, from its rows alone: `pages` is always the sum of the outcomes and of what is pending. */
export interface RunStatus {
  readonly id: number;
  readonly kind: string;
  readonly state: RunState;
  readonly staging: Staging;
  readonly pipeline: string;
  readonly sources: readonly string[];
  readonly pages: number;
  /** Pages without an outcome: still to come, or left out when the run was cancelled. */
  readonly pending: number;
  readonly paused: boolean;
  readonly priority: number;
  /** Pages that end in a second: over the last half minute while it goes on, over all of it when it is done. */
  readonly rate: number;
  /** Seconds until nothing is pending, at that rate; null when that cannot be said. */
  readonly secondsLeft: number | null;
  /** What pages failed or were rejected with, most frequent first, ten at most. */
  readonly errors: readonly RunErrors[];
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Records that are not pages, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Articles of the pages that this run loaded. */
  readonly articles: number;
  readonly startedAt: string;
  readonly readAt: string | null;
  readonly finishedAt: string | null;
  /** Milliseconds spent in each stage, summed over workers. */
  readonly timings: Readonly<Record<string, number>>;
}

/** The options of a run that begins now: what was learned of sites is part of them. */
export const optionsInForce = async (database: Database, given: RefineOptions): Promise<RefineOptions> => {
  const habits = given.habits ?? (await readHabits(database));
  const templates = given.templates ?? (await templateRules(database));
  return {
    ...given,
    ...(habits.length === 0 ? {} : { habits }),
    ...(templates.length === 0 ? {} : { templates }),
  };
};

/** Registers a run with its options and with what has been learned of sites; its pages follow in chunks. */
export const createRun = async (
  database: Database,
  kind: 'ingest' | 'reprocess',
  given: RefineOptions,
  staging: 'direct' | 'staged' = 'direct',
  priority = 0,
): Promise<Run> => {
  const options = await optionsInForce(database, given);
  const pipelineId = await putPipeline(database, pipelineAtHand(options));
  const { rows } = await database.query<{ id: number; started_at: Date }>(
    'insert into winnow.run (kind, pipeline_id, staging, priority) values ($1, $2, $3, $4) returning id, started_at',
    [kind, pipelineId, staging, priority],
  );
  return { id: rows[0]!.id, startedAt: rows[0]!.started_at, options, staging };
};

/** What a worker must know of a run; throws NOT_FOUND. */
export const readRun = async (database: Queryable, id: number): Promise<Run & { paused: boolean }> => {
  const { rows } = await database.query<{
    paused: boolean;
    started_at: Date;
    options: RefineOptions;
    staging: Staging;
  }>(
    `select started_at, options, staging, paused
     from winnow.run join winnow.pipeline on pipeline.id = pipeline_id where run.id = $1`,
    [id],
  );
  const row = rows[0];
  if (!row) throw new WinnowError('NOT_FOUND', `run ${id}`);
  return {
    id,
    startedAt: row.started_at,
    options: row.options,
    staging: row.staging,
    paused: row.paused,
  };
};

/** Notes that the reader of a run is alive; a run whose reader falls silent is closed by `closeAbandoned`. */
export const touchReader = async (database: Queryable, run: number): Promise<void> => {
  await database.query('update winnow.run set reader_seen_at = now() where id = $1', [run]);
};

/**
 * Ends the reading of a run: what was skipped is noted, and its end no longer waits for more pages. A run that was
 * closed because its reader had fallen silent stays closed, and only learns what was skipped.
 */
export const finishReading = async (
  database: Queryable,
  run: number,
  skipped: Readonly<Record<string, number>>,
): Promise<void> => {
  await database.query(
    `update winnow.run set state = case state when 'reading' then 'running' else state end,
       read_at = now(), skipped = $2 where id = $1`,
    [run, JSON.stringify(skipped)],
  );
};

/**
 * Closes the reading of runs whose reader was killed: what they had stored is refined, and a new ingest of
 * the same sources finds those pages unchanged. Returns the runs.
 */
export const closeAbandoned = async (database: Queryable, silentSeconds: number): Promise<number[]> => {
  const { rows } = await database.query<{ id: number }>(
    `update winnow.run set state = 'running', read_at = now(), skipped = skipped || '{"run:reader-died": 1}'
     where state = 'reading' and reader_seen_at < now() - make_interval(secs => $1) returning id`,
    [silentSeconds],
  );
  return rows.map((row) => row.id);
};

/** Seconds over which the speed of a run that goes on is measured. */
const RECENT_SECONDS = 30;

const STATUS = `
  select run.id, kind, case when cancelled_at is not null then 'cancelled' else state::text end as state,
    staging, paused, priority, version as pipeline, skipped, started_at, read_at, finished_at,
    (select coalesce(array_agg(name order by id), '{}') from (select id, name from winnow.source where run_id = run.id order by id limit 20) s) as sources,
    (select count(*) from winnow.run_page where run_id = run.id) as pages,
    (select coalesce(jsonb_object_agg(outcome, n), '{}') from
       (select outcome, count(*) as n from winnow.outcome where run_id = run.id group by outcome) o) as outcomes,
    (select count(*) from winnow.refinement join winnow.article on refinement_id = refinement.id
       where refinement.run_id = run.id) as articles,
    (select coalesce(jsonb_object_agg(key, total), '{}') from
       (select key, sum(value::float8) as total from winnow.chunk, jsonb_each_text(timings)
        where run_id = run.id group by key) t) as timings,
    (select count(*) from winnow.chunk
       join winnow.run_page on run_page.run_id = chunk.run_id and run_page.chunk = chunk.ordinal
       join winnow.outcome on outcome.run_id = run_page.run_id and outcome.position = run_page.position
       where chunk.run_id = run.id and done_at > now() - interval '${RECENT_SECONDS} seconds') as recent,
    least(${RECENT_SECONDS}, extract(epoch from now() - started_at))::float8 as recent_seconds,
    (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'stage', stage, 'site', host, 'pages', n)
                     order by n desc, code, stage, host), '[]') from
       (select outcome.code, stage, host, count(*) as n
        from winnow.outcome join winnow.run_page using (run_id, position)
        left join winnow.page on page.id = page_id left join winnow.site on site.id = site_id
        where run_id = run.id and outcome.code is not null
        group by outcome.code, stage, host order by count(*) desc, 1, 2, 3 limit 10) e) as errors
  from winnow.run join winnow.pipeline on pipeline.id = pipeline_id`;

interface StatusRow {
  id: number;
  kind: string;
  state: RunState;
  staging: Staging;
  pipeline: string;
  skipped: Record<string, number>;
  started_at: Date;
  read_at: Date | null;
  finished_at: Date | null;
  sources: string[];
  pages: number;
  outcomes: Partial<Record<Outcome, number>>;
  articles: number;
  timings: Record<string, number>;
  paused: boolean;
  priority: number;
  recent: number;
  recent_seconds: number;
  errors: RunErrors[];
}

/** Pages a second, and the seconds that are left; nothing is left to say of a run that stands still or still grows. */
const speedOf = (row: StatusRow, ended: number): Pick<RunStatus, 'rate' | 'secondsLeft'> => {
  const rounded = (rate: number): number => Math.round(rate * 10) / 10;
  if (row.finished_at !== null) {
    const seconds = (row.finished_at.getTime() - row.started_at.getTime()) / 1000;
    return { rate: rounded(ended / Math.max(seconds, 0.001)), secondsLeft: 0 };
  }
  const rate = row.recent / Math.max(row.recent_seconds, 0.001);
  const stands = rate === 0 || row.paused || row.state === 'reading' || row.state === 'cancelled';
  return { rate: rounded(rate), secondsLeft: stands ? null : Math.round((row.pages - ended) / rate) };
};

const toStatus = (row: StatusRow): RunStatus => {
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, row.outcomes[outcome] ?? 0]));
  const ended = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    staging: row.staging,
    pipeline: row.pipeline,
    sources: row.sources,
    pages: row.pages,
    pending: row.pages - ended,
    paused: row.paused,
    priority: row.priority,
    ...speedOf(row, ended),
    errors: row.errors,
    outcomes: outcomes as Record<Outcome, number>,
    skipped: row.skipped,
    articles: row.articles,
    startedAt: row.started_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    timings: row.timings,
  };
};

/** Status of one run; throws NOT_FOUND. */
export const runStatus = async (database: Queryable, id: number): Promise<RunStatus> => {
  const { rows } = await database.query<StatusRow>(`${STATUS} where run.id = $1`, [id]);
  if (!rows[0]) throw new WinnowError('NOT_FOUND', `run ${id}`);
  return toStatus(rows[0]);
};

/** Status of the latest runs, newest first. */
export const listRuns = async (database: Queryable, limit = 20): Promise<RunStatus[]> => {
  const { rows } = await database.query<StatusRow>(`${STATUS} order by run.id desc limit $1`, [limit]);
  return rows.map(toStatus);
};

/**
 * State of a run and how many of its pages have ended: cheap enough to poll. A run that has yet to promote itself
 * is still settling.
 */
export const runProgress = async (
  database: Queryable,
  id: number,
): Promise<{ state: RunState; pages: number; ended: number }> => {
  const { rows } = await database.query<{ state: RunState; pages: number; ended: number }>(
    `select case when state = 'done' and staging = 'staged' and promote_below is not null then 'settling' else state end as state,
       (select count(*) from winnow.run_page where run_id = $1) as pages,
       (select count(*) from winnow.outcome where run_id = $1) as ended
     from winnow.run where id = $1`,
    [id],
  );
  if (!rows[0]) throw new WinnowError('NOT_FOUND', `run ${id}`);
  return rows[0];
};
