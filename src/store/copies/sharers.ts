/** Letters that a paragraph has at least that says something of the articles in which it stands. */
const TELLING = 60;
/** Articles that have a paragraph at most: what stands in more is a phrase of a site, and says nothing of them. */
export const MOST_SHARERS = 50;
/** Blocks that are looked at first, which tell nearly always whether it is more: there may be a million of them. */
const SAMPLE = 10 * MOST_SHARERS;

/** SQL: what a block is that belongs to the text of an article. */
const TEXT_ROLES = `('heading', 'paragraph', 'list-item', 'quote', 'code', 'table')`;

/** SQL: the paragraphs of the text of each `article_id`, to be joined; `telling` are those that tie articles. */
export const PARTS_OF_ARTICLE = `winnow.article on article.id = article_id
  join winnow.block on block.refinement_id = article.refinement_id and block.article = article.ordinal
    and block.role in ${TEXT_ROLES}
  join lateral (
    select length(text) as letters, length(text) >= ${TELLING} as telling
    from winnow.paragraph where paragraph.id = block.paragraph_id) part_text on true`;

/**
 * The telling paragraphs of clusters of repeats, as they are and, `past`, as they were before the repeats were decided anew.
 */
export const CLUSTER_PARTS = `
  create temporary table cluster_part (
    cluster bigint, past boolean, paragraph_id bigint, primary key (cluster, past, paragraph_id)) on commit drop`;

/** SQL: puts clusters, given as rows `cluster, past`, into `cluster_part`. */
export const putClusterParts = (wanted: string): string => `
  with wanted as materialized (${wanted}),
  member as (
    select cluster, past, paragraph_id from wanted join winnow.repeat on kept_id = cluster where not past
    union all
    select cluster, past, cluster from wanted
    where not past and not exists (select from winnow.repeat where paragraph_id = cluster)
    union all
    select cluster, past, paragraph_id from wanted join cluster_before using (cluster) where past
    union all
    select cluster, past, paragraph_id from wanted join winnow.repeat on kept_id = cluster
    where past and not exists (select from cluster_before where cluster_before.paragraph_id = repeat.paragraph_id)
    union all
    select cluster, past, cluster from wanted
    where past and not exists (select from winnow.repeat where paragraph_id = wanted.cluster)
      and not exists (select from cluster_before where paragraph_id = wanted.cluster))
  insert into cluster_part select cluster, past, paragraph_id from member
  join winnow.paragraph on id = paragraph_id and length(text) >= ${TELLING} on conflict do nothing`;

const OCCURRENCES = `
  select article.id as article_id
  from cluster_part part
  join winnow.block on block.paragraph_id = part.paragraph_id and block.role in ${TEXT_ROLES}
  join winnow.article on article.refinement_id = block.refinement_id and article.ordinal = block.article
  join winnow.compared on compared.article_id = article.id
  where part.cluster = wanted.cluster and part.past = wanted.past`;

/** SQL: those of some clusters of `cluster_part` that no more articles share than may, with these. */
export const sharers = (wanted: string): string => `
  select cluster, articles from (
    select wanted.cluster, case when blocks < ${SAMPLE} or cardinality(sampled) > ${MOST_SHARERS} then sampled
      else (select array_agg(distinct article_id) from (${OCCURRENCES}) occurrence) end as articles
    from (${wanted}) wanted
    cross join lateral (
      select count(*) as blocks, array_agg(distinct article_id) as sampled
      from (${OCCURRENCES} limit ${SAMPLE}) occurrence) looked) shared
  where cardinality(articles) <= ${MOST_SHARERS}`;
