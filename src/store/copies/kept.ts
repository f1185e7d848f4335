import { cluster } from '../../dedupe/index.ts';
import type { Queryable } from '../database.ts';

/** SQL: a pair of articles that are nearly the same: both have half their text from the other. */
const ALIKE = 'least(share, other_share) >= 0.5';

/** Articles whose clusters may be others than before: with any of them the whole cluster is decided anew. */
const SEEDS = 'create temporary table copy_seed (article_id bigint primary key) on commit drop';

/** Whether readers see a teaser depends on the pages that its address leads to. */
const NOTE_TEASERS = `
  insert into copy_seed
  with led_to as (
    select address from touched_page join winnow.page using (id) where address is not null
    union
    select address from touched_page join winnow.refinement on page_id = touched_page.id
    join winnow.article on refinement_id = refinement.id join winnow.article_address on article_id = article.id)
  select article_id from led_to join winnow.article_address using (address)
  join winnow.article on article.id = article_id and article.teaser join winnow.compared using (article_id)`;

const NOTE_AFFECTED = 'insert into copy_seed select article_id from affected on conflict do nothing';

const DROP_SINGLE = `
  delete from copy_seed seed
  where not exists (select from winnow.article_copy where article_id = seed.article_id)
    and not exists (select from winnow.article_pair where article_id = seed.article_id and ${ALIKE})`;

/** Articles from which clusters are decided at once: bounds what is in memory. */
const BATCH = 5000;

const REACH = `
  insert into near_copy
  with recursive walk (article_id) as (
    (select article_id from copy_seed limit ${BATCH})
    union
    select next.article_id from walk cross join lateral (
      select other_id as article_id from winnow.article_pair where article_id = walk.article_id and ${ALIKE}
      union all
      select kept_id from winnow.article_copy where article_id = walk.article_id
      union all
      select article_id from winnow.article_copy where kept_id = walk.article_id) next)
  select article_id from walk`;

// The order in which the copies of an article count: by the page's own date, address, position.
const IN_ORDER = `
  select article_id as id from near_copy join winnow.articles using (article_id) join winnow.page on page.id = page_id
  order by published_on nulls last, articles.url collate "C" nulls last, ordinal, page.key`;

const PAIRS = `
  select article_id as a, other_id as b from near_copy join winnow.article_pair using (article_id)
  where article_id < other_id and ${ALIKE}`;

/** Decides the clusters of the articles of `near_copy`. */
const decide = async (connection: Queryable): Promise<void> => {
  const seen = await connection.query<{ id: number }>(IN_ORDER);
  const rank = new Map(seen.rows.map(({ id }, place) => [id, place]));
  const { rows } = await connection.query<{ a: number; b: number }>(PAIRS);
  // An entry that has given way to the whole article ties nothing together that readers see.
  const pairs = rows.flatMap(({ a, b }) => (rank.has(a) && rank.has(b) ? [[a, b] as const] : []));
  const clusters = cluster(pairs, (a, b) => rank.get(a)! - rank.get(b)!);
  const copies = clusters.flatMap((members) =>
    members.map((id, index) => ({ id, kept: members[0]!, place: index + 1, copies: members.length })),
  );
  await connection.query(
    'delete from winnow.article_copy using near_copy where article_copy.article_id = near_copy.article_id',
  );
  await connection.query(
    `insert into winnow.article_copy (article_id, kept_id, place, copies)
     select * from unnest($1::bigint[], $2::bigint[], $3::int[], $4::int[])`,
    [
      copies.map((row) => row.id),
      copies.map((row) => row.kept),
      copies.map((row) => row.place),
      copies.map((row) => row.copies),
    ],
  );
};

/** Makes the table of a transaction in which `updateKept` is called; `touched_page` is there. */
export const beginKept = async (connection: Queryable): Promise<void> => {
  await connection.query(SEEDS);
  await connection.query(NOTE_TEASERS);
};

/**
 * Decides anew which articles are nearly the same, and which of them is kept, wherever pairs of the articles of `affected`
 * may have changed: the first by date, address and position, whatever was loaded first.
 */
export const updateKept = async (connection: Queryable): Promise<void> => {
  await connection.query(NOTE_AFFECTED);
  await connection.query(DROP_SINGLE);
  await connection.query('create temporary table near_copy (article_id bigint primary key) on commit drop');
  for (;;) {
    await connection.query('truncate near_copy');
    const { rowCount } = await connection.query(REACH);
    if (rowCount === 0) return;
    await connection.query('analyze near_copy');
    await decide(connection);
    await connection.query(
      'delete from copy_seed using near_copy where copy_seed.article_id = near_copy.article_id',
    );
  }
};
