import { WinnowError } from '../errors.ts';
import { instantOrNull } from '../read/scalars.ts';
import { addressOf } from './address.ts';
import { beginCopies, dropCopies, updateCopies } from './copies/update.ts';
import { type Connection, type Database, type Queryable, transaction } from './database.ts';
import { updateEntities } from './entities/update.ts';
import { stopLoading } from './loading-lock.ts';
import { collectLoose, type Loose, removeParagraphs } from './orphans.ts';
import { patiently } from './patience.ts';
import { noteClusters, updateRepeatsOf } from './repeats.ts';
import { isOfHost } from './selection.ts';
import { decideShown } from './settle.ts';
import { holdSettling } from './settle-lock.ts';
import { touchPages } from './touched.ts';

/** Which pages to forget; what is given must all hold. */
export interface ForgetSelection {
  readonly url: string | null;
  /** A host name, which covers the hosts below it as well. */
  readonly site: string | null;
  /** Last crawled before this date or time; first seen before it, for pages without a time of crawling. */
  readonly before: string | null;
}

/** What was removed, or would be, by kind of row. */
export interface Forgotten {
  readonly pages: number;
  /** Versions of these pages. */
  readonly versions: number;
  readonly articles: number;
  readonly blocks: number;
  readonly mentions: number;
  /** Records of runs that brought these pages. */
  readonly records: number;
}

/** Rows that nothing else pointed at any more, removed with the pages. */
export interface Orphans extends Loose {
  readonly paragraphs: number;
}

/** Numbers of the pages that a selection means, ascending. Throws USAGE when it says nothing, or no date. */
export const pagesToForget = async (database: Queryable, selection: ForgetSelection): Promise<number[]> => {
  const { url, site, before } = selection;
  if (url === null && site === null && before === null)
    throw new WinnowError('USAGE', 'say what to forget: --url, --site or --before');
  const moment = before === null ? null : instantOrNull(before);
  if (before !== null && moment === null)
    throw new WinnowError('USAGE', '--before takes a date such as 2024-01-31');
  const address = url === null ? null : (addressOf(url)?.address ?? null);
  const { rows } = await database.query<{ id: number }>(
    `select page.id from winnow.page left join winnow.site on site.id = site_id
     where ($1::text is null or url = $1 or address = $2)
       and ($3::text is null or ${isOfHost('$3')})
       and ($4::timestamptz is null or coalesce(last_fetched_at, seen_at) < $4)
     order by page.id`,
    [url, address, site?.toLowerCase() ?? null, moment],
  );
  return rows.map((row) => row.id);
};

/** Counts what hangs on pages. */
export const countForgotten = async (database: Queryable, pages: readonly number[]): Promise<Forgotten> => {
  const { rows } = await database.query<Forgotten>(
    `with version as (select id from winnow.refinement where page_id = any($1))
     select
       (select count(*) from winnow.page where id = any($1)) as pages,
       (select count(*) from version) as versions,
       (select count(*) from winnow.article join version on version.id = refinement_id) as articles,
       (select count(*) from winnow.block join version on version.id = refinement_id) as blocks,
       (select count(*) from winnow.mention join winnow.article on article.id = article_id
          join version on version.id = refinement_id) as mentions,
       (select count(*) from winnow.run_page where page_id = any($1)) as records`,
    [pages],
  );
  return rows[0]!;
};

/** Those of the touched pages that stay: which of them readers see may change. */
const SIBLINGS = 'select id from touched_page where id <> all($1) order by id';

/** Paragraphs of these pages, and those that repeat them: which copy is kept may change. */
const PARAGRAPHS = `
  with own as (
    select distinct paragraph_id from winnow.refinement join winnow.block on refinement_id = refinement.id
    where page_id = any($1)),
  cluster as (
    select distinct coalesce(kept_id, paragraph_id) as id from own left join winnow.repeat using (paragraph_id))
  select paragraph_id as id from own
  union select paragraph_id from cluster join winnow.repeat on kept_id = cluster.id`;

const MARK_NAMES = `
  insert into winnow.stale_block
  select distinct name.block from winnow.refinement
  join winnow.article on refinement_id = refinement.id
  join winnow.article_name on article_id = article.id join winnow.name on name.id = name_id
  where page_id = any($1) and name.block is not null
  on conflict do nothing`;

/** Totals of runs go down by what is forgotten; the run says by how much. */
const NOTE_IN_RUNS = `
  update winnow.run set skipped = skipped || jsonb_build_object('page:forgotten',
    coalesce((skipped ->> 'page:forgotten')::bigint, 0) + gone.records)
  from (select run_id, count(*) as records from winnow.run_page where page_id = any($1) group by run_id) gone
  where run.id = gone.run_id`;

/** Decisions on names that were made for one page say its address. */
const FORGET_DECISIONS = `
  delete from winnow.decision_target using winnow.page
  where page.id = any($1) and place = coalesce(address, encode(key, 'hex'))
    and not exists (select from winnow.page other where other.address = page.address and other.id <> all($1))`;
const EMPTY_DECISIONS = `
  delete from winnow.decision where not exists (select from winnow.decision_target where decision_id = decision.id)`;

const DELETE = [
  'update winnow.page set duplicate_of = null where duplicate_of = any($1)',
  'delete from winnow.run_page where page_id = any($1)',
  'delete from winnow.page where id = any($1)',
];

const refuseOpenRuns = async (connection: Connection, pages: readonly number[]): Promise<void> => {
  const { rows } = await connection.query<{ run: number }>(
    `select distinct chunk.run_id as run from winnow.run_page
     join winnow.chunk on chunk.run_id = run_page.run_id and chunk.ordinal = run_page.chunk
     where page_id = any($1) and state <> 'done' order by 1 limit 1`,
    [pages],
  );
  if (rows[0]) throw new WinnowError('PAGE_IN_WORK', `run ${rows[0].run}`);
};

const ids = async (connection: Connection, sql: string, pages: readonly number[]): Promise<number[]> => {
  const { rows } = await connection.query<{ id: number }>(sql, [pages]);
  return rows.map((row) => row.id);
};

const forgetBatch = (
  database: Database,
  pages: readonly number[],
): Promise<{ forgotten: Forgotten; orphans: Orphans }> =>
  transaction(database, async (connection) => {
    await stopLoading(connection);
    await holdSettling(connection);
    await refuseOpenRuns(connection, pages);
    const forgotten = await countForgotten(connection, pages);
    await touchPages(connection, 'select unnest($1::bigint[])', pages);
    await beginCopies(connection);
    const siblings = await ids(connection, SIBLINGS, pages);
    const paragraphs = await ids(connection, PARAGRAPHS, [...pages, ...siblings]);
    await connection.query(MARK_NAMES, [[...pages, ...siblings]]);
    await connection.query(NOTE_IN_RUNS, [pages]);
    await connection.query(FORGET_DECISIONS, [pages]);
    await connection.query(EMPTY_DECISIONS);
    const loose = await collectLoose(connection, pages);
    await noteClusters(connection, paragraphs);
    await dropCopies(connection, pages);
    for (const statement of DELETE) await connection.query(statement, [pages]);
    const orphans = await removeParagraphs(connection, paragraphs);
    await decideShown(connection, siblings);
    await updateRepeatsOf(connection, paragraphs);
    await updateCopies(connection);
    await updateEntities(connection);
    return { forgotten, orphans: { paragraphs: orphans, ...(await loose.remove()) } };
  });

/** Pages that one transaction forgets. */
const BATCH = 200;

const added = <T extends object>(a: T, b: T): T =>
  Object.fromEntries(
    Object.entries(a).map(([key, value]) => [key, value + (b as Record<string, number>)[key]!]),
  ) as T;

/**
 * Removes pages with all that hangs on them: versions, articles, blocks, mentions, what runs say of them, their bytes,
 * and every paragraph, author, tag, name and site that nothing else needs. What follows from the pages that stay is
 * derived anew in the same transaction, some hundred pages at a time; safe to run again. Throws PAGE_IN_WORK when a
 * run is still refining one of them.
 */
export const forgetPages = async (
  database: Database,
  pages: readonly number[],
  onBatch: (done: number) => void = () => {},
): Promise<{ forgotten: Forgotten; orphans: Orphans }> => {
  let total: Awaited<ReturnType<typeof forgetBatch>> | null = null;
  for (let start = 0; start < pages.length; start += BATCH) {
    const batch = pages.slice(start, start + BATCH);
    const done = await patiently(() => forgetBatch(database, batch));
    total =
      total === null
        ? done
        : { forgotten: added(total.forgotten, done.forgotten), orphans: added(total.orphans, done.orphans) };
    onBatch(start + batch.length);
  }
  if (total === null) throw new WinnowError('NOT_FOUND', 'no page to forget');
  return total;
};
