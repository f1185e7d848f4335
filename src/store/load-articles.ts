import type { Article } from '../document/index.ts';
import type { Connection } from './database.ts';
import type { LoadedPage } from './load.ts';
import { putAddresses, putParts } from './load-parts.ts';
import { scrub, scrubName, scrubOrNull } from './scrub.ts';

export interface LoadedArticle {
  readonly id: number;
  readonly article: Article;
}

/** Characters of a title that are searched: a tsvector has room for a megabyte, and the text comes first. */
const SEARCHED_TITLE = 1000;

const dayOf = (date: string | null): string | null => {
  const day = date?.slice(0, 10) ?? '';
  return /^(?!0000)\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
};

/** jsonb takes neither NUL nor lone surrogates. */
const scrubValue = (_: string, value: unknown): unknown => (typeof value === 'string' ? scrub(value) : value);

const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

const insertArticles = async (
  connection: Connection,
  pages: readonly LoadedPage[],
): Promise<LoadedArticle[]> => {
  const items = pages.flatMap((page) =>
    page.refined.articles.map((article) => ({ refinement: page.refinementId, article })),
  );
  const texts = (pick: (article: Article) => string | null): (string | null)[] =>
    items.map((item) => scrubOrNull(pick(item.article)));
  const { rows } = await connection.query<{ id: number; refinement_id: number; ordinal: number }>(
    `insert into winnow.article
       (refinement_id, ordinal, title, url, published, published_on, modified, dateline, section, site_name,
        language, description, image, teaser, text, words, claims, published_ago, image_alt, image_credit, licence,
        credits, breadcrumb, keywords, foreign_quotes, published_confidence, search)
     select refinement_id, ordinal, title, url, published, published_on, modified, dateline, section, site_name,
       language, description, image, teaser, text, words, claims::jsonb, published_ago, image_alt, image_credit, licence,
       array(select jsonb_array_elements_text(lists::jsonb -> 'credits')),
       array(select jsonb_array_elements_text(lists::jsonb -> 'breadcrumb')),
       array(select jsonb_array_elements_text(lists::jsonb -> 'keywords')), lists::jsonb -> 'foreignQuotes',
       published_confidence,
       winnow.search_document(language, left(title, $18), text)
     from unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[], $8::text[],
                 $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::boolean[], $15::text[], $16::int[], $17::text[],
                 $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::float8[])
       as input (refinement_id, ordinal, title, url, published, published_on, modified, dateline, section,
                 site_name, language, description, image, teaser, text, words, claims, published_ago, image_alt,
                 image_credit, licence, lists, published_confidence)
     returning id, refinement_id, ordinal`,
    [
      items.map((item) => item.refinement),
      items.map((item) => item.article.ordinal),
      texts((article) => article.title),
      texts((article) => article.url),
      texts((article) => article.published),
      items.map((item) => dayOf(item.article.published)),
      texts((article) => article.modified),
      texts((article) => article.dateline),
      texts((article) => article.section),
      texts((article) => article.siteName),
      texts((article) => article.language),
      texts((article) => article.description),
      texts((article) => article.image),
      items.map((item) => item.article.teaser),
      texts((article) => article.text),
      items.map((item) => countWords(item.article.text)),
      items.map((item) => JSON.stringify(item.article.claims, scrubValue)),
      SEARCHED_TITLE,
      texts((article) => article.publishedAgo),
      texts((article) => article.imageAlt),
      texts((article) => article.imageCredit),
      texts((article) => article.licence),
      items.map(({ article: { credits, breadcrumb, keywords, foreignQuotes } }) =>
        JSON.stringify({ credits, breadcrumb, keywords, foreignQuotes }, scrubValue),
      ),
      items.map((item) => item.article.publishedConfidence),
    ],
  );
  const ids = new Map(rows.map((row) => [`${row.refinement_id} ${row.ordinal}`, row.id]));
  return items.map((item) => ({
    id: ids.get(`${item.refinement} ${item.article.ordinal}`)!,
    article: item.article,
  }));
};

const unique = (names: readonly string[]): string[] => [
  ...new Set(names.map(scrubName).filter((name) => name !== '')),
];

/** Links articles to rows of a table of names (authors or tags), adding the names that are new. */
const putNames = async (
  connection: Connection,
  table: 'author' | 'tag',
  items: readonly { id: number; names: readonly string[] }[],
): Promise<void> => {
  const rows = items.flatMap(({ id, names }) =>
    unique(names).map((name, index) => ({ id, name, position: index + 1 })),
  );
  if (rows.length === 0) return;
  const sorted = [...new Set(rows.map((row) => row.name))].sort();
  await connection.query(
    `insert into winnow.${table} (name) select unnest($1::text[]) on conflict do nothing`,
    [sorted],
  );
  await connection.query(
    `insert into winnow.article_${table} (article_id, position, ${table}_id)
     select article_id, position, ${table}.id
     from unnest($1::bigint[], $2::int[], $3::text[]) as input (article_id, position, name)
     join winnow.${table} using (name)`,
    [rows.map((row) => row.id), rows.map((row) => row.position), rows.map((row) => row.name)],
  );
};

/** A name of an article as rows: `type name` is its key. */
const namesOf = (articles: readonly LoadedArticle[]) =>
  articles.flatMap(({ id, article }) =>
    article.entities.map((entity) => ({ id, ...entity, name: scrubName(entity.name) })),
  );

const putMentions = async (connection: Connection, articles: readonly LoadedArticle[]): Promise<void> => {
  const named = namesOf(articles);
  if (named.length === 0) return;
  const names = [...new Map(named.map((row) => [`${row.type} ${row.name}`, row])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
  await connection.query(
    `insert into winnow.name (type, name)
     select type::winnow.entity_type, name from unnest($1::text[], $2::text[]) as input (type, name)
     on conflict do nothing`,
    [names.map((row) => row.type), names.map((row) => row.name)],
  );
  await connection.query(
    `insert into winnow.article_name (article_id, name_id, roles)
     select article_id, name.id, string_to_array(roles, ' ')
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) as input (article_id, type, name, roles)
     join winnow.name on name.type = input.type::winnow.entity_type and name.name = input.name
     on conflict do nothing`,
    [
      named.map((row) => row.id),
      named.map((row) => row.type),
      named.map((row) => row.name),
      named.map((row) => row.roles.join(' ')),
    ],
  );
  const mentions = named.flatMap(({ id, type, name, mentions: found }) =>
    found.map((mention) => ({ id, type, name, mention })),
  );
  await connection.query(
    `insert into winnow.mention (article_id, start_at, end_at, name_id, form)
     select article_id, start_at, end_at, name.id, form
     from unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[])
       as input (article_id, start_at, end_at, type, name, form)
     join winnow.name on name.type = input.type::winnow.entity_type and name.name = input.name`,
    [
      mentions.map((row) => row.id),
      mentions.map((row) => row.mention.start),
      mentions.map((row) => row.mention.end),
      mentions.map((row) => row.type),
      mentions.map((row) => row.name),
      mentions.map((row) => scrub(row.mention.text)),
    ],
  );
};

const putDates = async (connection: Connection, articles: readonly LoadedArticle[]): Promise<void> => {
  const rows = articles.flatMap(({ id, article }) => article.dates.map((date) => ({ id, ...date })));
  if (rows.length === 0) return;
  await connection.query(
    `insert into winnow.stated_date (article_id, start_at, end_at, form, value, first_on, last_on)
     select * from unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::text[], $6::date[], $7::date[])`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.start),
      rows.map((row) => row.end),
      rows.map((row) => scrub(row.text)),
      rows.map((row) => row.value),
      rows.map((row) => row.first),
      rows.map((row) => row.last),
    ],
  );
};

const putMoney = async (connection: Connection, articles: readonly LoadedArticle[]): Promise<void> => {
  const rows = articles.flatMap(({ id, article }) => article.money.map((sum) => ({ id, ...sum })));
  if (rows.length === 0) return;
  await connection.query(
    `insert into winnow.stated_money (article_id, start_at, end_at, form, currency, amount)
     select * from unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::text[], $6::numeric[])`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.start),
      rows.map((row) => row.end),
      rows.map((row) => scrub(row.text)),
      rows.map((row) => row.currency),
      rows.map((row) => row.amount),
    ],
  );
};

const putShares = async (connection: Connection, articles: readonly LoadedArticle[]): Promise<void> => {
  const rows = articles.flatMap(({ id, article }) => article.shares.map((share) => ({ id, ...share })));
  if (rows.length === 0) return;
  await connection.query(
    `insert into winnow.stated_share (article_id, start_at, end_at, form, percent)
     select * from unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::numeric[])`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.start),
      rows.map((row) => row.end),
      rows.map((row) => scrub(row.text)),
      rows.map((row) => row.percent),
    ],
  );
};

/** Loads the articles of pages with their authors, tags, entities and mentions, and what their texts state. */
export const putArticles = async (connection: Connection, pages: readonly LoadedPage[]): Promise<void> => {
  const articles = await insertArticles(connection, pages);
  if (articles.length === 0) return;
  await putNames(
    connection,
    'author',
    articles.map(({ id, article }) => ({ id, names: article.authors })),
  );
  await putNames(
    connection,
    'tag',
    articles.map(({ id, article }) => ({ id, names: article.tags })),
  );
  await putMentions(connection, articles);
  await putDates(connection, articles);
  await putMoney(connection, articles);
  await putShares(connection, articles);
  await putAddresses(connection, articles);
  await putParts(connection, articles);
};
