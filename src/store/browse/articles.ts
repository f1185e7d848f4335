import type { Queryable } from '../database.ts';
import { isOfHost } from '../selection.ts';

/** Which articles are meant; what is not said does not count, what is said must all hold. */
export interface ArticleFilter {
  /** A search as in `winnow search`; best matches first instead of newest. */
  readonly words?: string | undefined;
  /** A host name in small letters, which covers the hosts below it as well. */
  readonly site?: string | undefined;
  readonly language?: string | undefined;
  readonly pageType?: string | undefined;
  /** Published on or after, and before, this day. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly tag?: string | undefined;
  readonly author?: string | undefined;
  /** Number of an entity that the article names. */
  readonly entity?: number | undefined;
  readonly run?: number | undefined;
  /** Of articles that are nearly the same only the one that is kept. */
  readonly distinct?: boolean | undefined;
}

export interface ListedArticle {
  readonly id: number;
  readonly title: string | null;
  readonly url: string | null;
  readonly host: string | null;
  readonly source: string | null;
  readonly published: string | null;
  readonly language: string | null;
  readonly pageType: string | null;
  readonly authors: readonly string[];
  readonly words: number;
  readonly teaser: boolean;
  /** A piece of the text: its beginning, or where a search has found its words, which stand between « and ». */
  readonly excerpt: string;
}

interface Part {
  readonly limit: number;
  readonly offset: number;
}

/** The condition over `winnow.articles` that each word of a filter stands for; of those without one there is more to do. */
const CONDITIONS: { readonly [K in keyof ArticleFilter]-?: ((parameter: string) => string) | null } = {
  words: null,
  site: isOfHost,
  language: (p) => `language = ${p}::text`,
  pageType: (p) => `page_type = ${p}::text`,
  since: (p) => `published_on >= ${p}::date`,
  until: (p) => `published_on < ${p}::date`,
  tag: (p) => `article_id in (select article_id from winnow.article_tag
    join winnow.tag on tag.id = tag_id where tag.name = ${p}::text)`,
  author: (p) => `article_id in (select article_id from winnow.article_author
    join winnow.author on author.id = author_id where author.name = ${p}::text)`,
  entity: (p) => `article_id in (select sense_member.article_id from winnow.sense_member
    join winnow.sense on sense.id = sense_id where sense.entity_id = ${p}::bigint)`,
  run: (p) => `run_id = ${p}::bigint`,
  distinct: null,
};

/** Letters of an article that is not searched for its words. */
const BEGINNING = 240;

/**
 * Articles that readers see, newest first, or best first where words are searched for. `offset` of them are left out,
 * which costs what listing them costs.
 */
export const listArticles = async (
  database: Queryable,
  filter: ArticleFilter,
  { limit, offset }: Part,
): Promise<ListedArticle[]> => {
  const view = filter.distinct === true ? 'winnow.distinct_articles' : 'winnow.articles';
  const asked = (Object.keys(CONDITIONS) as (keyof ArticleFilter)[]).flatMap((name) => {
    const condition = filter[name] === undefined ? null : CONDITIONS[name];
    return condition === null ? [] : [{ condition, value: filter[name] }];
  });
  const values: unknown[] = [limit, offset, ...asked.map(({ value }) => value)];
  const where = asked.map(({ condition }, index) => condition(`$${index + 3}`));
  const words = filter.words?.trim() ?? '';
  const isSearched = words !== '';
  const search = `$${values.length + 1}`;
  if (isSearched) {
    values.push(words);
    // As `searchArticles` asks: the index for all languages at once, then each article in its own.
    where.push(
      'search @@ query',
      `search @@ websearch_to_tsquery(winnow.search_config(language), ${search})`,
    );
  }
  const order = isSearched
    ? 'rank desc, published_on desc nulls last, article_id desc'
    : 'published_on desc nulls last, article_id desc';
  const excerpt = isSearched
    ? `ts_headline(winnow.search_config(language), left(text, 50000), query,
         'StartSel=«, StopSel=», MaxWords=40, MinWords=20, MaxFragments=1')`
    : `left(text, ${BEGINNING})`;
  const { rows } = await database.query<ListedArticle>(
    `with found as (
       select articles.*${isSearched ? ', query, ts_rank_cd(search, query) as rank' : ''}
       from ${view} as articles${isSearched ? `, winnow.search_query(${search}) as query` : ''}
       ${where.length === 0 ? '' : `where ${where.join(' and ')}`}
       order by ${order} limit $1 offset $2)
     select article_id as id, title, url, host, source, published, language, page_type as "pageType", authors, words,
       teaser, coalesce(${excerpt}, '') as excerpt
     from found order by ${order}`,
    values,
  );
  return rows;
};
