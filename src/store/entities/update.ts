import type { Connection } from '../database.ts';
import { countAliases } from './aliases.ts';
import { updateEntityRows } from './entities.ts';
import { findListed, hasGazetteer } from './listed.ts';
import { updateMerges } from './merges.ts';
import { readOccurrences } from './occurrences.ts';
import { finishSenses, putSenses, rememberSenses } from './senses.ts';
import { labelNames, markTouched, takeStale } from './stale.ts';

/** From this many changed blocks on the planner is told what the tables hold now: it would guess wrongly for minutes. */
const MANY = 1000;
const TABLES =
  'page refinement article block paragraph name article_name mention sense sense_member alias merge entity'
    .split(' ')
    .map((table) => `winnow.${table}`)
    .join(', ');

/**
 * Derives entities anew wherever something was marked stale: senses of the names, their forms, the merges, the
 * entities. What comes out depends on the articles that readers see and on what users decided, not on the order in
 * which they came. Runs inside the caller's transaction, one at a time.
 */
export const updateEntities = async (connection: Connection): Promise<void> => {
  await labelNames(connection);
  const stale = await takeStale(connection);
  if (stale === 0) return;
  const analyse = stale < MANY ? null : `analyze ${TABLES}`;
  if (analyse !== null) await connection.query(analyse);
  await rememberSenses(connection);
  for await (const occurrences of readOccurrences(connection)) await putSenses(connection, occurrences);
  await finishSenses(connection);
  await countAliases(connection);
  await updateMerges(connection);
  await updateEntityRows(connection);
  if (analyse !== null) await connection.query(analyse);
};

/** The same for what a run has touched: the pages of `touched_page`. */
export const updateEntitiesOfRun = async (connection: Connection, run: number): Promise<void> => {
  if (await hasGazetteer(connection)) await findListed(connection, run);
  await labelNames(connection);
  await markTouched(connection);
  await updateEntities(connection);
};
