import type { RefineOptions } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import { type Database, transaction } from './database.ts';
import { type FailureFilter, valuesOf, WHERE } from './failures.ts';
import { createRun, type Run, type Staging } from './runs.ts';
import { putStoredPages } from './stored-pages.ts';

interface FailedPage {
  readonly page: number | null;
  readonly source: string;
  readonly options: RefineOptions;
  readonly staging: Staging;
}

/** Pages that are tried again in one run. */
interface Attempt {
  readonly options: RefineOptions;
  readonly staging: 'direct' | 'staged';
  readonly pages: number[];
}

/** What the user had said; what was learned of sites since then is for the new run to add. */
const saidOf = ({ entities, disabledRules, sites }: RefineOptions): RefineOptions => ({
  entities,
  disabledRules,
  ...(sites === undefined ? {} : { sites }),
});

/** The pages by what they are to be refined with, and by whether readers are to see it at once: as when they failed. */
const attemptsOf = (failed: readonly FailedPage[], given: RefineOptions | null): Attempt[] => {
  const attempts = new Map<string, Attempt>();
  const taken = new Set<number>();
  for (const { page, options: then, staging: was } of failed) {
    if (page === null || taken.has(page)) continue;
    taken.add(page);
    const options = given ?? saidOf(then);
    const staging = was === 'direct' || was === 'promoted' ? 'direct' : 'staged';
    const key = JSON.stringify([options, staging]);
    const attempt = attempts.get(key);
    if (attempt === undefined) attempts.set(key, { options, staging, pages: [page] });
    else attempt.pages.push(page);
  }
  return [...attempts.values()];
};

/** Files that are named in a message. */
const NAMED = 3;

/** Why records that never became pages are not tried again, and what can be done; null when there are none. */
const unreadableText = (failed: readonly FailedPage[]): string | null => {
  const unreadable = failed.filter(({ page }) => page === null);
  if (unreadable.length === 0) return null;
  const sources = [...new Set(unreadable.map(({ source }) => source))].sort();
  const more = sources.length > NAMED ? ` and ${sources.length - NAMED} more` : '';
  const records = unreadable.length === 1 ? '1 record' : `${unreadable.length} records`;
  return `${records} could not be read, so there is no page to refine again: mend and ingest ${sources
    .slice(0, NAMED)
    .join(', ')}${more}, or winnow failures dismiss`;
};

const startAttempt = async (database: Database, attempt: Attempt, chunkPages: number): Promise<Run> => {
  const pages = [...attempt.pages].sort((a, b) => a - b);
  const run = await createRun(database, 'reprocess', attempt.options, attempt.staging);
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
  return run;
};

/**
 * Starts runs over the pages of open failures: with the options that are given, or with those that each page failed
 * with the last time, which may take several runs. What failed in a run that waits to be promoted waits again.
 * Records that never became pages cannot be tried again from the store: their source has to be ingested again.
 * What is to be said of those is `unreadable`. Throws NOT_FOUND when nothing can be retried.
 */
export const retryFailures = async (
  database: Database,
  filter: FailureFilter,
  given: RefineOptions | null,
  chunkPages: number,
): Promise<{ runs: Run[]; pages: number; unreadable: string | null }> => {
  const { rows } = await database.query<FailedPage>(
    `select page_id as page, source, options, staging
     from (select page_id, source, run_id, position from winnow.failures where state = 'open' and ${WHERE}) failed
     join winnow.run on run.id = run_id join winnow.pipeline on pipeline.id = pipeline_id
     order by run_id desc, position`,
    valuesOf(filter),
  );
  const unreadable = unreadableText(rows);
  const attempts = attemptsOf(rows, given);
  if (attempts.length === 0)
    throw new WinnowError('NOT_FOUND', unreadable ?? 'no open failure of a stored page');
  const runs: Run[] = [];
  for (const attempt of attempts) runs.push(await startAttempt(database, attempt, chunkPages));
  return { runs, pages: attempts.reduce((sum, { pages }) => sum + pages.length, 0), unreadable };
};
