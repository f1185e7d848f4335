import type { EntityType } from '../../document/index.ts';
import { labelOf } from '../../entities/across/index.ts';
import type { Queryable } from '../database.ts';

/** Names that one statement labels. */
const BATCH = 5000;

/** Gives names that no settling has met their labels and blocks. */
export const labelNames = async (connection: Queryable): Promise<void> => {
  for (;;) {
    const { rows } = await connection.query<{ id: number; type: EntityType; name: string }>(
      'select id, type, name from winnow.name where block is null order by id limit $1',
      [BATCH],
    );
    if (rows.length === 0) return;
    const labels = rows.map((row) => labelOf(row.type, row.name));
    await connection.query(
      `with labelled as (
         update winnow.name set label = input.label, block = input.block
         from unnest($1::bigint[], $2::text[], $3::text[]) as input (id, label, block) where name.id = input.id
         returning input.block)
       insert into winnow.stale_block select distinct block from labelled on conflict do nothing`,
      [rows.map((row) => row.id), labels.map((each) => each.label), labels.map((each) => each.block)],
    );
  }
};

/** Marks the blocks of all names on the pages of `touched_page`, in whatever version. */
export const markTouched = async (connection: Queryable): Promise<void> => {
  await connection.query(
    `insert into winnow.stale_block
     select distinct name.block from touched_page
     join winnow.refinement on page_id = touched_page.id join winnow.article on refinement_id = refinement.id
     join winnow.article_name on article_id = article.id join winnow.name on name.id = name_id
     on conflict do nothing`,
  );
};

/** Marks the blocks of labels. */
export const markLabels = async (connection: Queryable, labels: readonly string[]): Promise<void> => {
  await connection.query(
    `insert into winnow.stale_block select distinct block from winnow.name where label = any($1)
     on conflict do nothing`,
    [labels],
  );
};

/**
 * Takes the marks into a table `stale` of the transaction; returns how many there are. Marks that are made from now
 * on wait for the next settling.
 */
export const takeStale = async (connection: Queryable): Promise<number> => {
  await connection.query('create temporary table stale (block text collate "C" primary key) on commit drop');
  const { rowCount } = await connection.query(
    'with taken as (delete from winnow.stale_block returning block) insert into stale select block from taken',
  );
  await connection.query('analyze stale');
  return rowCount ?? 0;
};
