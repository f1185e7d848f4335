import { z } from 'zod';
import { readArticle } from '../../store/browse/article.ts';
import { listCopies, listPosts } from '../../store/browse/article-beside.ts';
import { listArticles } from '../../store/browse/articles.ts';
import type { App, Context } from '../context.ts';
import { day, flag, id, listOf, many, oneMore, part, partOf, site, withId } from './shapes.ts';

const text = z.string().nullable();

/** What a query string can say of articles. */
export const articleQuery = part.extend({
  q: z
    .string()
    .max(1000)
    .optional()
    .describe('words; "quoted phrases", or, and -excluded work as in a web search'),
  site,
  language: z.string().max(3).optional().describe('ISO 639-1'),
  type: z.string().max(20).optional().describe('type of the page, such as article or listing'),
  since: day.optional().describe('published on this day or after it'),
  until: day.optional().describe('published before this day'),
  tag: z.string().max(500).optional(),
  author: z.string().max(500).optional(),
  entity: id.optional().describe('number of an entity that is named'),
  run: id.optional().describe('run that made it'),
  distinct: flag.optional().describe('of articles that are nearly the same only the one that is kept'),
});

/** The filter that a query string stands for. */
export const filterOf = ({ q, type, limit: _, offset: __, ...rest }: z.infer<typeof articleQuery>) => ({
  ...rest,
  words: q,
  pageType: type,
});

const listed = z.object({
  id: z.number(),
  title: text,
  url: text,
  host: text,
  source: text,
  published: text,
  language: text,
  pageType: text,
  authors: many(z.string()),
  words: z.number(),
  teaser: z.boolean(),
  excerpt: z.string(),
});

const mention = z.object({
  start: z.number(),
  end: z.number(),
  type: z.string(),
  entity: z.number().nullable(),
  name: z.string(),
});

const whole = listed.omit({ excerpt: true }).extend({
  pageId: z.number(),
  ordinal: z.number(),
  pageUrl: text,
  siteName: text,
  publishedConfidence: z.number().nullable(),
  modified: text,
  tags: many(z.string()),
  section: text,
  dateline: text,
  description: text,
  image: text,
  licence: text,
  text: z.string(),
  contentSha256: z.string(),
  pipeline: z.string(),
  run: z.number(),
  mentions: many(mention).describe('names in the text; offsets in UTF-16 code units'),
});

const copy = z.object({
  id: z.number(),
  title: text,
  url: text,
  host: text,
  publishedOn: text,
  words: z.number(),
  place: z.number().describe('by date and address, from 1: that one is kept'),
});

const post = z.object({
  ordinal: z.number(),
  author: text,
  published: text,
  firstBlock: z.number().describe('blocks as in the account of the page'),
  lastBlock: z.number(),
});

/** `/api/articles` */
export const addArticles = (app: App, { reads }: Context): void => {
  app.get(
    '/api/articles',
    {
      schema: {
        summary: 'Articles, newest first; those that hold some words, best first',
        tags: ['articles'],
        querystring: articleQuery,
        response: { 200: listOf(listed) },
      },
    },
    async ({ query }) => partOf(await listArticles(reads, filterOf(query), oneMore(query)), query),
  );
  app.get(
    '/api/articles/:id',
    {
      schema: {
        summary: 'An article with its text, what it says of itself, and the names in it',
        tags: ['articles'],
        params: withId,
        response: { 200: whole },
      },
    },
    ({ params }) => readArticle(reads, params.id),
  );
  app.get(
    '/api/articles/:id/copies',
    {
      schema: {
        summary:
          'The articles that are nearly the same as this one, itself among them; none where it has no copies',
        tags: ['articles'],
        params: withId,
        querystring: part,
        response: { 200: listOf(copy) },
      },
    },
    async ({ params, query }) => partOf(await listCopies(reads, params.id, oneMore(query)), query),
  );
  app.get(
    '/api/articles/:id/posts',
    {
      schema: {
        summary: 'The posts of a thread, in order; none of an article that is no thread',
        tags: ['articles'],
        params: withId,
        querystring: part,
        response: { 200: listOf(post) },
      },
    },
    async ({ params, query }) => partOf(await listPosts(reads, params.id, oneMore(query)), query),
  );
};
