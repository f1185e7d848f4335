import type { Queryable } from '../database.ts';
import { CLUSTER_PARTS, MOST_SHARERS, PARTS_OF_ARTICLE, putClusterParts, sharers } from './sharers.ts';

/** The paragraphs that tie articles to others of which it was known, or will be, that they are seen. */
const SHIFTED = 'create temporary table shifted (paragraph_id bigint primary key) on commit drop';

/** SQL: notes the paragraphs by which the articles of a table are tied to others. */
const noteTies = (articles: string): string => `
  insert into shifted select distinct paragraph_id from ${articles} join ${PARTS_OF_ARTICLE}
  where telling on conflict do nothing`;

/** Articles of the pages of `touched_page` that readers see now and did not. */
const COMING = `
  create temporary table coming on commit drop as
  select article.id as article_id from touched_page
  join winnow.page on page.id = touched_page.id and page.latest and page.duplicate_of is null
  join winnow.refinement on page_id = page.id and refinement.current
  join winnow.article on article.refinement_id = refinement.id
  where not exists (select from winnow.compared where article_id = article.id)`;

// Clusters that have others in them than before, and those whose paragraphs stand in other articles than before.
const CHANGED_CLUSTERS = putClusterParts(`
  with regrouped as (
    select cluster_before.cluster, coalesce(kept_id, paragraph_id) as cluster_now
    from cluster_before left join winnow.repeat using (paragraph_id)
    where cluster_before.cluster <> coalesce(kept_id, paragraph_id))
  select cluster, past from (select cluster from regrouped union select cluster_now from regrouped) changed
  cross join (values (true), (false)) as time (past)
  union
  select coalesce(kept_id, paragraph_id), false from shifted left join winnow.repeat using (paragraph_id)`);

// A pair can be another one than before when both are of these: new here, or sharing such a cluster with few others.
const AFFECTED = `
  create temporary table affected on commit drop as
  select unnest(articles) as article_id
  from (${sharers('select distinct cluster, past from cluster_part where exists (select from winnow.compared)')}) near
  union select article_id from coming`;

const PUT_COMPARED = `
  insert into winnow.compared (article_id, letters)
  with part as (
    select distinct article_id, paragraph_id, letters from coming join ${PARTS_OF_ARTICLE})
  select article_id, coalesce(sum(letters), 0) from coming left join part using (article_id) group by article_id`;

const HELD = `
  create temporary table held on commit drop as
  select article_id, coalesce(kept_id, paragraph_id) as cluster, sum(letters) as letters
  from (select distinct article_id, paragraph_id, letters from affected join ${PARTS_OF_ARTICLE} where telling) part
  left join winnow.repeat using (paragraph_id) group by article_id, cluster`;

const SHARED = `
  create temporary table shared on commit drop as
  select cluster from held group by cluster having count(*) between 2 and ${MOST_SHARERS}`;

const TIES = `
  create temporary table tie on commit drop as
  select cluster from (${sharers('select cluster, false as past from shared')}) few`;

const REMOVE_PAIRS = `
  delete from winnow.article_pair pair using affected one, affected other
  where pair.article_id = one.article_id and pair.other_id = other.article_id`;

const PUT_PAIRS = `
  insert into winnow.article_pair (article_id, other_id, paragraphs, share, other_share)
  with part as (select held.* from tie join held using (cluster)),
  pair as (
    select one.article_id, other.article_id as other_id, count(*) as paragraphs,
      sum(least(one.letters, other.letters)) as letters
    from part one join part other using (cluster)
    where one.article_id <> other.article_id group by one.article_id, other.article_id)
  select pair.article_id, other_id, paragraphs,
    round(pair.letters / one.letters, 3), round(pair.letters / other.letters, 3)
  from pair join winnow.compared one on one.article_id = pair.article_id
  join winnow.compared other on other.article_id = other_id
  where pair.letters >= 0.5 * least(one.letters, other.letters)
  order by pair.article_id, other_id`;

/** Looks each row up by an index: clusters have few members, and a plan for many would read whole tables for each. */
const byIndex = async (connection: Queryable, sql: string): Promise<void> => {
  const kinds = ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan'];
  for (const kind of kinds) await connection.query(`set local ${kind} = off`);
  await connection.query(sql);
  for (const kind of kinds) await connection.query(`set local ${kind} to default`);
};

/** Makes the tables of a transaction in which `updatePairs` is called. */
export const beginPairs = async (connection: Queryable): Promise<void> => {
  await connection.query(SHIFTED);
  await connection.query(CLUSTER_PARTS);
};

/** Removes the articles of the table `leaving` from those that are compared, with their pairs. */
export const removeCompared = async (connection: Queryable): Promise<void> => {
  await connection.query(noteTies('leaving'));
  await connection.query(
    'delete from winnow.compared using leaving where compared.article_id = leaving.article_id',
  );
};

/**
 * Compares the articles of the touched pages that readers see now with all others. Leaves in the table `affected` every
 * article of which a pair may have changed. What comes out follows from the articles that are compared and from the
 * clusters of their paragraphs alone, whatever came first: a cluster that has become too common loses all its pairs.
 */
export const updatePairs = async (connection: Queryable): Promise<void> => {
  await connection.query(COMING);
  await connection.query(noteTies('coming'));
  await connection.query('analyze shifted, cluster_before, coming');
  await connection.query(CHANGED_CLUSTERS);
  await connection.query('analyze cluster_part');
  await byIndex(connection, AFFECTED);
  await connection.query(PUT_COMPARED);
  await connection.query('analyze affected');
  await connection.query(HELD);
  await connection.query('analyze held');
  await connection.query(SHARED);
  await connection.query(putClusterParts('select cluster, false as past from shared'));
  await connection.query('analyze cluster_part');
  await byIndex(connection, TIES);
  await connection.query('analyze tie');
  await connection.query(REMOVE_PAIRS);
  await connection.query(PUT_PAIRS);
};
