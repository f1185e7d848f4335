import type { RefineOptions } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import { type Database, type Queryable, transaction } from './database.ts';
import { holdLoading } from './loading-lock.ts';
import { pipelineVersion } from './pipeline.ts';
import { createRun, optionsInForce, type Run } from './runs.ts';
import { describeSelection, type Selection, selectPages } from './selection.ts';
import { putStoredPages } from './stored-pages.ts';

/** The pages that a reprocess with these options would refine. Throws SQL_REFUSED. */
export const pagesToReprocess = async (
  database: Database,
  selection: Selection,
  options: RefineOptions,
): Promise<number[]> =>
  selectPages(database, selection, pipelineVersion(await optionsInForce(database, options)));

/**
 * Starts a run that refines stored pages anew, beside what readers see. With `promoteBelow` it promotes itself
 * when it is done and a smaller share of the words would vanish. Throws NOT_FOUND when no page is selected, and
 * SQL_REFUSED.
 */
export const startReprocess = async (
  database: Database,
  selection: Selection,
  options: RefineOptions,
  promoteBelow: number | null,
  chunkPages: number,
): Promise<{ run: Run; pages: number }> => {
  const pages = await pagesToReprocess(database, selection, options);
  if (pages.length === 0)
    throw new WinnowError('NOT_FOUND', `no page is selected by: ${describeSelection(selection)}`);
  const run = await createRun(database, 'reprocess', options, 'staged');
  return transaction(database, async (connection) => {
    await connection.query('update winnow.run set promote_below = $2 where id = $1', [run.id, promoteBelow]);
    await holdLoading(connection);
    const there = await stillThere(connection, pages);
    await putStoredPages(connection, run.id, describeSelection(selection), there, chunkPages);
    return { run, pages: there.length };
  });
};

/** Those of the pages that nobody has made forgotten since they were selected. */
const stillThere = async (connection: Queryable, pages: readonly number[]): Promise<number[]> => {
  const { rows } = await connection.query<{ id: number }>(
    'select id from winnow.page where id = any($1) order by id',
    [pages],
  );
  return rows.map((row) => row.id);
};
