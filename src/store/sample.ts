import type { Queryable } from './database.ts';

export interface SampleArticle {
  readonly title: string | null;
  readonly published_on: string | null;
  readonly language: string | null;
  readonly words: number;
  readonly names: readonly string[];
  /** The file that the page was; its address, where the file held many. */
  readonly source: string | null;
}

/**
 * Some articles of a run for people to look at: the first of each page, the longest first, with the names that
 * they name most.
 */
export const sampleArticles = async (
  database: Queryable,
  run: number,
  limit: number,
): Promise<SampleArticle[]> => {
  const { rows } = await database.query<SampleArticle>(
    `with shown as (
       select article_id, page_id, title, published_on, language, words,
         case when source like '%#%' then coalesce(page_url, source) else source end as source
       from winnow.articles
       where run_id = $1 and title is not null and ordinal = 1
       order by words desc, title collate "C" limit $2)
     select title, published_on, language, words, source,
       (select coalesce(array_agg(name order by n desc, name collate "C"), '{}') from
          (select name, count(*) as n from winnow.mentions where mentions.article_id = shown.article_id
           group by name order by n desc, name collate "C" limit 3) named) as names
     from shown order by words desc, title collate "C"`,
    [run, limit],
  );
  return rows;
};
