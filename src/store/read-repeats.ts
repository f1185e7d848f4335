import { compare, type Stretch, wordDiff } from '../dedupe/index.ts';
import { BLOCKS_OF_MEMBERS, IN_ORDER, MEMBERS } from './clusters.ts';
import type { Queryable } from './database.ts';
import { findPage } from './explain.ts';

/** A cluster of paragraphs that repeat each other. */
export interface RepeatCluster {
  readonly repeatId: number;
  readonly occurrences: number;
  readonly texts: number;
  readonly pages: number;
  readonly sites: number;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  readonly keptUrl: string | null;
  readonly text: string;
}

// Blocks that readers see, with the cluster of their paragraph.
const SHOWN_BLOCKS = `
  select coalesce(kept_id, block.paragraph_id) as cluster
  from winnow.block
  join winnow.refinement on refinement.id = block.refinement_id and refinement.current
  join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
  left join winnow.repeat on repeat.paragraph_id = block.paragraph_id`;

// Of a site $1 all clusters that it holds; else no more than may be listed, of which $3 are passed over.
const clustersOf = (host: string | null): string =>
  host === null
    ? `select cluster from (${SHOWN_BLOCKS}) shown where $1::text is null
       group by cluster having count(*) > 1 order by count(*) desc fetch first ($2::bigint + $3::bigint) rows with ties`
    : `select distinct cluster
       from (${SHOWN_BLOCKS} where page.site_id = (select id from winnow.site where host = $1)) shown`;

// As the view repeat_clusters has them of the whole store; what is asked of a few is read by the paragraphs of these.
const listQuery = (host: string | null): string => `
  with asked as materialized (${clustersOf(host)}),
  ${MEMBERS},
  listed as (
    select cluster, count(*) as occurrences, count(distinct member.paragraph_id) as texts, count(distinct page.id) as pages,
      count(distinct host) as sites, min(published_on) as first_on, max(published_on) as last_on,
      (array_agg(page.url ${IN_ORDER}))[1] as kept_url, (array_agg(member.paragraph_id ${IN_ORDER}))[1] as kept_text
    from ${BLOCKS_OF_MEMBERS}
    join winnow.refinement on refinement.id = block.refinement_id and refinement.current
    join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
    left join winnow.site on site.id = page.site_id
    left join winnow.article on article.refinement_id = refinement.id and article.ordinal = block.article
    group by cluster having count(*) > 1)
  select cluster as "repeatId", occurrences, texts, pages, sites, first_on as "firstOn", last_on as "lastOn",
    kept_url as "keptUrl", text
  from listed join winnow.paragraph on paragraph.id = kept_text
  order by occurrences desc, text collate "C" limit $2::bigint offset $3::bigint`;

/** The clusters with most occurrences, of one site when a host is given. */
export const listClusters = async (
  database: Queryable,
  host: string | null,
  limit: number,
  offset = 0,
): Promise<RepeatCluster[]> => {
  const { rows } = await database.query<RepeatCluster>(listQuery(host), [host, limit, offset]);
  return rows;
};

/** What one paragraph has to do with another one. */
export interface ShownLink {
  readonly paragraphId: number;
  readonly text: string;
  readonly kind: string;
  readonly similarity: number;
  /** A reader of the other paragraph does not need this one. */
  readonly redundant: boolean;
  readonly lookAlike: boolean;
  /** The copy that is kept of the cluster. */
  readonly kept: boolean;
  /** Where it stands first, by date, address and position. */
  readonly url: string | null;
  readonly publishedOn: string | null;
  readonly ordinal: number | null;
  /** Word by word, from the paragraph that was asked about to the other one. */
  readonly differences: readonly Stretch[];
}

/** What a link means for who has read one of the two paragraphs, in words. */
export const verdictOn = ({ lookAlike, redundant }: ShownLink): string => {
  if (lookAlike) return 'looks alike, other facts';
  return redundant ? 'needless beside it' : 'both are wanted';
};

export interface ShownParagraph {
  readonly paragraphId: number;
  readonly text: string;
  readonly kept: boolean;
  readonly links: readonly ShownLink[];
  /** How often it and its repeats occur, by site and day. */
  readonly counts: readonly {
    readonly host: string | null;
    readonly day: string | null;
    readonly occurrences: number;
  }[];
}

interface Row {
  id: number;
  text: string;
  other_id: number;
  other_text: string;
  kept_id: number | null;
  url: string | null;
  published_on: string | null;
  ordinal: number | null;
}

// Neighbours by a link, by equality when normalised, and the same text elsewhere than on page $2; each with its first occurrence that readers see.
const LINKS = `
  with asked as (select id, text, normal_hash from winnow.paragraph where id = any($1)),
  near as (
    select first_id as id, second_id as other_id from winnow.link where first_id = any($1)
    union select second_id, first_id from winnow.link where second_id = any($1)
    union select asked.id, p.id from asked join winnow.paragraph p using (normal_hash) where p.id <> asked.id
    union select id, id from asked where 1 < (select count(*) from winnow.block where paragraph_id = asked.id)
    union select paragraph_id, kept_id from winnow.repeat where paragraph_id = any($1) and kept_id <> paragraph_id)
  select asked.id, asked.text, other_id, other.text as other_text, repeat.kept_id, first.url, first.published_on,
    first.ordinal
  from asked
  left join winnow.repeat on repeat.paragraph_id = asked.id
  join near on near.id = asked.id
  join winnow.paragraph other on other.id = other_id
  join lateral (
    select page.url, article.published_on, block.ordinal
    from winnow.block
    join winnow.refinement on refinement.id = block.refinement_id and refinement.current
    join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
    left join winnow.article on article.refinement_id = refinement.id and article.ordinal = block.article
    where block.paragraph_id = other_id and ($2::bigint is null or page.id <> $2 or other_id <> asked.id)
    order by published_on nulls last, address collate "C" nulls last, page.key, block.ordinal limit 1) as first on true
  order by asked.id, other_id = repeat.kept_id desc nulls last, published_on nulls last, url collate "C" nulls last, other_id
  limit $3`;

// Of the cluster of paragraph $1 alone, as the view repeat_counts has it of all clusters.
const COUNTS = `
  with asked as (
    select coalesce(kept_id, p.id) as cluster
    from winnow.paragraph p left join winnow.repeat on repeat.paragraph_id = p.id where p.id = $1),
  members as (
    select cluster as paragraph_id from asked
    union select paragraph_id from winnow.repeat where kept_id in (select cluster from asked)),
  counted as (
    select host, published_on as day, count(*) as occurrences, sum(count(*)) over () as in_all
    from members join winnow.block using (paragraph_id)
    join winnow.refinement on refinement.id = block.refinement_id and refinement.current
    join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
    left join winnow.site on site.id = page.site_id
    left join winnow.article on article.refinement_id = refinement.id and article.ordinal = block.article
    group by host, published_on)
  select host, day, occurrences from counted where in_all > 1 order by day nulls last, host collate "C" nulls last`;

/** What repeats each of some paragraphs, or is repeated by it, and what differs. */
const showParagraphs = async (
  database: Queryable,
  ids: readonly number[],
  page: number | null,
  limit: number | null,
): Promise<ShownParagraph[]> => {
  const { rows } = await database.query<Row>(LINKS, [ids, page, limit]);
  const found = new Map<number, ShownParagraph & { links: ShownLink[] }>();
  for (const row of rows) {
    const compared = compare(row.text, row.other_text);
    const shown = found.get(row.id) ?? {
      paragraphId: row.id,
      text: row.text,
      kept: row.kept_id === null || row.kept_id === row.id,
      links: [],
      counts: [],
    };
    found.set(row.id, shown);
    shown.links.push({
      paragraphId: row.other_id,
      text: row.other_text,
      kind: compared.kind,
      similarity: compared.similarity,
      redundant: compared.redundant === 'both' || compared.redundant === 'first',
      lookAlike: compared.lookAlike,
      kept: row.kept_id === row.other_id && row.id !== row.other_id,
      url: row.url,
      publishedOn: row.published_on,
      ordinal: row.ordinal,
      differences: wordDiff(row.text, row.other_text),
    });
  }
  return ids.flatMap((id) => found.get(id) ?? []);
};

/** What repeats one paragraph, at most `limit` of it, with counts by site and day; null when nothing does. */
export const showParagraph = async (
  database: Queryable,
  id: number,
  limit: number | null = null,
): Promise<ShownParagraph | null> => {
  const [shown] = await showParagraphs(database, [id], null, limit);
  if (shown === undefined) return null;
  const counts = await database.query<ShownParagraph['counts'][number]>(COUNTS, [id]);
  return { ...shown, counts: counts.rows };
};

/** The paragraphs of a page that repeat others or are repeated, in the order of the page. Throws NOT_FOUND. */
export const pageRepeats = async (database: Queryable, wanted: string): Promise<ShownParagraph[]> => {
  const page = await findPage(database, wanted);
  const { rows } = await database.query<{ id: number }>(
    `select paragraph_id as id from winnow.block
     join winnow.refinement on refinement.id = refinement_id and refinement.current
     where page_id = $1 group by paragraph_id order by min(ordinal)`,
    [page.pageId],
  );
  return showParagraphs(
    database,
    rows.map((row) => row.id),
    page.pageId,
    null,
  );
};
