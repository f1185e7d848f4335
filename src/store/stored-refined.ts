import type { Article, Block, Boundary, Part, Refined } from '../document/index.ts';
import type { Queryable } from './database.ts';

type OfRefinement<T> = T & { readonly refinement: number };

const BLOCKS = `
  select refinement_id as refinement, block.ordinal, line, paragraph.text, role::text as role, rule.name as rule,
    confidence, article
  from winnow.block
  join winnow.rule on rule.id = rule_id
  join winnow.paragraph on paragraph.id = block.paragraph_id
  where refinement_id = any($1) order by refinement_id, block.ordinal`;

const BOUNDARIES = `
  select refinement_id as refinement, article, block, signals, confidence
  from winnow.boundary where refinement_id = any($1) order by refinement_id, article, block`;

const ARTICLES = `
  select refinement_id as refinement, article.ordinal, title, url, published,
    published_confidence as "publishedConfidence", published_ago as "publishedAgo", modified, dateline, section, site_name as "siteName", language, description, image, image_alt as "imageAlt",
    image_credit as "imageCredit", licence, teaser, text, claims, credits, breadcrumb, keywords,
    foreign_quotes as "foreignQuotes",
    array(select author.name from winnow.article_author join winnow.author on author.id = author_id
          where article_id = article.id order by position) as authors,
    array(select tag.name from winnow.article_tag join winnow.tag on tag.id = tag_id
          where article_id = article.id order by position) as tags,
    (select coalesce(jsonb_agg(jsonb_build_object('ordinal', part.ordinal, 'author', author,
        'published', part.published, 'firstBlock', first_block, 'lastBlock', last_block) order by part.ordinal), '[]')
     from winnow.part where article_id = article.id) as parts
  from winnow.article where refinement_id = any($1) order by refinement_id, article.ordinal`;

const REFINEMENTS = `
  select id as refinement, page_type::text as "pageType", language, charset
  from winnow.refinement where id = any($1) and outcome = 'loaded'`;

const grouped = <T>(rows: readonly OfRefinement<T>[]): Map<number, T[]> => {
  const groups = new Map<number, T[]>();
  for (const { refinement, ...rest } of rows) {
    const group = groups.get(refinement);
    const row = rest as T;
    if (group === undefined) groups.set(refinement, [row]);
    else group.push(row);
  }
  return groups;
};

type StoredBlock = Omit<Block, 'node' | 'links'>;
type StoredArticle = Omit<Article, 'parts' | 'entities' | 'dates' | 'money'> & { readonly parts: Part[] };

/**
 * What the stages said of pages, read back from their rows, by refinement: all but what the entities stage finds,
 * and the links and elements of blocks, which are not stored. One that is gone, or held no text, is left out.
 */
export const readRefined = async (
  database: Queryable,
  refinements: readonly number[],
): Promise<Map<number, Refined>> => {
  const ask = async <T>(sql: string): Promise<OfRefinement<T>[]> =>
    (await database.query<OfRefinement<T>>(sql, [refinements])).rows;
  const pages = await ask<Pick<Refined, 'pageType' | 'language' | 'charset'>>(REFINEMENTS);
  const blocks = grouped(await ask<StoredBlock>(BLOCKS));
  const boundaries = grouped(await ask<Boundary>(BOUNDARIES));
  const articles = grouped(await ask<StoredArticle>(ARTICLES));
  return new Map(
    pages.map(({ refinement, ...page }): [number, Refined] => [
      refinement,
      {
        ...page,
        outcome: 'loaded',
        code: null,
        stage: null,
        detail: null,
        blocks: (blocks.get(refinement) ?? []).map((block) => ({ ...block, node: -1, links: [] })),
        boundaries: boundaries.get(refinement) ?? [],
        articles: (articles.get(refinement) ?? []).map((article) => ({
          ...article,
          entities: [],
          dates: [],
          money: [],
          shares: [],
        })),
      },
    ]),
  );
};
