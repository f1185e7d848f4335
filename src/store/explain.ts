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
    readonly pageId: number;
    readonly ordinal: number;
    readonly similarity: number;
  } | null;
}

/** Words of a menu are everywhere: where they were first tells nothing. */
const SHORTEST_REPEAT = 40;

/** Where a line was first, if that tells anything. */
export const tellingRepeat = ({ repeats, article, text }: ExplainedLine): ExplainedLine['repeats'] =>
  article === null && text.length < SHORTEST_REPEAT ? null : repeats;

/** What one part of a page says of a field of an article, and whether it is believed. */
export interface ExplainedClaim {
  readonly field: string;
  readonly value: string;
  readonly source: string;
  readonly chosen: boolean;
}

/** An article of a page: why it begins where it does, and what the page says of it. */
export interface ExplainedArticle {
  readonly article: number;
  readonly title: string | null;
  readonly block: number;
  readonly signals: readonly string[];
  readonly confidence: number;
  /** How likely the day of publication is right. */
  readonly publishedConfidence: number | null;
  readonly claims: readonly ExplainedClaim[];
}

/** A page, and how it ended. */
export interface FoundPage {
  readonly pageId: number;
  readonly url: string | null;
  readonly host: string | null;
  readonly source: string | null;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly pageType: string | null;
  readonly language: string | null;
  readonly duplicateOf: string | null;
  /** No newer content of the same address is known. */
  readonly latest: boolean;
}

export interface ExplainedPage extends FoundPage {
  readonly lines: readonly ExplainedLine[];
  readonly boundaries: readonly ExplainedArticle[];
}

/** Which lines of a page are meant; what is not said does not count, what is said must all hold. */
export interface LinesWanted {
  /** Ordinal of the first block. */
  readonly from?: number | undefined;
  readonly limit?: number | undefined;
  /** Those that went to an article, or those that went to none. */
  readonly kept?: boolean | undefined;
  readonly role?: string | undefined;
  readonly article?: number | undefined;
  /** Where a line was first is looked for only where that tells something: it takes long of what is on every page. */
  readonly telling?: boolean | undefined;
}

/** What a word that somebody wrote can stand for; a number stands for nothing but itself. */
const readWanted = (wanted: string | number) => {
  if (typeof wanted === 'number') return { id: wanted, address: null, file: null, record: null };
  const [, file, record] = /^(.*?)(?:#(\d{1,15}))?$/s.exec(wanted)!;
  return {
    id: /^\d{1,15}$/.test(wanted) ? Number(wanted) : null,
    address: addressOf(wanted)?.address ?? null,
    file,
    record: record ?? null,
  };
};

/**
 * A page by its number, its address, that of one of its articles, or the end of the path of the file that it was,
 * with `#` and the record where it was one of many. Throws NOT_FOUND.
 */
export const findPage = async (database: Queryable, wanted: string | number): Promise<FoundPage> => {
  const { id, address, file, record } = readWanted(wanted);
  const { rows } = await database.query<FoundPage>(
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
     select page_id as "pageId", pages.url, host, source, outcome, code, page_type as "pageType", language,
       duplicate_of as "duplicateOf", latest
     from found join winnow.pages on pages.page_id = found.id
     order by by, latest desc, last_fetched_at desc nulls last, page_id limit 1`,
    [id, address, file, record],
  );
  if (!rows[0]) throw new WinnowError('NOT_FOUND', `page ${wanted}`);
  return rows[0];
};

/** Which rows of `block` are meant, wherever they begin: by the parameters from the third to the fifth. */
export const IS_WANTED = `($3::boolean is null or (block.article is not null) = $3)
  and ($4::text is null or block.role::text = $4) and ($5::int is null or block.article = $5)`;

/** Lines of a page in reading order. */
export const readLines = async (
  database: Queryable,
  page: number,
  wanted: LinesWanted = {},
): Promise<ExplainedLine[]> => {
  // The first occurrence of a paragraph is looked for only among the few that these lines hold.
  const { rows } = await database.query<
    Omit<ExplainedLine, 'repeats'> & {
      first_place: string | null;
      first_page: number;
      first_ordinal: number | null;
      similarity: number;
      here: boolean | null;
    }
  >(
    `with blocks as materialized (
       select block.*
       from winnow.block join winnow.refinement on refinement.id = refinement_id and refinement.current
       where page_id = $1 and block.ordinal >= coalesce($2::int, 0) and ${IS_WANTED}
       order by block.ordinal limit $6),
     mine as materialized (
       select ordinal, line, role::text as role, rule.name as rule, confidence, article, text,
         coalesce(kept_id, blocks.paragraph_id) as cluster, coalesce(similarity, 1) as similarity
       from blocks
       join winnow.rule on rule.id = rule_id
       join winnow.paragraph on paragraph.id = blocks.paragraph_id
       left join winnow.repeat on repeat.paragraph_id = blocks.paragraph_id),
     asked as (
       select distinct cluster from mine
       where $7::boolean is not true or article is not null or length(text) >= ${SHORTEST_REPEAT}),
     members as (
       select cluster, cluster as paragraph_id from asked
       union select kept_id, paragraph_id from winnow.repeat where kept_id in (select cluster from asked)),
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
       first.page_id as first_page, first.ordinal as first_ordinal,
       first.page_id = $1 and first.ordinal = mine.ordinal as here
     from mine left join first using (cluster) order by mine.ordinal`,
    [page, wanted.from, wanted.kept, wanted.role, wanted.article, wanted.limit, wanted.telling],
  );
  return rows.map(({ first_place, first_page, first_ordinal, similarity, here, ...line }) => ({
    ...line,
    repeats:
      here !== false || first_ordinal === null
        ? null
        : { place: first_place, pageId: first_page, ordinal: first_ordinal, similarity },
  }));
};

/** The articles of a page in their order; only those of `articles`, where given. */
export const readBoundaries = async (
  database: Queryable,
  page: number,
  articles: readonly number[] | null = null,
): Promise<ExplainedArticle[]> => {
  const { rows } = await database.query<ExplainedArticle>(
    `select boundaries.article, boundaries.title, block, signals, confidence,
       published_confidence as "publishedConfidence", coalesce(article.claims, '[]') as claims
     from winnow.boundaries
     join winnow.refinement on refinement.page_id = boundaries.page_id and refinement.current
     left join winnow.article on article.refinement_id = refinement.id and article.ordinal = boundaries.article
     where boundaries.page_id = $1 and ($2::int[] is null or boundaries.article = any($2))
     order by boundaries.article`,
    [page, articles],
  );
  return rows;
};

/** The account of a page, line by line. Throws NOT_FOUND. */
export const explainPage = async (database: Queryable, wanted: string | number): Promise<ExplainedPage> => {
  const page = await findPage(database, wanted);
  const boundaries = await readBoundaries(database, page.pageId);
  return { ...page, lines: await readLines(database, page.pageId), boundaries };
};
