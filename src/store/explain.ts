import { WinnowError } from '../errors.ts';
import { addressOf } from './address.ts';
import type { Queryable } from './database.ts';

export interface ExplainedLine {
  readonly ordinal: number;
  readonly line: number | null;
  readonly role: string;
  readonly rule: string;
  readonly confidence: number | null;
  readonly article: number | null;
  readonly text: string;
  /** Where the copy that is kept stands, when this line repeats another. */
  readonly repeats: {
    /** Address or file of the page; null for the same page. */
    readonly place: string | null;
    readonly ordinal: number;
    readonly similarity: number;
  } | null;
}

/** What one part of a page says of a field of an article, and whether it is believed. */
export interface ExplainedClaim {
  readonly field: string;
  readonly value: string;
  readonly source: string;
  readonly chosen: boolean;
}

export interface ExplainedPage {
  readonly pageId: number;
  readonly url: string | null;
  readonly source: string | null;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly pageType: string | null;
  readonly language: string | null;
  readonly duplicateOf: string | null;
  readonly lines: readonly ExplainedLine[];
  readonly boundaries: readonly {
    readonly article: number;
    readonly title: string | null;
    readonly block: number;
    readonly signals: readonly string[];
    readonly confidence: number;
    /** How likely the day of publication is right. */
    readonly publishedConfidence: number | null;
    readonly claims: readonly ExplainedClaim[];
  }[];
}

interface PageRow {
  page_id: number;
  url: string | null;
  source: string | null;
  outcome: string | null;
  code: string | null;
  page_type: string | null;
  language: string | null;
  duplicate_of: string | null;
}

/**
 * A page by its number, its address, that of one of its articles, or the end of the path of the file that it was,
 * with `#` and the record where it was one of many.
 */
export const findPage = async (database: Queryable, wanted: string): Promise<PageRow> => {
  const address = addressOf(wanted)?.address ?? null;
  const [, file, record] = /^(.*?)(?:#(\d{1,15}))?$/s.exec(wanted)!;
  const { rows } = await database.query<PageRow>(
    // The names of all files are read only for what is no number and no address of a page.
    `with direct as materialized (
       select id, 1 as by from winnow.page where id = $1
       union all select id, 2 from winnow.page where address = $2),
     named as materialized (
       select id from winnow.source
       where not exists (select from direct) and right(name, length($3)) = $3 limit 100),
     found as (
       select id, by from direct
       union all (select page_id, 3 from named, lateral (
                    select page_id from winnow.run_page
                    where source_id = named.id and page_id is not null and record is not distinct from $4::bigint
                    limit 100) records limit 100)
       union all (select page_id, 4 from winnow.article_address
                  join winnow.article on article.id = article_id
                  join winnow.refinement on refinement.id = refinement_id and current
                  where article_address.address = $2 limit 100))
     select page_id, pages.url, source, outcome, code, page_type, language, duplicate_of
     from found join winnow.pages on pages.page_id = found.id
     order by by, latest desc, last_fetched_at desc nulls last, page_id limit 1`,
    [/^\d{1,15}$/.test(wanted) ? Number(wanted) : null, address, file, record ?? null],
  );
  if (!rows[0]) throw new WinnowError('NOT_FOUND', `page ${wanted}`);
  return rows[0];
};

const readLines = async (database: Queryable, page: number): Promise<ExplainedLine[]> => {
  // The first occurrence of a paragraph is looked for only among the few that this page holds.
  const { rows } = await database.query<
    Omit<ExplainedLine, 'repeats'> & {
      first_place: string | null;
      first_ordinal: number | null;
      similarity: number;
      here: boolean | null;
    }
  >(
    `with mine as (
       select ordinal, line, role::text as role, rule.name as rule, confidence, article, text,
         coalesce(kept_id, block.paragraph_id) as cluster, coalesce(similarity, 1) as similarity
       from winnow.block
       join winnow.refinement on refinement.id = refinement_id and refinement.current
       join winnow.rule on rule.id = rule_id
       join winnow.paragraph on paragraph.id = block.paragraph_id
       left join winnow.repeat on repeat.paragraph_id = block.paragraph_id
       where page_id = $1),
     members as (
       select distinct cluster, cluster as paragraph_id from mine
       union select kept_id, paragraph_id from winnow.repeat where kept_id in (select cluster from mine)),
     first as (
       select distinct on (cluster) cluster, page.url, block.ordinal, page.id as page_id
       from members
       join winnow.block using (paragraph_id)
       join winnow.refinement on refinement.id = block.refinement_id and refinement.current
       join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
       left join winnow.article on article.refinement_id = refinement.id and article.ordinal = block.article
       order by cluster, published_on nulls last, address collate "C" nulls last, key, block.ordinal)
     select mine.ordinal, line, role, rule, confidence, article, text, similarity,
       case when first.page_id <> $1 then coalesce(first.url, (
         select min(name || coalesce('#' || record, '')) from winnow.run_page
         join winnow.source on source.id = source_id where run_page.page_id = first.page_id)) end as first_place,
       first.ordinal as first_ordinal,
       first.page_id = $1 and first.ordinal = mine.ordinal as here
     from mine left join first using (cluster) order by mine.ordinal`,
    [page],
  );
  return rows.map(({ first_place, first_ordinal, similarity, here, ...line }) => ({
    ...line,
    repeats:
      here !== false || first_ordinal === null
        ? null
        : { place: first_place, ordinal: first_ordinal, similarity },
  }));
};

/** The account of a page, line by line. Throws NOT_FOUND. */
export const explainPage = async (database: Queryable, wanted: string): Promise<ExplainedPage> => {
  const page = await findPage(database, wanted);
  const boundaries = await database.query<ExplainedPage['boundaries'][number]>(
    `select boundaries.article, boundaries.title, block, signals, confidence,
       published_confidence as "publishedConfidence", coalesce(article.claims, '[]') as claims
     from winnow.boundaries
     join winnow.refinement on refinement.page_id = boundaries.page_id and refinement.current
     left join winnow.article on article.refinement_id = refinement.id and article.ordinal = boundaries.article
     where boundaries.page_id = $1 order by boundaries.article`,
    [page.page_id],
  );
  return {
    pageId: page.page_id,
    url: page.url,
    source: page.source,
    outcome: page.outcome,
    code: page.code,
    pageType: page.page_type,
    language: page.language,
    duplicateOf: page.duplicate_of,
    lines: await readLines(database, page.page_id),
    boundaries: boundaries.rows,
  };
};
