import { cluster, compare } from '../dedupe/index.ts';
import { mapBreathing } from './breathing.ts';
import type { Queryable } from './database.ts';

/** Paragraphs that are joined to any of `ids` by a repeat, or by being equal when normalised. */
const neighbours = async (connection: Queryable, ids: readonly number[]): Promise<[number, number][]> => {
  const { rows } = await connection.query<{ a: number; b: number }>(
    `select first_id as a, second_id as b from winnow.link where repeat and first_id = any($1)
     union select second_id, first_id from winnow.link where repeat and second_id = any($1)
     union select p.id, q.id from winnow.paragraph p join winnow.paragraph q using (normal_hash)
       where p.id = any($1) and q.id <> p.id`,
    [ids],
  );
  return rows.map((row) => [row.a, row.b]);
};

/** All pairs of the clusters that hold any of `ids`, found by walking from neighbour to neighbour. */
const pairsAround = async (
  connection: Queryable,
  ids: readonly number[],
): Promise<(readonly [number, number])[]> => {
  const pairs: (readonly [number, number])[] = [];
  const asked = new Set(ids);
  for (let frontier = [...ids]; frontier.length > 0; ) {
    const found = await neighbours(connection, frontier);
    frontier = [];
    for (const [a, b] of found) {
      pairs.push([a, b]);
      if (asked.has(b)) continue;
      asked.add(b);
      frontier.push(b);
    }
  }
  return pairs;
};

/** Paragraphs in the order in which their first occurrences count: by the page's own date, address, position. */
const occurrenceOrder = async (
  connection: Queryable,
  ids: readonly number[],
): Promise<Map<number, { rank: number; text: string }>> => {
  const { rows } = await connection.query<{ id: number; text: string }>(
    `select id, text from (
       select distinct on (paragraph_id) paragraph_id, published_on, address, page.key, block.ordinal
       from winnow.block
       join winnow.refinement on refinement.id = block.refinement_id and refinement.current
       join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
       left join winnow.article on article.refinement_id = refinement.id and article.ordinal = block.article
       where paragraph_id = any($1)
       order by paragraph_id, published_on nulls last, address collate "C" nulls last, page.key, block.ordinal) first
     join winnow.paragraph on id = paragraph_id
     order by published_on nulls last, address collate "C" nulls last, first.key, first.ordinal`,
    [ids],
  );
  return new Map(rows.map((row, rank) => [row.id, { rank, text: row.text }]));
};

/** Paragraphs of all versions of the pages of `touched_page`, and those of other pages that have lost links. */
const PUT_TOUCHED = `
  with loosened as (delete from winnow.loosened returning paragraph_id)
  insert into touched
  select paragraph_id from touched_page
  join winnow.refinement on page_id = touched_page.id join winnow.block on refinement_id = refinement.id
  union select paragraph_id from loosened`;

/** The few of them that repeat another paragraph: only these leave the database. */
const LINKED = `
  select id from touched join winnow.paragraph p using (id)
  where exists (select from winnow.link where repeat and first_id = p.id)
     or exists (select from winnow.link where repeat and second_id = p.id)
     or exists (select from winnow.paragraph q where q.normal_hash = p.normal_hash and q.id <> p.id)`;

const TOUCHED = 'create temporary table touched (id bigint primary key) on commit drop';

/** Decides anew which copy is kept in every cluster of repeats on the pages of `touched_page`, and where links were taken back. */
export const updateRepeats = async (connection: Queryable): Promise<void> => {
  await connection.query(TOUCHED);
  await connection.query(PUT_TOUCHED);
  await decideTouched(connection);
};

/** The same for the clusters of some paragraphs; those that are gone are passed over. */
export const updateRepeatsOf = async (
  connection: Queryable,
  paragraphs: readonly number[],
): Promise<void> => {
  await connection.query(TOUCHED);
  await connection.query('insert into touched select id from winnow.paragraph where id = any($1)', [
    paragraphs,
  ]);
  await decideTouched(connection);
};

/** Notes in `cluster_before` the clusters that paragraphs are in, which are about to change or to be removed. */
export const noteClusters = async (connection: Queryable, paragraphs: readonly number[]): Promise<void> => {
  await connection.query(
    `insert into cluster_before
     select id, coalesce(kept_id, id) from unnest($1::bigint[]) as input (id)
     left join winnow.repeat on paragraph_id = id on conflict do nothing`,
    [paragraphs],
  );
};

/**
 * Decides anew which copy is kept in every cluster of the paragraphs of the table `touched`. The first occurrence by
 * date, address and position is kept, whatever was loaded first.
 */
const decideTouched = async (connection: Queryable): Promise<void> => {
  await connection.query('analyze touched');
  const linked = await connection.query<{ id: number }>(LINKED);
  const ids = linked.rows.map((row) => row.id);
  const pairs = await pairsAround(connection, ids);
  const members = [...new Set(pairs.flat())];
  const order = await occurrenceOrder(connection, members);
  // What only hidden versions hold ties nothing together that readers see.
  const shown = pairs.filter(([a, b]) => order.has(a) && order.has(b));
  const clusters = cluster(shown, (a, b) => order.get(a)!.rank - order.get(b)!.rank);
  const copies = clusters.flatMap((present) => present.map((id) => ({ id, kept: present[0]! })));
  const rows = await mapBreathing(copies, ({ id, kept }) => ({
    id,
    kept,
    similarity: id === kept ? 1 : compare(order.get(kept)!.text, order.get(id)!.text).similarity,
  }));
  await noteClusters(connection, members);
  await connection.query(
    `with gone as (
       delete from winnow.repeat where paragraph_id in (select id from touched union all select unnest($1::bigint[]))
       returning paragraph_id, kept_id)
     insert into cluster_before select paragraph_id, kept_id from gone on conflict do nothing`,
    [members],
  );
  await connection.query(
    `insert into winnow.repeat (paragraph_id, kept_id, similarity)
     select * from unnest($1::bigint[], $2::bigint[], $3::real[])`,
    [rows.map((row) => row.id), rows.map((row) => row.kept), rows.map((row) => row.similarity)],
  );
};
