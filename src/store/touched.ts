import type { Queryable } from './database.ts';

/** SQL: the pages of a run of the parameter $1. */
export const MET_BY_RUN = 'select page_id from winnow.run_page where run_id = $1';

/**
 * Of which pages readers may see other versions than before, or none, when something has become of those that are met:
 * those that share an address with one, and those that share their bytes with any of these.
 */
const reached = (met: string): string => `
  with met as materialized (select id, address, content_hash from winnow.page where id in (${met})),
  near as (
    select id, content_hash from met
    union select page.id, page.content_hash from met join winnow.page using (address))
  select id from near union select page.id from near join winnow.page using (content_hash)`;

const TABLES = `
  create temporary table touched_page (id bigint primary key) on commit drop;
  -- The clusters that paragraphs were in before repeats are decided anew; without a row: the one that they are in now.
  create temporary table cluster_before (paragraph_id bigint primary key, cluster bigint not null) on commit drop`;

/**
 * Notes, until the transaction ends, the pages that are touched by what becomes of some others (SQL, one parameter), in the
 * table `touched_page`: what follows from these is to be derived anew.
 */
export const touchPages = async (connection: Queryable, met: string, value: unknown): Promise<void> => {
  await connection.query(TABLES);
  await connection.query(`insert into touched_page ${reached(met)}`, [value]);
  await connection.query('analyze touched_page');
};

/** The same for all pages. */
export const touchAllPages = async (connection: Queryable): Promise<void> => {
  await connection.query(TABLES);
  await connection.query('insert into touched_page select id from winnow.page');
  await connection.query('analyze touched_page');
};
