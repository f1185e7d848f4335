import type { Queryable } from './database.ts';

export interface SearchHit {
  readonly title: string | null;
  readonly url: string | null;
  readonly source: string | null;
  readonly published: string | null;
  readonly host: string | null;
  readonly words: number;
  readonly teaser: boolean;
  /** A piece of the text with the words found between « and ». */
  readonly excerpt: string;
  readonly article_id: number;
}

/**
 * Articles that hold the words, best first. The words may be quoted, joined by `or`, or ruled out by a minus
 * sign, as in a web search. The index answers for all languages at once, which rules words out in one of them only:
 * each article is asked once more in its own.
 */
export const searchArticles = async (
  database: Queryable,
  words: string,
  limit: number,
): Promise<SearchHit[]> => {
  const { rows } = await database.query<SearchHit>(
    `with found as (
       select article_id, ts_rank_cd(search, query) as rank, query
       from winnow.articles, winnow.search_query($1) as query
       where search @@ query and search @@ websearch_to_tsquery(winnow.search_config(language), $1)
       order by rank desc, published_on desc nulls last, url collate "C", ordinal limit $2)
     select articles.title, articles.url, articles.source, articles.published, articles.host, articles.words, articles.teaser,
       articles.article_id,
       ts_headline(winnow.search_config(articles.language), left(articles.text, 50000), query,
         'StartSel=«, StopSel=», MaxWords=30, MinWords=15, MaxFragments=1') as excerpt
     from found join winnow.articles using (article_id)
     order by rank desc, published_on desc nulls last, articles.url collate "C", articles.ordinal`,
    [words, limit],
  );
  return rows;
};
