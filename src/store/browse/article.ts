import { WinnowError } from '../../errors.ts';
import type { Queryable } from '../database.ts';

/** A name where it stands in an article's text; offsets in UTF-16 code units. */
export interface ArticleMention {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  /** The entity and what it is called; of a run that is not settled yet, null and the name in this article. */
  readonly entity: number | null;
  readonly name: string;
}

/** An article with all that is known of it. */
export interface WholeArticle {
  readonly id: number;
  readonly pageId: number;
  readonly ordinal: number;
  readonly title: string | null;
  readonly url: string | null;
  readonly pageUrl: string | null;
  readonly source: string | null;
  readonly host: string | null;
  readonly siteName: string | null;
  readonly pageType: string | null;
  readonly published: string | null;
  /** How likely the day of publication is right. */
  readonly publishedConfidence: number | null;
  readonly modified: string | null;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly language: string | null;
  readonly section: string | null;
  readonly dateline: string | null;
  readonly description: string | null;
  readonly image: string | null;
  readonly licence: string | null;
  readonly teaser: boolean;
  readonly words: number;
  readonly text: string;
  readonly contentSha256: string;
  readonly pipeline: string;
  readonly run: number;
  readonly mentions: readonly ArticleMention[];
}

const ARTICLE = `
  select article_id as id, page_id as "pageId", ordinal, title, url, page_url as "pageUrl", source, host,
    site_name as "siteName", page_type as "pageType", published, published_confidence as "publishedConfidence", modified,
    authors, tags, language, section, dateline, description, image, licence, teaser, words, text,
    content_sha256 as "contentSha256", pipeline, run_id as run
  from winnow.articles where article_id = $1`;

const MENTIONS = `
  select start_at as start, end_at as end, type, entity_id as entity, name
  from winnow.mentions where article_id = $1 order by start_at, end_at`;

/** An article that readers see, by its number. Throws NOT_FOUND. */
export const readArticle = async (database: Queryable, id: number): Promise<WholeArticle> => {
  const { rows } = await database.query<Omit<WholeArticle, 'mentions'>>(ARTICLE, [id]);
  if (rows[0] === undefined) throw new WinnowError('NOT_FOUND', `article ${id}`);
  const mentions = await database.query<ArticleMention>(MENTIONS, [id]);
  return { ...rows[0], mentions: mentions.rows };
};
