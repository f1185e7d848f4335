import type { Queryable } from './database.ts';
import { findPage } from './explain.ts';

/** One version of a document: one content of its address, refined by one pipeline. */
export interface PageVersion {
  readonly version: number;
  readonly page: number;
  readonly fetchedAt: Date | null;
  readonly madeAt: Date;
  readonly run: number;
  readonly pipeline: string;
  /** Readers see it. */
  readonly shown: boolean;
  readonly replacedAt: Date | null;
  readonly outcome: string;
  readonly articles: number;
  readonly words: number;
  /** Titles and text of its articles, in order. */
  readonly text: string;
}

/** Versions that are meant, counted from the newest. */
interface Newest {
  readonly limit: number;
  readonly offset: number;
}

/**
 * The versions of a page, and of the other contents of its address, oldest first; all of them unless some are asked for.
 * Throws NOT_FOUND.
 */
export const pageHistory = async (
  database: Queryable,
  wanted: string | number,
  newest: Newest | null = null,
): Promise<{ url: string | null; versions: PageVersion[] }> => {
  const page = await findPage(database, wanted);
  const { rows } = await database.query<PageVersion>(
    `select version_id as version, page_id as page, last_fetched_at as "fetchedAt", made_at as "madeAt", run_id as run,
       pipeline, shown and latest as shown, replaced_at as "replacedAt", outcome, articles, words,
       coalesce((select string_agg(concat_ws(E'\\n\\n', title, text), E'\\n\\n' order by ordinal)
                 from winnow.article where refinement_id = version_id), '') as text
     from winnow.page_versions
     where page_id = $1 or address = (select address from winnow.page where id = $1)
     order by last_fetched_at desc nulls last, page_id desc, made_at desc, version_id desc limit $2 offset $3`,
    [page.pageId, newest?.limit, newest?.offset],
  );
  return { url: page.url, versions: rows.reverse() };
};
