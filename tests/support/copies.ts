// Which articles are nearly the same, derived from scratch: what the store has derived step by step must be the same.

/** SQL: articles of the pages that readers see, with the paragraphs of their texts and the clusters of these. */
const TEXTS = `
  shown as (
    select article.id, article.refinement_id, article.ordinal from winnow.article
    join winnow.refinement on refinement.id = article.refinement_id and refinement.current
    join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null),
  text as (
    select distinct shown.id as article_id, block.paragraph_id, coalesce(kept_id, block.paragraph_id) as cluster,
      length(paragraph.text) as letters
    from shown
    join winnow.block on block.refinement_id = shown.refinement_id and block.article = shown.ordinal
      and block.role in ('heading', 'paragraph', 'list-item', 'quote', 'code', 'table')
    join winnow.paragraph on paragraph.id = block.paragraph_id
    left join winnow.repeat on repeat.paragraph_id = block.paragraph_id),
  size as (
    select shown.id as article_id, coalesce(sum(letters), 0) as letters
    from shown left join text on article_id = shown.id group by shown.id)`;

/** SQL: pairs of articles that share half the text of one, compared all with all. */
const PAIRS = `
  ${TEXTS},
  telling as (
    select article_id, cluster, sum(letters) as letters from text where letters >= 60 group by article_id, cluster),
  common as (select cluster from telling group by cluster having count(*) > 50),
  pair as (
    select a.article_id, b.article_id as other_id, count(*) as paragraphs, sum(least(a.letters, b.letters)) as letters
    from telling a join telling b on a.cluster = b.cluster and a.article_id <> b.article_id
    where a.cluster not in (select cluster from common) group by 1, 2),
  wanted_pair as (
    select pair.article_id, other_id, paragraphs, round(pair.letters / a.letters, 3)::real as share,
      round(pair.letters / b.letters, 3)::real as other_share
    from pair join size a on a.article_id = pair.article_id join size b on b.article_id = other_id
    where pair.letters >= 0.5 * least(a.letters, b.letters))`;

/** SQL: clusters of articles that readers see, each from all pairs. */
const CLUSTERS = `
  recursive alike as (
    select pair.article_id, other_id from winnow.article_pair pair
    join winnow.articles a on a.article_id = pair.article_id join winnow.articles b on b.article_id = other_id
    where least(share, other_share) >= 0.5),
  reached as (
    select article_id, article_id as member from alike
    union select reached.article_id, other_id from reached join alike on alike.article_id = member),
  wanted_copy as (
    select reached.article_id, member, first_value(member) over of_cluster as kept_id, rank() over of_cluster as place,
      count(*) over (partition by reached.article_id) as copies
    from reached join winnow.articles on articles.article_id = member join winnow.page on page.id = page_id
    window of_cluster as (partition by reached.article_id
      order by published_on nulls last, articles.url collate "C" nulls last, ordinal, encode(key, 'hex')))`;

/** What must hold of them when all runs are settled: each query counts what is wrong. */
export const COPIES: Readonly<Record<string, string>> = {
  'articles that are compared and not seen, or the other way round': `
    with ${TEXTS}
    select count(*) as n from size full join winnow.compared using (article_id)
    where size.letters is distinct from compared.letters`,
  'pairs of articles that are not what their texts say': `
    with ${PAIRS}
    select count(*) as n from wanted_pair full join winnow.article_pair pair using (article_id, other_id)
    where (wanted_pair.paragraphs, wanted_pair.share, wanted_pair.other_share)
      is distinct from (pair.paragraphs, pair.share, pair.other_share)`,
  'copies of articles that are not what their pairs say': `
    with ${CLUSTERS}
    select count(*) as n
    from (select * from wanted_copy where article_id = member) wanted full join winnow.article_copy copy using (article_id)
    where (wanted.kept_id, wanted.place, wanted.copies) is distinct from (copy.kept_id, copy.place, copy.copies)`,
};
