import type { Queryable } from '../database.ts';

interface Part {
  readonly limit: number;
  readonly offset: number;
}

/** One of the articles that are nearly the same as another. */
export interface ArticleCopy {
  readonly id: number;
  readonly title: string | null;
  readonly url: string | null;
  readonly host: string | null;
  readonly publishedOn: string | null;
  readonly words: number;
  /** Place by date and address, from 1: that one is kept. */
  readonly place: number;
}

/** The articles that are nearly the same as one, itself among them; none of an article without copies. */
export const listCopies = async (
  database: Queryable,
  article: number,
  { limit, offset }: Part,
): Promise<ArticleCopy[]> => {
  const { rows } = await database.query<ArticleCopy>(
    `select article_id as id, title, url, host, published_on as "publishedOn", words, place
     from winnow.article_clusters
     where cluster_id = (select kept_id from winnow.article_copy where article_id = $1)
     order by place limit $2 offset $3`,
    [article, limit, offset],
  );
  return rows;
};

/** A post of a thread. */
export interface Post {
  /** Place in the thread, from 1. */
  readonly ordinal: number;
  readonly author: string | null;
  readonly published: string | null;
  /** Its first and last block on the page. */
  readonly firstBlock: number;
  readonly lastBlock: number;
}

/** The posts of an article that is a thread, in order; none of another article. */
export const listPosts = async (
  database: Queryable,
  article: number,
  { limit, offset }: Part,
): Promise<Post[]> => {
  const { rows } = await database.query<Post>(
    `select ordinal, author, published, first_block as "firstBlock", last_block as "lastBlock"
     from winnow.part where article_id = $1 order by ordinal limit $2 offset $3`,
    [article, limit, offset],
  );
  return rows;
};
