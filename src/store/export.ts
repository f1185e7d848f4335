import { cancelQuery } from './cancel.ts';
import { BLOCKS_OF_MEMBERS, MEMBERS } from './clusters.ts';
import { borrow, type Database } from './database.ts';
import { standing } from './entities/visible.ts';
import { isOfHost } from './selection.ts';

/** Which articles are exported: all, or those for which all that is said here holds. */
export interface ExportSelection {
  /** A host name, which covers the hosts below it as well. */
  readonly site?: string | undefined;
  /** Published on or after, and before, this day; articles without a date are left out. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Of articles that are nearly the same only the one that is kept. */
  readonly distinct?: boolean | undefined;
}

export interface ExportOptions extends ExportSelection {
  /** Add every block of the page's article with its role and rule. */
  readonly blocks: boolean;
}

/** What a selection asks of the columns of winnow.articles; parameters are those of `valuesOf`. */
const SELECTED = `
  ($1::text is null or ${isOfHost('$1')})
  and ($2::date is null or published_on >= $2) and ($3::date is null or published_on < $3)`;

const viewOf = ({ distinct }: ExportSelection): string =>
  distinct === true ? 'winnow.distinct_articles' : 'winnow.articles';

const valuesOf = ({ site, since, until }: ExportSelection): unknown[] => [
  site?.toLowerCase() ?? null,
  since ?? null,
  until ?? null,
];

const selectsAll = ({ site, since, until, distinct }: ExportSelection): boolean =>
  site === undefined && since === undefined && until === undefined && distinct !== true;

const BLOCKS = `
  (select coalesce(jsonb_agg(jsonb_build_object('ordinal', block.ordinal, 'line', line, 'role', role, 'rule', rule.name,
     'confidence', confidence, 'text', paragraph.text) order by block.ordinal), '[]')
   from winnow.block join winnow.rule on rule.id = rule_id join winnow.paragraph on paragraph.id = block.paragraph_id
   where block.refinement_id = refinement.id and block.article = article.ordinal)`;

const ENTITIES = `
  (select coalesce(jsonb_agg(jsonb_build_object('type', type, 'name', name, 'entity', entity, 'mentions', mentions)
     order by first, name collate "C"), '[]')
   from (select name.type, name.name, entity.name as entity, min(start_at) as first,
           jsonb_agg(jsonb_build_object('start', start_at, 'end', end_at, 'text', form) order by start_at) as mentions
         from winnow.mention join winnow.name on name.id = name_id
         left join winnow.sense_member using (article_id, name_id)
         left join winnow.sense on sense.id = sense_id left join winnow.entity on entity.id = entity_id
         where mention.article_id = article.id and ${standing('mention')} group by name.id, entity.id) named)`;

const PARTS = `
  (select coalesce(jsonb_agg(jsonb_build_object('ordinal', part.ordinal, 'author', author, 'published', part.published,
     'first_block', first_block, 'last_block', last_block) order by part.ordinal), '[]')
   from winnow.part where part.article_id = article.id)`;

// What the view winnow.articles asks of those that are all exported.
const SHOWN = `
  (not article.teaser or not exists (
    select from winnow.teasers where teasers.article_id = article.id and teasers.full_article_id is not null))`;

const chosen = (options: ExportSelection): string =>
  `select article_id from ${viewOf(options)} where ${SELECTED}`;

// The clusters of the paragraphs that the articles hold.
const asked = (options: ExportSelection): string => `
  asked as materialized (
    select distinct coalesce(kept_id, block.paragraph_id) as cluster
    from winnow.article
    join winnow.block on block.refinement_id = article.refinement_id and block.article = article.ordinal
    left join winnow.repeat on repeat.paragraph_id = block.paragraph_id
    where article.id in (${chosen(options)})),
  ${MEMBERS},`;

// Of each article the paragraphs whose kept copy stands elsewhere: in one pass over all blocks, or over those of the
// same clusters.
const repeats = (options: ExportSelection): string => `
  ${selectsAll(options) ? '' : asked(options)}
  occurrence as (
    select block.refinement_id, block.ordinal, block.article, repeat.similarity, first_value(page.url) over of_cluster as url,
      first_value(block.ordinal) over of_cluster as first, first_value(block.refinement_id) over of_cluster as first_refinement
    from ${selectsAll(options) ? 'winnow.block' : BLOCKS_OF_MEMBERS}
    join winnow.refinement on refinement.id = block.refinement_id and refinement.current
    join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
    left join winnow.repeat on repeat.paragraph_id = block.paragraph_id
    left join winnow.article on article.refinement_id = refinement.id and article.ordinal = block.article
    window of_cluster as (partition by coalesce(kept_id, block.paragraph_id)
      order by published_on nulls last, address collate "C" nulls last, key, block.ordinal)),
  repeats as materialized (
    select refinement_id, article, jsonb_agg(jsonb_build_object('ordinal', ordinal, 'url', url, 'of', first,
      'similarity', round(coalesce(similarity, 1)::numeric, 4)) order by ordinal) as repeats
    from occurrence
    where article is not null and (first_refinement, first) <> (refinement_id, ordinal)
    group by refinement_id, article)`;

/**
 * SQL: one JSON text for each article, `line`; parameters are those of the selection. No row id and no date of loading
 * leaves the database: the same pages give the same bytes.
 */
export const exportQuery = (options: ExportOptions): string => `
  with ${repeats(options)}
  select jsonb_build_object(
      'url', coalesce(article.url, page.url), 'page_url', page.url,
      'content_sha256', encode(page.content_hash, 'hex'), 'page_type', refinement.page_type,
      'ordinal', article.ordinal, 'title', article.title,
      'authors', (select coalesce(jsonb_agg(author.name order by position), '[]') from winnow.article_author
                  join winnow.author on author.id = author_id where article_id = article.id),
      'credits', to_jsonb(article.credits), 'published', article.published,
      'published_confidence', article.published_confidence, 'published_ago', article.published_ago,
      'modified', article.modified, 'dateline', article.dateline, 'breadcrumb', to_jsonb(article.breadcrumb),
      'section', article.section, 'site_name', article.site_name, 'language', article.language,
      'tags', (select coalesce(jsonb_agg(tag.name order by position), '[]') from winnow.article_tag
               join winnow.tag on tag.id = tag_id where article_id = article.id),
      'keywords', to_jsonb(article.keywords), 'foreign_quotes', article.foreign_quotes,
      'description', article.description, 'image', article.image, 'image_alt', article.image_alt,
      'image_credit', article.image_credit, 'licence', article.licence, 'teaser', article.teaser,
      'words', article.words, 'text', article.text, 'parts', ${PARTS}, 'entities', ${ENTITIES}, 'repeats', coalesce(repeats, '[]')
      ${options.blocks ? `, 'blocks', ${BLOCKS}` : ''})::text as line
  from winnow.article
  join winnow.refinement on refinement.id = article.refinement_id and refinement.current
  join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
  left join repeats on repeats.refinement_id = refinement.id and repeats.article = article.ordinal
  where ${selectsAll(options) ? SHOWN : `article.id in (${chosen(options)})`}
  order by page.address collate "C" nulls last, page.key, article.ordinal`;

/** How many articles an export holds. */
export const countArticles = async (database: Database, selection: ExportSelection): Promise<number> => {
  const { rows } = await database.query<{ n: number }>(
    `select count(*) as n from ${viewOf(selection)} where ${SELECTED}`,
    valuesOf(selection),
  );
  return rows[0]!.n;
};

const FETCH = 200;

/**
 * The articles that readers see, as JSON texts in a fixed order, read through a cursor: memory stays flat. When `signal`
 * is aborted, the query in hand is cancelled.
 */
export async function* exportArticles(
  database: Database,
  options: ExportOptions,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const { connection, giveBack } = await borrow(database);
  const cancel = (): void => void cancelQuery(connection);
  signal?.addEventListener('abort', cancel);
  let broken: Error | undefined;
  try {
    signal?.throwIfAborted();
    await connection.query('begin transaction isolation level repeatable read read only');
    await connection.query(
      `declare articles no scroll cursor for ${exportQuery(options)}`,
      selectsAll(options) ? [] : valuesOf(options),
    );
    for (;;) {
      const { rows } = await connection.query<{ line: string }>(`fetch ${FETCH} from articles`);
      for (const row of rows) yield row.line;
      if (rows.length < FETCH) break;
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    // Its cancelling may still be on the way: it must not meet the next query.
    if (signal?.aborted) broken = new Error('cancelled');
    await connection.query('rollback').catch((error: Error) => {
      broken = error;
    });
    giveBack(broken);
  }
}
