import { folded } from '../describe/text.ts';
import type { SiteHabits } from '../document/index.ts';
import { type Connection, type Database, type Queryable, transaction } from './database.ts';

/** Pages of a site that must carry an affix, with as many different titles beside it. */
const LEAST_PAGES = 4;
/** Share of the site's titles that carry it: what a section has above all its stories is rarer. */
const LEAST_SHARE = 0.4;
/** Dates that must show the order of day and month, all of them the same one. */
const LEAST_DATES = 2;

const SHOWN = `
  from winnow.article
  join winnow.refinement on refinement.id = article.refinement_id and refinement.current
  join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
  where page.site_id is not null`;

// What stands before the first or after the last separator of the titles that markup or first lines state.
const AFFIXES = `
  with said as (
    select distinct page.site_id, page.id as page_id, claim ->> 'value' as title
    from winnow.article
    join winnow.refinement on refinement.id = article.refinement_id and refinement.current
    join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
    cross join lateral jsonb_array_elements(article.claims) claim
    where page.site_id is not null and claim ->> 'field' = 'title'
      and (claim ->> 'source' in ('title-element', 'first-line') or claim ->> 'source' like 'meta:%title')),
  ends as (
    select site_id, page_id, part[2] as affix, part[1] as rest
    from said, regexp_match(title, '^(.*\\S)\\s+[|–—·•»-]\\s+(\\S.*)$') part
    union
    select site_id, page_id, part[1], part[2]
    from said, regexp_match(title, '^(\\S.*?)\\s+[|–—·•»-]\\s+(\\S.*)$') part),
  sizes as (select site_id, count(distinct page_id) as pages from said group by site_id)
  select site_id, affix
  from ends join sizes using (site_id)
  where length(affix) <= 80
  group by site_id, affix, pages
  having count(distinct page_id) >= ${LEAST_PAGES} and count(distinct rest) >= ${LEAST_PAGES}
    and count(distinct page_id) >= ${LEAST_SHARE} * pages`;

// Dates of two numbers show their order by a number above 12, or by the day that markup states on the same page.
const DAY_ORDER = `
  with stated as (
    select page.site_id, refinement.id as refinement_id,
      (select min(left(claim ->> 'value', 10)) from jsonb_array_elements(article.claims) claim
       where claim ->> 'field' = 'published' and claim ->> 'source' ~ '^(meta|jsonld):') as day
    ${SHOWN}),
  shown as (
    select stated.site_id, part[1]::int as a, part[2]::int as b, extract(month from day::date) as month,
      extract(day from day::date) as day
    from stated
    join winnow.block on block.refinement_id = stated.refinement_id and block.role in ('date', 'byline', 'dateline')
    join winnow.paragraph on paragraph.id = block.paragraph_id
    cross join lateral regexp_matches(left(paragraph.text, 200),
      '(?:^|[^0-9./-])([0-9]{1,2})/([0-9]{1,2})/(?:19|20)?[0-9]{2}(?![0-9/])', 'g') part),
  votes as (
    select site_id,
      count(*) filter (where a between 13 and 31 and b <= 12 or a <> b and a = day and b = month) as day_first,
      count(*) filter (where b between 13 and 31 and a <= 12 or a <> b and b = day and a = month) as month_first
    from shown group by site_id)
  select site_id, day_first > 0 as day_first from votes
  where least(day_first, month_first) = 0 and greatest(day_first, month_first) >= ${LEAST_DATES}`;

// What is stripped from titles is not seen beside them again: what was known stays known.
const RECORD = `
  with learned as (
    select site_id, array_agg(affix order by affix collate "C") as affixes from (${AFFIXES}) found group by site_id),
  ordered as (${DAY_ORDER}),
  sizes as (select page.site_id, count(distinct page.id)::int as pages ${SHOWN} group by page.site_id)
  insert into winnow.site_habit as known (site_id, title_affixes, day_first, pages)
  select site_id, coalesce(affixes, '{}'), day_first, pages
  from sizes left join learned using (site_id) left join ordered using (site_id)
  where affixes is not null or day_first is not null
  order by site_id
  on conflict (site_id) do update set
    title_affixes = array(select distinct affix from unnest(known.title_affixes || excluded.title_affixes) affix
                          order by affix),
    day_first = coalesce(excluded.day_first, known.day_first), pages = excluded.pages`;

/** What is known of one site, for people. */
export interface LearnedSite {
  readonly host: string;
  /** Pages that it was learned from. */
  readonly pages: number;
  readonly titleAffixes: readonly string[];
  readonly dayFirst: boolean | null;
}

/** Sites with habits, by host; of one host where it is given. */
export const learnedSites = async (
  database: Queryable,
  host: string | null = null,
): Promise<LearnedSite[]> => {
  const { rows } = await database.query<LearnedSite>(
    `select host, pages, title_affixes as "titleAffixes", day_first as "dayFirst"
     from winnow.site_habit join winnow.site on site.id = site_id
     where $1::text is null or host = $1 order by host collate "C"`,
    [host],
  );
  return rows;
};

/** Learns what each site always does the same way from the pages that readers see; returns all that is known. */
export const learnSites = (database: Database): Promise<LearnedSite[]> =>
  transaction(database, async (connection) => {
    await connection.query(RECORD);
    return learnedSites(connection);
  });

/** What was learned of sites, as refining uses it. */
export const readHabits = async (database: Database | Connection): Promise<SiteHabits[]> =>
  (await learnedSites(database)).map(({ host, titleAffixes, dayFirst }) => ({
    host,
    titleAffixes: titleAffixes.map(folded).filter((affix) => affix !== ''),
    dayFirst,
  }));
