import { beginCopies, updateCopies } from './copies/update.ts';
import { type Connection, type Database, transaction } from './database.ts';
import { updateEntitiesOfRun } from './entities/update.ts';
import { sweepLinks } from './links.ts';
import { updateRepeats } from './repeats.ts';
import { holdSettling } from './settle-lock.ts';
import { MET_BY_RUN, touchPages } from './touched.ts';

/**
 * Decides, for every address and every content that a run has met, which page readers see. An address shows
 * the page that was fetched last; of pages with the same bytes the one that was fetched first is kept, then
 * the smallest address. Nothing here depends on row ids or on the order of arrival inside a run.
 */
const decideLatest = (met: string): string => `
  with touched as (
    select distinct address from winnow.page where id in (${met}) and address is not null),
  ranked as (
    select page.id, row_number() over (
      partition by page.address
      order by coalesce(last_fetched_at, seen_at) desc, encode(key, 'hex')) = 1 as latest
    from touched join winnow.page using (address))
  update winnow.page set latest = ranked.latest from ranked
  where page.id = ranked.id and page.latest <> ranked.latest`;

const decideDuplicates = (met: string): string => `
  with met as materialized (select id, address from winnow.page where id in (${met})),
  -- Not as one condition with an "or", which no index answers.
  touched as (
    select content_hash from winnow.page where id in (select id from met)
    union select content_hash from met join winnow.page using (address)),
  kept as (
    select page.id, first_value(page.id) over (
      partition by content_hash
      order by latest desc, fetched_at nulls last, address collate "C" nulls last, encode(key, 'hex')) as keep
    from touched join winnow.page using (content_hash))
  update winnow.page set duplicate_of = nullif(keep, page.id) from kept
  where page.id = kept.id and page.duplicate_of is distinct from nullif(keep, page.id)`;

/** Decides again which of these pages, and of those that share an address or their bytes with one, readers see. */
export const decideShown = async (connection: Connection, pages: readonly number[]): Promise<void> => {
  const met = 'select unnest($1::bigint[])';
  await connection.query(decideLatest(met), [pages]);
  await connection.query(decideDuplicates(met), [pages]);
};

const MARK_OUTCOMES = `
  update winnow.outcome set outcome = 'duplicate'
  from winnow.run_page join winnow.page on page.id = page_id
  where outcome.run_id = $1 and run_page.run_id = $1 and run_page.position = outcome.position
    and outcome.outcome = 'loaded' and page.duplicate_of is not null`;

/** What follows from all that readers see, as far as the pages of a run bear on it. */
const derive = async (connection: Connection, run: number): Promise<void> => {
  await touchPages(connection, MET_BY_RUN, run);
  await beginCopies(connection);
  await updateRepeats(connection);
  await updateCopies(connection);
  await updateEntitiesOfRun(connection, run);
};

/** Derives anew what follows from the pages of a run, when readers see other versions of them than before. */
export const deriveAgain = (database: Database, run: number): Promise<void> =>
  transaction(database, async (connection) => {
    await holdSettling(connection);
    await derive(connection, run);
  });

/**
 * Ends a run whose every chunk is done: which pages are shown, what a crash left unlinked, which copy of a
 * repeat is kept, which articles are nearly the same, what the names mean. Safe to run again, and by many at once.
 */
export const settleRun = async (database: Database, run: number): Promise<void> => {
  await sweepLinks(database);
  await transaction(database, async (connection) => {
    await holdSettling(connection);
    const { rowCount } = await connection.query(
      `update winnow.run set state = 'settling' where id = $1 and state in ('running', 'settling')`,
      [run],
    );
    if (rowCount === 0) return;
    await connection.query(decideLatest(MET_BY_RUN), [run]);
    await connection.query(decideDuplicates(MET_BY_RUN), [run]);
    await connection.query(MARK_OUTCOMES, [run]);
    await derive(connection, run);
    await connection.query(`update winnow.run set state = 'done', finished_at = now() where id = $1`, [run]);
  });
};
