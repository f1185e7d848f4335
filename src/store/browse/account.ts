import type { Queryable } from '../database.ts';
import { type ExplainedLine, IS_WANTED, type LinesWanted, readLines } from '../explain.ts';

/** A part of a page's lines, with the ordinals at which the parts around it begin. */
export interface LinesPart {
  readonly lines: readonly ExplainedLine[];
  /** Null where nothing stands before, or after. */
  readonly before: number | null;
  readonly next: number | null;
}

const BEFORE = `
  select min(ordinal) as before from (
    select block.ordinal
    from winnow.block join winnow.refinement on refinement.id = refinement_id and refinement.current
    where page_id = $1 and block.ordinal < $2::int and ${IS_WANTED}
    order by block.ordinal desc limit $6) as above`;

/** Up to `limit` lines of a page in reading order. */
export const readPart = async (
  database: Queryable,
  page: number,
  wanted: LinesWanted & { readonly from: number; readonly limit: number },
): Promise<LinesPart> => {
  const { from, limit, kept, role, article } = wanted;
  const lines = await readLines(database, page, { ...wanted, limit: limit + 1, telling: true });
  const { rows } = await database.query<{ before: number | null }>(BEFORE, [
    page,
    from,
    kept,
    role,
    article,
    limit,
  ]);
  return {
    lines: lines.slice(0, limit),
    before: rows[0]!.before,
    next: lines[limit]?.ordinal ?? null,
  };
};

/** How many lines of a page have a role, by whether they went to an article. */
export interface LineCount {
  readonly role: string;
  readonly kept: boolean;
  readonly lines: number;
}

/** All lines of a page, or of one article of it, counted; roles in the order of the glossary. */
export const countLines = async (
  database: Queryable,
  page: number,
  article: number | null = null,
): Promise<LineCount[]> => {
  const { rows } = await database.query<LineCount>(
    `select role::text as role, article is not null as kept, count(*) as lines
     from winnow.block join winnow.refinement on refinement.id = refinement_id and refinement.current
     where page_id = $1 and ($2::int is null or article = $2)
     group by block.role, kept order by block.role, kept desc`,
    [page, article],
  );
  return rows;
};

/** Where an article of a page is to be read. */
export interface ArticleShown {
  /** Place on the page, from 1. */
  readonly article: number;
  readonly id: number;
  /** It is a teaser, and this the whole article, on another page. */
  readonly elsewhere: boolean;
}

/** The articles of a page that readers see: none of a page that is not the latest of its address, or a duplicate. */
export const readShown = async (
  database: Queryable,
  page: number,
  articles: readonly number[],
): Promise<ArticleShown[]> => {
  const { rows } = await database.query<ArticleShown>(
    `select article.ordinal as article, coalesce(full_article_id, article.id) as id,
       full_article_id is not null as elsewhere
     from winnow.page
     join winnow.refinement on refinement.page_id = page.id and refinement.current
     join winnow.article on article.refinement_id = refinement.id
     left join winnow.teasers on teasers.article_id = article.id
     where page.id = $1 and page.latest and page.duplicate_of is null and article.ordinal = any($2::int[])
     order by article.ordinal`,
    [page, articles],
  );
  return rows;
};
