import type { SiteRules } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import { type Database, type Queryable, transaction } from './database.ts';

/** Pages of a site, with as many different titles, that must hold a block: copies of one article do not count. */
const LEAST_PAGES = 5;
/** Share of the site's pages that must hold it where it stands at an end of the text. */
const LEAST_SHARE = 0.3;
/** The same in the middle of the text, where a running gag stands as well. */
const LEAST_SHARE_INSIDE = 0.6;
/** Letters: shorter lines recur in text that is nobody's template. */
const LEAST_LETTERS = 25;
/** Blocks between it and the end of the text. */
const NEAR_END = 2;

/** A block that recurs on the pages of a site, with the evidence. */
export interface TemplateCandidate {
  readonly host: string;
  readonly text: string;
  /** What it was most often taken for. */
  readonly role: string;
  readonly place: 'start' | 'middle' | 'end';
  readonly pages: number;
  readonly share: number;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  /** Blocks in articles that would leave them. */
  readonly changes: number;
  /** What a few pages show there now. */
  readonly samples: readonly TemplateSample[];
}

/** A block that would leave its article, between the blocks beside it. */
interface TemplateSample {
  readonly url: string | null;
  readonly blocks: readonly {
    readonly ordinal: number;
    readonly role: string;
    readonly text: string;
    readonly leaves: boolean;
  }[];
}

export interface Template extends Omit<TemplateCandidate, 'changes' | 'samples'> {
  readonly id: number;
  readonly active: boolean;
}

// A heading may stand above many articles, and what stands on the pages of one author alone is of the author.
const CANDIDATES = `
  with shown as (
    select page.site_id, page.id as page_id, refinement.id as refinement_id,
      coalesce((select min(published_on) from winnow.article where refinement_id = refinement.id),
        (page.fetched_at at time zone 'UTC')::date) as day,
      coalesce((select min(title) from winnow.article where refinement_id = refinement.id), page.id::text) as title,
      (select min(author_id) from winnow.article join winnow.article_author on article_id = article.id
       where refinement_id = refinement.id) as author
    from winnow.page
    join winnow.refinement on refinement.page_id = page.id and refinement.current
    join winnow.site on site.id = page.site_id
    where page.latest and page.duplicate_of is null and ($1::text is null or site.host = $1)),
  sizes as (
    select site_id, count(*) as pages, count(distinct author) as authors from shown
    group by site_id having count(*) >= ${LEAST_PAGES}),
  placed as (
    select shown.*, block.role, block.article, paragraph.normal_hash, paragraph.text,
      block.article is not null and block.role in ('paragraph', 'list-item', 'quote', 'table') as kept,
      block.ordinal - min(block.ordinal) over part as before, max(block.ordinal) over part - block.ordinal as after
    from shown join sizes using (site_id)
    join winnow.block using (refinement_id) join winnow.paragraph on paragraph.id = block.paragraph_id
    window part as (partition by block.refinement_id, block.article)),
  grouped as (
    select site_id, normal_hash, count(distinct page_id) as pages, count(distinct title) as titles,
      min(text collate "C") as text, mode() within group (order by role) as role,
      count(distinct coalesce(author, 0)) as authors, bool_or(author is null) as unsigned,
      count(*) filter (where kept) as changes, min(day) as first_on, max(day) as last_on,
      avg((after <= ${NEAR_END})::int) as at_end, avg((before <= ${NEAR_END})::int) as at_start
    from placed where length(text) >= ${LEAST_LETTERS} and role <> 'heading'
    group by site_id, normal_hash
    having count(distinct title) >= ${LEAST_PAGES}),
  judged as (
    select grouped.*, (grouped.pages::real / sizes.pages)::real as share,
      case when at_end >= 0.8 then 'end' when at_start >= 0.8 then 'start' else 'middle' end as place,
      grouped.authors = 1 and not unsigned and sizes.authors > 1 as is_of_author
    from grouped join sizes using (site_id))
  select site_id, normal_hash, text, role, place, pages, share, first_on, last_on, changes
  from judged
  where not is_of_author and share >= case when place = 'middle' then ${LEAST_SHARE_INSIDE} else ${LEAST_SHARE} end`;

/** Pages that a preview shows of a template. */
const SAMPLES = 2;

/** Of the template `found`: the pages whose addresses sort first, with the block and those beside it. */
const SHOW_SAMPLES = `
  select coalesce(jsonb_agg(jsonb_build_object('url', url, 'blocks', blocks)
    order by url collate "C" nulls last, key), '[]') as samples
  from (
    select url, encode(key, 'hex') as key, blocks
    from winnow.paragraph as same
    join winnow.block as leaving on leaving.paragraph_id = same.id and leaving.article is not null
      and leaving.role in ('paragraph', 'list-item', 'quote', 'table')
    join winnow.refinement on refinement.id = leaving.refinement_id and refinement.current
    join winnow.page on page.id = page_id and page.site_id = found.site_id and page.latest and page.duplicate_of is null
    cross join lateral (
      select jsonb_agg(jsonb_build_object('ordinal', beside.ordinal, 'role', beside.role, 'text', paragraph.text,
        'leaves', beside.ordinal = leaving.ordinal) order by beside.ordinal) as blocks
      from winnow.block as beside join winnow.paragraph on paragraph.id = beside.paragraph_id
      where beside.refinement_id = leaving.refinement_id
        and beside.ordinal between leaving.ordinal - 1 and leaving.ordinal + 1) as around
    where same.normal_hash = found.normal_hash
    order by url collate "C" nulls last, 2, leaving.ordinal limit ${SAMPLES}) as shown`;

/** What learning would find now: blocks that are taken for text of articles and recur. Changes nothing. */
export const previewTemplates = async (
  database: Queryable,
  host: string | null,
): Promise<TemplateCandidate[]> => {
  const { rows } = await database.query<TemplateCandidate>(
    `select host, found.text, found.role::text as role, found.place, found.pages, found.share,
       found.first_on as "firstOn", found.last_on as "lastOn", changes, samples
     from (${CANDIDATES}) as found join winnow.site on site.id = site_id
     left join winnow.template using (site_id, normal_hash)
     cross join lateral (${SHOW_SAMPLES}) as sampled
     where changes > 0 and not coalesce(by_hand, false)
     order by host collate "C", found.pages desc, found.text collate "C"`,
    [host],
  );
  return rows;
};

// What was applied is no text of articles any more: known templates are judged by recurring alone.
const RECORD = `
  with found as (${CANDIDATES})
  insert into winnow.template as known
    (site_id, normal_hash, text, role, place, pages, share, first_on, last_on)
  select site_id, normal_hash, text, role, place, pages, share, first_on, last_on
  from found
  where changes > 0 or exists (
    select from winnow.template where template.site_id = found.site_id and template.normal_hash = found.normal_hash)
  order by site_id, normal_hash
  on conflict (site_id, normal_hash) do update set
    pages = excluded.pages, share = excluded.share, first_on = excluded.first_on, last_on = excluded.last_on,
    place = excluded.place, active = not known.by_hand,
    retired_at = case when known.by_hand then known.retired_at end`;

// Not on one of the site's newest pages: a site that changed its template does so on all new pages.
const RETIRE = `
  with newest as (
    select site_id, refinement_id from (
      select page.site_id, refinement.id as refinement_id,
        row_number() over newest_first as place, count(*) over (partition by page.site_id) as pages
      from winnow.page join winnow.refinement on refinement.page_id = page.id and refinement.current
      where page.latest and page.duplicate_of is null
        and page.site_id in (select site_id from winnow.template where active)
      window newest_first as (partition by page.site_id
        order by coalesce(last_fetched_at, seen_at) desc, encode(key, 'hex'))) as ordered
    where place <= greatest(${LEAST_PAGES}, pages / 5)),
  living as (
    select distinct newest.site_id, paragraph.normal_hash
    from newest join winnow.block using (refinement_id) join winnow.paragraph on paragraph.id = paragraph_id)
  update winnow.template set active = false, retired_at = now()
  from winnow.site
  where site.id = template.site_id and active and ($1::text is null or host = $1)
    and not exists (select from living
      where living.site_id = template.site_id and living.normal_hash = template.normal_hash)`;

/** Templates that are or were known, the active ones first. */
export const listTemplates = async (database: Queryable, host: string | null): Promise<Template[]> => {
  const { rows } = await database.query<Template>(
    `select template_id as id, host, text, active, role, place, pages, share, first_on as "firstOn",
       last_on as "lastOn"
     from winnow.site_templates where $1::text is null or host = $1
     order by host collate "C", active desc, pages desc, text collate "C"`,
    [host],
  );
  return rows;
};

/**
 * Records the blocks that recur on the pages that readers see, and retires those that have stopped recurring.
 * Later runs mark them; pages that are there already change when they are reprocessed.
 */
export const learnTemplates = (database: Database, host: string | null): Promise<Template[]> =>
  transaction(database, async (connection) => {
    await connection.query(RECORD, [host]);
    await connection.query(RETIRE, [host]);
    return listTemplates(connection, host);
  });

/** Takes a template out of use for good. Throws NOT_FOUND. */
export const retireTemplate = async (database: Queryable, id: number): Promise<void> => {
  const { rowCount } = await database.query(
    `update winnow.template set active = false, by_hand = true, retired_at = coalesce(retired_at, now()) where id = $1`,
    [id],
  );
  if (rowCount === 0) throw new WinnowError('NOT_FOUND', `template ${id}`);
};

/** Active templates as rules of their sites. */
export const templateRules = async (database: Queryable): Promise<SiteRules[]> => {
  const { rows } = await database.query<{ host: string; rule: string; text: string }>(
    `select host, rule, text from winnow.site_templates where active order by host collate "C", rule`,
  );
  const sites = new Map<string, { name: string; phrase: string; at: 'whole'; as: 'template' }[]>();
  for (const { host, rule, text } of rows) {
    const rules = sites.get(host) ?? [];
    sites.set(host, rules);
    rules.push({ name: rule.replace(/^site:/, ''), phrase: text, at: 'whole', as: 'template' });
  }
  return [...sites].map(([site, rules]) => ({ site, rules, disabledRules: [] }));
};
