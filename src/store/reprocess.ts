import type { RefineOptions } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import { type Database, type Queryable, transaction } from './database.ts';
import { type Freshness, freshnessOf } from './freshness.ts';
import { holdLoading } from './loading-lock.ts';
import { pipelineAtHand } from './pipeline.ts';
import { isOutdated, putRenewals, type Renewal, renewals, type StageAlone } from './renewals.ts';
import { createRun, optionsInForce, type Run } from './runs.ts';
import { describeSelection, type Selection, selectPages } from './selection.ts';
import { putStoredPages } from './stored-pages.ts';

/** The stages that run; all of them when null. */
export type Stages = readonly StageAlone[] | null;

/** Of which pipelines pages are outdated, and what these become when some stages run alone. */
const plan = async (
  database: Database,
  options: RefineOptions,
  stages: Stages,
): Promise<{ freshness: Freshness; planned: Renewal[] }> => {
  const inForce = await optionsInForce(database, options);
  if (stages === null) return { freshness: freshnessOf(inForce), planned: [] };
  const planned = await renewals(database, pipelineAtHand(inForce));
  const outdated = planned.filter(isOutdated).map(({ baseVersion }) => baseVersion);
  return { freshness: { outdated }, planned };
};

/** The pages that a reprocess with these options would refine. Throws SQL_REFUSED. */
export const pagesToReprocess = async (
  database: Database,
  selection: Selection,
  options: RefineOptions,
  stages: Stages = null,
): Promise<number[]> => selectPages(database, selection, (await plan(database, options, stages)).freshness);

/**
 * Starts a run that refines stored pages anew, beside what readers see; with `stages`, those stages alone, over
 * what is stored of the others. With `promoteBelow` it promotes itself
 * when it is done and a smaller share of the words would vanish. Throws NOT_FOUND when no page is selected, and
 * SQL_REFUSED.
 */
export const startReprocess = async (
  database: Database,
  selection: Selection,
  options: RefineOptions,
  stages: Stages,
  promoteBelow: number | null,
  chunkPages: number,
): Promise<{ run: Run; pages: number }> => {
  const { freshness, planned } = await plan(database, options, stages);
  const pages = await selectPages(database, selection, freshness);
  const name = describeSelection(selection, stages);
  if (pages.length === 0) throw new WinnowError('NOT_FOUND', `no page is selected by: ${name}`);
  const run = await createRun(database, 'reprocess', options, 'staged');
  await putRenewals(database, run.id, planned);
  return transaction(database, async (connection) => {
    await connection.query('update winnow.run set promote_below = $2 where id = $1', [run.id, promoteBelow]);
    await holdLoading(connection);
    const there = await stillThere(connection, pages);
    await putStoredPages(connection, run.id, name, there, chunkPages);
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
