import type { Queryable } from '../database.ts';
import { isOfHost } from '../selection.ts';

/** How the refining of a page ended; a pending one has not been refined. */
export const PAGE_OUTCOMES = ['loaded', 'empty', 'rejected', 'failed', 'pending'] as const;
type PageOutcome = (typeof PAGE_OUTCOMES)[number];

/** Which pages are meant; what is not said does not count, what is said must all hold. */
export interface PageFilter {
  /** A host name in small letters, which covers the hosts below it as well. */
  readonly site?: string | undefined;
  readonly outcome?: PageOutcome | undefined;
  /** Error code of a rejected or failed page. */
  readonly code?: string | undefined;
  readonly pageType?: string | undefined;
  readonly language?: string | undefined;
  /** Run that the page was part of. */
  readonly run?: number | undefined;
  /** How its address, or the file that it was read from, begins or ends. */
  readonly place?: string | undefined;
  /** It is, or is not, the latest content of its address and the one that is kept of those with its bytes. */
  readonly shown?: boolean | undefined;
}

export interface ListedPage {
  readonly id: number;
  readonly url: string | null;
  readonly host: string | null;
  readonly source: string | null;
  readonly mediaType: string;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly pageType: string | null;
  readonly language: string | null;
  readonly articles: number;
  readonly blocks: number;
  readonly bytes: number;
  readonly fetchedAt: Date | null;
  /** No newer content of the same address is known. */
  readonly latest: boolean;
  /** Address of the page with the same bytes that stands for it. */
  readonly duplicateOf: string | null;
}

const ends = (column: string, p: string): string =>
  `(starts_with(${column}, ${p}::text) or right(${column}, length(${p}::text)) = ${p}::text)`;

/** The condition that each word of a filter stands for, over a page and its refinement. */
const CONDITIONS: { readonly [K in keyof PageFilter]-?: (parameter: string) => string } = {
  site: (p) => `page.site_id in (select id from winnow.site where ${isOfHost(p)})`,
  outcome: (p) => `coalesce(refinement.outcome::text, 'pending') = ${p}::text`,
  code: (p) => `refinement.code = ${p}::text`,
  pageType: (p) => `refinement.page_type::text = ${p}::text`,
  language: (p) => `refinement.language = ${p}::text`,
  run: (p) => `page.id in (select page_id from winnow.run_page where run_id = ${p}::bigint)`,
  place: (p) =>
    `(${ends('page.url', p)} or page.id in (
       select page_id from winnow.source join winnow.run_page on source_id = source.id where ${ends('name', p)}))`,
  shown: (p) => `(page.latest and page.duplicate_of is null) = ${p}::boolean`,
};

/** Pages, those that were read last first. */
export const listPages = async (
  database: Queryable,
  filter: PageFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<ListedPage[]> => {
  const names = (Object.keys(CONDITIONS) as (keyof PageFilter)[]).filter(
    (name) => filter[name] !== undefined,
  );
  const where = names.map((name, index) => CONDITIONS[name](`$${index + 3}`));
  const { rows } = await database.query<ListedPage>(
    // What is counted of a page is counted of those alone that are listed.
    `with found as materialized (
       select page.id
       from winnow.page left join winnow.refinement on refinement.page_id = page.id and refinement.current
       ${where.length === 0 ? '' : `where ${where.join(' and ')}`}
       order by page.id desc limit $1 offset $2)
     select page_id as id, url, host, source, media_type as "mediaType", outcome, code, page_type as "pageType",
       language, articles, blocks, bytes, last_fetched_at as "fetchedAt", latest, duplicate_of as "duplicateOf"
     from found join winnow.pages on page_id = found.id
     order by page_id desc`,
    [limit, offset, ...names.map((name) => filter[name])],
  );
  return rows;
};
