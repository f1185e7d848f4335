/** SQL: the paragraphs of the clusters of a CTE `asked`, as a CTE. */
export const MEMBERS = `member as materialized (
    select cluster, cluster as paragraph_id from asked
    union select kept_id, paragraph_id from winnow.repeat join asked on kept_id = cluster)`;

/** SQL: their blocks, found by the index of each paragraph: the planner takes `asked` for much larger than it is. */
export const BLOCKS_OF_MEMBERS = `member join lateral (
      select * from winnow.block where block.paragraph_id = member.paragraph_id offset 0) block on true`;

/** SQL: the first occurrence of a cluster by this is the one that is kept. */
export const IN_ORDER =
  'order by article.published_on nulls last, page.address collate "C" nulls last, page.key, block.ordinal';
