import { WinnowError } from '../../errors.ts';
import type { Queryable } from '../database.ts';
import { isOfHost } from '../selection.ts';

/** What the store holds of a site. */
export interface ListedSite {
  readonly host: string;
  readonly domain: string | null;
  readonly pages: number;
  readonly articles: number;
  /** Pages that failed. */
  readonly failed: number;
  /** Languages and types of its pages, the most frequent first. */
  readonly languages: readonly string[];
  readonly pageTypes: readonly string[];
  /** First and last time that one of its pages was fetched, or read where that is not known. */
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

// Pages of the sites of `found`, counted by what they are. Of a page whose bytes another page has as well, or that has
// changed since, readers see nothing.
const KINDS = `
  kinds as materialized (
    select page.site_id, coalesce(refinement.outcome::text, 'pending') as outcome, refinement.language,
      refinement.page_type::text as type, count(*) as pages,
      coalesce(sum((select count(*) from winnow.article
        where article.refinement_id = refinement.id and page.latest and page.duplicate_of is null)), 0) as articles,
      min(coalesce(page.fetched_at, page.seen_at)) as first_seen,
      max(coalesce(page.last_fetched_at, page.seen_at)) as last_seen
    from found
    join winnow.page on page.site_id = found.id
    left join winnow.refinement on refinement.page_id = page.id and refinement.current
    group by page.site_id, 2, 3, 4),
  totals as (
    select site_id, sum(pages)::bigint as pages, sum(articles)::bigint as articles,
      coalesce(sum(pages) filter (where outcome = 'failed'), 0)::bigint as failed,
      min(first_seen) as "firstSeen", max(last_seen) as "lastSeen"
    from kinds group by site_id)`;

const ordered = (column: string): string => `
  array(select ${column} from kinds where site_id = found.id and ${column} is not null
    group by ${column} order by sum(pages) desc, ${column})`;

/** Sites, those with the most pages first. */
export const listSites = async (
  database: Queryable,
  { host }: { readonly host?: string | undefined },
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<ListedSite[]> => {
  const { rows } = await database.query<ListedSite>(
    // What is counted beside pages is counted of those sites alone that are listed.
    `with sizes as (select site_id, count(*) as size from winnow.page group by site_id),
     found as materialized (
       select site.*, size from sizes join winnow.site on site.id = site_id
       ${host === undefined ? '' : `where ${isOfHost('$3')}`}
       order by size desc, host collate "C" limit $1 offset $2), ${KINDS}
     select host, domain, pages, articles, failed, "firstSeen", "lastSeen", ${ordered('language')} as languages,
       ${ordered('type')} as "pageTypes"
     from found join totals on site_id = found.id
     order by size desc, host collate "C"`,
    [limit, offset, ...(host === undefined ? [] : [host.toLowerCase()])],
  );
  return rows;
};

/** A value, and how many pages have it. */
export interface Counted {
  readonly value: string | null;
  readonly pages: number;
}

export interface WholeSite extends Omit<ListedSite, 'languages' | 'pageTypes'> {
  readonly outcomes: readonly Counted[];
  readonly languages: readonly Counted[];
  readonly pageTypes: readonly Counted[];
}

const counts = (column: string): string => `
  (select jsonb_agg(jsonb_build_object('value', value, 'pages', pages) order by pages desc, value)
    from (select ${column} as value, sum(pages)::bigint as pages from kinds group by 1) as values)`;

/** What the store holds of a host, of its pages counted by what they are. Throws NOT_FOUND. */
export const readSite = async (database: Queryable, host: string): Promise<WholeSite> => {
  const { rows } = await database.query<WholeSite>(
    `with found as (select * from winnow.site where host = $1), ${KINDS}
     select host, domain, pages, articles, failed, "firstSeen", "lastSeen", ${counts('outcome')} as outcomes,
       ${counts('language')} as languages, ${counts('type')} as "pageTypes"
     from found join totals on site_id = found.id`,
    [host.toLowerCase()],
  );
  if (rows[0] === undefined) throw new WinnowError('NOT_FOUND', 'no page of this site');
  return rows[0];
};
