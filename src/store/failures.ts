import type { RefineOptions } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import { type Database, type Queryable, transaction } from './database.ts';
import { createRun, type Run } from './runs.ts';
import { putStoredPages } from './stored-pages.ts';

export interface FailureGroup {
  readonly stage: string;
  readonly code: string;
  readonly state: string;
  readonly failures: number;
  readonly sites: number;
  readonly last: Date;
}

export interface Failure {
  readonly run: number;
  readonly position: number;
  readonly stage: string;
  readonly code: string;
  readonly detail: string | null;
  readonly source: string;
  readonly record: number | null;
  readonly url: string | null;
  readonly state: string;
}

export interface FailureFilter {
  readonly code: string | null;
  readonly run: number | null;
}

const WHERE = '($1::text is null or code = $1) and ($2::bigint is null or run_id = $2)';

/** Failures counted by stage and code, most frequent first. */
export const failureGroups = async (database: Queryable, filter: FailureFilter): Promise<FailureGroup[]> => {
  const { rows } = await database.query<FailureGroup>(
    `select stage, code, state, count(*) as failures, count(distinct host) as sites, max(failed_at) as last
     from winnow.failures where ${WHERE} group by stage, code, state order by count(*) desc, code, stage, state`,
    [filter.code, filter.run],
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
    `select run_id as run, position, stage, code, detail, source, record, url, state
     from winnow.failures where ${WHERE} order by run_id desc, position limit $3`,
    [filter.code, filter.run, limit],
  );
  return rows;
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
    [filter.code, filter.run],
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
