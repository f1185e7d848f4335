import { WinnowError } from '../errors.ts';
import { type Connection, type Database, type Queryable, transaction } from './database.ts';
import { stopLoading } from './loading-lock.ts';
import { removeParagraphs } from './orphans.ts';
import type { RunState, Staging } from './runs.ts';
import { deriveAgain } from './settle.ts';
import { showRefinements } from './shown.ts';

interface StagedRun {
  readonly state: RunState;
  readonly staging: Staging;
  readonly promoteBelow: number | null;
}

const readStaged = async (database: Queryable, run: number): Promise<StagedRun> => {
  const { rows } = await database.query<StagedRun>(
    'select state, staging, promote_below as "promoteBelow" from winnow.run where id = $1',
    [run],
  );
  if (!rows[0]) throw new WinnowError('NOT_FOUND', `run ${run}`);
  return rows[0];
};

/** The run when it is done and waits to be promoted or discarded; throws RUN_NOT_STAGED with the reason. */
const staged = async (database: Queryable, run: number): Promise<void> => {
  const { state, staging } = await readStaged(database, run);
  if (staging === 'direct')
    throw new WinnowError('RUN_NOT_STAGED', `readers see the pages of run ${run} since they were loaded`);
  if (staging === 'discarded') throw new WinnowError('RUN_NOT_STAGED', `run ${run} was discarded`);
  if (state !== 'done') throw new WinnowError('RUN_NOT_STAGED', `run ${run} is not done`);
};

/** Share of the words on its pages that would vanish if a run was promoted, 0 to 1; growth elsewhere makes up for none. */
export const lossOf = async (database: Queryable, run: number): Promise<number> => {
  const { rows } = await database.query<{ loss: number }>(
    `select coalesce(sum(greatest(words_before - words_after, 0)) / nullif(sum(words_before), 0), 0)::float8 as loss
     from winnow.page_changes
     where run_id = $1 and outcome_before is not null and outcome_after <> 'failed'`,
    [run],
  );
  return rows[0]!.loss;
};

const promoteChunk = (database: Database, run: number, chunk: number): Promise<number> =>
  transaction(database, async (connection) => {
    const { rows } = await connection.query<{ id: number }>(
      `select distinct refinement_id as id from winnow.outcome join winnow.run_page using (run_id, position)
       where run_id = $1 and chunk = $2 and refinement_id is not null`,
      [run, chunk],
    );
    return showRefinements(
      connection,
      rows.map((row) => row.id),
    );
  });

/**
 * Makes what a run wrote what readers see, a chunk in one transaction: nobody sees half a page, or none. Safe to
 * run again after a crash. Pages that failed keep the version before. Returns the pages that changed hands;
 * throws RUN_NOT_STAGED, NOT_FOUND.
 */
export const promoteRun = async (
  database: Database,
  run: number,
  onChunk: (done: number, total: number) => void = () => {},
): Promise<number> => {
  await staged(database, run);
  const { rowCount } = await database.query(
    `update winnow.run set promoting_at = coalesce(promoting_at, now()) where id = $1 and staging <> 'discarded'`,
    [run],
  );
  if (rowCount === 0) await staged(database, run);
  const { rows } = await database.query<{ ordinal: number }>(
    'select ordinal from winnow.chunk where run_id = $1 order by ordinal',
    [run],
  );
  let pages = 0;
  for (const [index, { ordinal }] of rows.entries()) {
    pages += await promoteChunk(database, run, ordinal);
    onChunk(index + 1, rows.length);
  }
  await deriveAgain(database, run);
  await database.query(`update winnow.run set staging = 'promoted' where id = $1`, [run]);
  return pages;
};

/**
 * Promotes a run that was told to promote itself, unless too large a share of the words would vanish: then it
 * stays staged for a person to look at.
 */
export const promoteIfAsked = async (database: Database, run: number): Promise<void> => {
  const { state, staging, promoteBelow } = await readStaged(database, run);
  if (state !== 'done' || staging !== 'staged' || promoteBelow === null) return;
  if ((await lossOf(database, run)) <= promoteBelow) await promoteRun(database, run);
  else await database.query('update winnow.run set promote_below = null where id = $1', [run]);
};

/** Removes versions, with the paragraphs that nothing else holds. Returns how many versions. */
const removeVersions = async (connection: Connection, versions: readonly number[]): Promise<number> => {
  await stopLoading(connection);
  const { rows } = await connection.query<{ id: number }>(
    'select distinct paragraph_id as id from winnow.block where refinement_id = any($1)',
    [versions],
  );
  const { rowCount } = await connection.query(
    'delete from winnow.refinement where id = any($1) and not current',
    [versions],
  );
  await removeParagraphs(
    connection,
    rows.map((row) => row.id),
  );
  return rowCount ?? 0;
};

/** Throws RUN_NOT_STAGED when readers see a run, or a part of it; holds its row, so that nobody begins to promote it. */
const refuseShown = async (connection: Connection, run: number): Promise<void> => {
  const { rows } = await connection.query<{ promoted: boolean; begun: boolean }>(
    `select staging = 'promoted' as promoted, promoting_at is not null as begun from winnow.run where id = $1 for update`,
    [run],
  );
  const { promoted, begun } = rows[0]!;
  if (promoted)
    throw new WinnowError(
      'RUN_NOT_STAGED',
      `readers see the pages of run ${run}: promote another run instead`,
    );
  if (begun)
    throw new WinnowError(
      'RUN_NOT_STAGED',
      `readers see a part of run ${run}, whose promotion was broken off: promote it to its end`,
    );
};

/** Removes what a run wrote and readers do not see. Returns the versions removed; throws RUN_NOT_STAGED, NOT_FOUND. */
export const discardRun = (database: Database, run: number): Promise<number> =>
  transaction(database, async (connection) => {
    await staged(connection, run);
    await refuseShown(connection, run);
    const { rows } = await connection.query<{ id: number }>(
      'select id from winnow.refinement where run_id = $1 and not current and replaced_at is null',
      [run],
    );
    const removed = await removeVersions(
      connection,
      rows.map((row) => row.id),
    );
    await connection.query(`update winnow.run set staging = 'discarded' where id = $1`, [run]);
    return removed;
  });

/** Versions that one turn removes: a transaction that stays short. */
const PRUNED_AT_ONCE = 500;

/**
 * Removes versions that were replaced more than `days` ago, but for those from which the run that replaced them has yet to
 * be settled. Returns how many.
 */
export const pruneVersions = async (database: Database, days: number): Promise<number> => {
  let pruned = 0;
  for (;;) {
    const { rows } = await database.query<{ id: number }>(
      `select id from winnow.refinement
       where not current and replaced_at < now() - make_interval(secs => $1 * 86400) and not exists (
         select from winnow.article join winnow.compared on article_id = article.id where refinement_id = refinement.id)
       order by replaced_at limit $2`,
      [days, PRUNED_AT_ONCE],
    );
    if (rows.length === 0) return pruned;
    const versions = rows.map((row) => row.id);
    pruned += await transaction(database, (connection) => removeVersions(connection, versions));
  }
};
