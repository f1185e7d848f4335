import type { RefineOptions } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import { type Database, type Queryable, transaction } from './database.ts';
import { createRun, type Run } from './runs.ts';
import { putStoredPages } from './stored-pages.ts';

/** Failures that are alike: the same code, stage and site. */
export interface FailureGroup {
  /** `code/stage/site`, as filters take it. */
  readonly group: string;
  readonly code: string;
  readonly stage: string;
  readonly site: string | null;
  readonly state: string;
  readonly failures: number;
  /** Versions of the pipeline that they failed with. */
  readonly pipelines: readonly string[];
  readonly last: Date;
}

export interface Failure {
  readonly run: number;
  readonly position: number;
  readonly group: string;
  readonly stage: string;
  readonly code: string;
  readonly detail: string | null;
  readonly source: string;
  readonly record: number | null;
  readonly url: string | null;
  readonly state: string;
  readonly pipeline: string;
  readonly failedAt: Date;
}

/** Which failures are meant; null stands for any. */
export interface FailureFilter {
  readonly group: string | null;
  readonly code: string | null;
  readonly stage: string | null;
  readonly site: string | null;
  readonly run: number | null;
  readonly state: 'open' | 'retried' | 'dismissed' | null;
}

const WHERE = `($1::text is null or fingerprint = $1) and ($2::text is null or code = $2)
  and ($3::text is null or stage = $3) and ($4::text is null or host = $4)
  and ($5::bigint is null or run_id = $5) and ($6::text is null or state = $6)`;

const valuesOf = ({ group, code, stage, site, run, state }: FailureFilter): (string | number | null)[] => [
  group,
  code,
  stage,
  site,
  run,
  state,
];

/** Failures counted by code, stage and site, most frequent first. */
export const failureGroups = async (database: Queryable, filter: FailureFilter): Promise<FailureGroup[]> => {
  const { rows } = await database.query<FailureGroup>(
    `select fingerprint as "group", code, stage, host as site, state, count(*) as failures,
       array_agg(distinct pipeline) as pipelines, max(failed_at) as last
     from winnow.failures where ${WHERE} group by fingerprint, code, stage, host, state
     order by state, count(*) desc, fingerprint`,
    valuesOf(filter),
  );
  return rows;
};

/** Single failures, newest run first. */
export const listFailures = async (
  database: Queryable,
  filter: FailureFilter,
  limit: number,
): Promise<Failure[]> => {
  const { rows } = await database.query<Failure>(
    `select run_id as run, position, fingerprint as "group", stage, code, detail, source, record, url, state,
       pipeline, failed_at as "failedAt"
     from winnow.failures where ${WHERE} order by run_id desc, position limit $7`,
    [...valuesOf(filter), limit],
  );
  return rows;
};

/** Takes open failures off the list without trying them again; returns how many. Throws NOT_FOUND for none. */
export const dismissFailures = async (database: Queryable, filter: FailureFilter): Promise<number> => {
  const { rowCount } = await database.query(
    `update winnow.failure set state = 'dismissed'
     from (select run_id, position from winnow.failures where ${WHERE} and state = 'open') meant
     where failure.run_id = meant.run_id and failure.position = meant.position and failure.state = 'open'`,
    valuesOf(filter),
  );
  if (!rowCount) throw new WinnowError('NOT_FOUND', 'no open failure');
  return rowCount;
};

/**
 * Starts a run over the pages of open failures. Records that never became pages cannot be tried again from
 * the store: their source has to be ingested again. Throws NOT_FOUND when nothing can be retried.
 */
export const retryFailures = async (
  database: Database,
  filter: FailureFilter,
  options: RefineOptions,
  chunkPages: number,
): Promise<{ run: Run; pages: number; unreadable: number }> => {
  const open = await database.query<{ page_id: number | null }>(
    `select page_id from winnow.failures where state = 'open' and ${WHERE} order by page_id`,
    valuesOf(filter),
  );
  const pages = [...new Set(open.rows.flatMap((row) => (row.page_id === null ? [] : [row.page_id])))];
  const unreadable = open.rows.filter((row) => row.page_id === null).length;
  if (pages.length === 0)
    throw new WinnowError(
      'NOT_FOUND',
      unreadable > 0
        ? `${unreadable} records could not be read: ingest their source again`
        : 'no open failure of a stored page',
    );
  const run = await createRun(database, 'reprocess', options);
  await transaction(database, async (connection) => {
    await connection.query(`delete from winnow.refinement where outcome = 'failed' and page_id = any($1)`, [
      pages,
    ]);
    await connection.query(
      `update winnow.failure set state = 'retried' from winnow.run_page
       where failure.run_id = run_page.run_id and failure.position = run_page.position
         and failure.state = 'open' and page_id = any($1)`,
      [pages],
    );
    await putStoredPages(connection, run.id, 'retry of failures', pages, chunkPages);
  });
  return { run, pages: pages.length, unreadable };
};
