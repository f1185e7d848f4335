import type { Connection } from './database.ts';
import { dropPrints } from './drop-prints.ts';

const COLLECT = `
  create temporary table gone on commit drop as select id, content_hash, site_id from winnow.page where id = any($1)`;

/** What might be needed by nobody once the pages are gone. */
const CANDIDATES = `
  create temporary table loose_author on commit drop as
    select distinct author_id as id from gone join winnow.refinement on page_id = gone.id
    join winnow.article on refinement_id = refinement.id join winnow.article_author on article_id = article.id;
  create temporary table loose_tag on commit drop as
    select distinct tag_id as id from gone join winnow.refinement on page_id = gone.id
    join winnow.article on refinement_id = refinement.id join winnow.article_tag on article_id = article.id;
  create temporary table loose_name on commit drop as
    select distinct name_id as id from gone join winnow.refinement on page_id = gone.id
    join winnow.article on refinement_id = refinement.id join winnow.article_name on article_id = article.id;
  create temporary table loose_source on commit drop as
    select distinct source_id as id from gone join winnow.run_page on page_id = gone.id`;

const ORPHANS = `
  select id from unnest($1::bigint[]) as loose (id)
  where not exists (select from winnow.block where paragraph_id = loose.id) order by id`;

const REMOVE = {
  contents: `delete from winnow.content using (select distinct content_hash from gone) loose
    where hash = loose.content_hash
      and not exists (select from winnow.page where content_hash = hash)
      and not exists (select from winnow.failure where content_hash = hash)`,
  authors: `delete from winnow.author using loose_author where author.id = loose_author.id
      and not exists (select from winnow.article_author where author_id = author.id)`,
  tags: `delete from winnow.tag using loose_tag where tag.id = loose_tag.id
      and not exists (select from winnow.article_tag where tag_id = tag.id)`,
  names: `delete from winnow.name using loose_name where name.id = loose_name.id
      and not exists (select from winnow.article_name where name_id = name.id)`,
  sites: `delete from winnow.site using (select distinct site_id from gone) loose where site.id = loose.site_id
      and not exists (select from winnow.page where site_id = site.id)`,
} as const;

const REMOVE_SOURCES = `
  delete from winnow.source using loose_source where source.id = loose_source.id
    and not exists (select from winnow.run_page where source_id = source.id)`;

const countEntities = async (connection: Connection): Promise<number> => {
  const { rows } = await connection.query<{ n: number }>('select count(*) as n from winnow.entity');
  return rows[0]!.n;
};

const remove = async (connection: Connection, sql: string, values: unknown[] = []): Promise<number> =>
  (await connection.query(sql, values)).rowCount ?? 0;

/** Removes those of these paragraphs that no block points at, with the keys by which repeats find them. Returns how many. */
export const removeParagraphs = async (
  connection: Connection,
  paragraphs: readonly number[],
): Promise<number> => {
  const { rows } = await connection.query<{ id: number }>(ORPHANS, [paragraphs]);
  const orphans = rows.map((row) => row.id);
  if (orphans.length === 0) return 0;
  await dropPrints(connection, orphans);
  return remove(connection, 'delete from winnow.paragraph where id = any($1::bigint[])', [orphans]);
};

/** Rows beside paragraphs that were removed because nothing needed them. */
export interface Loose {
  readonly contents: number;
  readonly authors: number;
  readonly tags: number;
  readonly names: number;
  readonly entities: number;
  readonly sites: number;
}

/**
 * Notes what pages need that are about to be removed. `remove`, called when they are gone and what follows from them
 * has been derived anew, removes what nothing needs any more. Do both while nobody loads.
 */
export const collectLoose = async (
  connection: Connection,
  pages: readonly number[],
): Promise<{ remove(): Promise<Loose> }> => {
  await connection.query(COLLECT, [pages]);
  // The planner takes a new table for a thousand pages, and all articles to be read for them.
  await connection.query('analyze gone');
  await connection.query(CANDIDATES);
  await connection.query('analyze loose_author, loose_tag, loose_name, loose_source');
  const entities = await countEntities(connection);
  return {
    remove: async () => {
      await remove(connection, REMOVE_SOURCES);
      return {
        contents: await remove(connection, REMOVE.contents),
        authors: await remove(connection, REMOVE.authors),
        tags: await remove(connection, REMOVE.tags),
        names: await remove(connection, REMOVE.names),
        entities: entities - (await countEntities(connection)),
        sites: await remove(connection, REMOVE.sites),
      };
    },
  };
};
