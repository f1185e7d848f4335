import { z } from 'zod';
import { ROLES } from '../../document/index.ts';
import { readPart } from '../../store/browse/account.ts';
import { listPages, PAGE_OUTCOMES } from '../../store/browse/pages.ts';
import { explainPage, findPage } from '../../store/explain.ts';
import { pageHistory } from '../../store/history.ts';
import type { App, Context } from '../context.ts';
import { flag, id, instant, listOf, many, oneMore, part, partOf, site, withId } from './shapes.ts';

const text = z.string().nullable();

/** What a query string can say of pages. */
export const pageQuery = part.extend({
  site,
  outcome: z.enum(PAGE_OUTCOMES).optional(),
  code: z.string().max(50).optional().describe('error code of a rejected or failed page'),
  type: z.string().max(20).optional().describe('type of the page, such as article or listing'),
  language: z.string().max(3).optional().describe('ISO 639-1'),
  run: id.optional().describe('run that the page was part of'),
  place: z
    .string()
    .max(2000)
    .optional()
    .describe('how its address, or the file that it was read from, begins or ends'),
  shown: flag
    .optional()
    .describe('whether it is the latest content of its address, and the one kept of those with its bytes'),
});

/** The filter that a query string stands for. */
export const pageFilter = ({ type, limit: _, offset: __, ...rest }: z.infer<typeof pageQuery>) => ({
  ...rest,
  pageType: type,
});

/** A page by whatever names it. */
export const namedPage = z.object({
  page: z
    .string()
    .min(1)
    .max(2000)
    .describe('number or address of the page, the address of one of its articles, or the end of its file'),
});

const MOST_LINES = 1000;

/** The lines of a page that are asked for. */
export const linesQuery = z.object({
  from: z.coerce.number().int().min(0).max(2_147_483_647).default(0).describe('number of the first block'),
  limit: z.coerce.number().int().min(1).max(MOST_LINES).default(200),
  kept: flag.optional().describe('whether the line went to an article'),
  role: z.enum(ROLES).optional(),
  article: z.coerce.number().int().min(1).max(32_767).optional().describe('place of an article on the page'),
});

const listed = z.object({
  id: z.number(),
  url: text,
  host: text,
  source: text,
  mediaType: z.string(),
  outcome: text,
  code: text,
  pageType: text,
  language: text,
  articles: z.number(),
  blocks: z.number(),
  bytes: z.number(),
  fetchedAt: instant.nullable(),
  latest: z.boolean(),
  duplicateOf: text,
});

const found = z.object({
  pageId: z.number(),
  url: text,
  host: text,
  source: text,
  outcome: text,
  code: text,
  pageType: text,
  language: text,
  duplicateOf: text,
  latest: z.boolean(),
});

const line = z.object({
  ordinal: z.number(),
  line: z.number().nullable(),
  role: z.string(),
  rule: z.string(),
  confidence: z.number().nullable(),
  article: z.number().nullable().describe('article that the line went to; null for none'),
  text: z.string(),
  repeats: z
    .object({ place: text, pageId: z.number(), ordinal: z.number(), similarity: z.number() })
    .nullable()
    .describe('where the copy that is kept stands; a place of null is the same page'),
});

const explained = found.extend({
  lines: many(line),
  boundaries: many(
    z.object({
      article: z.number(),
      title: text,
      block: z.number(),
      signals: many(z.string()),
      confidence: z.number(),
      publishedConfidence: z.number().nullable(),
      claims: many(
        z.object({ field: z.string(), value: z.string(), source: z.string(), chosen: z.boolean() }),
      ),
    }),
  ),
});

const version = z.object({
  version: z.number(),
  page: z.number(),
  fetchedAt: instant.nullable(),
  madeAt: instant,
  run: z.number(),
  pipeline: z.string(),
  shown: z.boolean(),
  replacedAt: instant.nullable(),
  outcome: z.string(),
  articles: z.number(),
  words: z.number(),
  text: z.string(),
});

const tags = ['pages'];

/** `/api/pages` */
export const addPages = (app: App, { reads }: Context): void => {
  app.get(
    '/api/pages',
    {
      schema: {
        summary: 'Pages, those that were read last first',
        tags,
        querystring: pageQuery,
        response: { 200: listOf(listed) },
      },
    },
    async ({ query }) => partOf(await listPages(reads, pageFilter(query), oneMore(query)), query),
  );
  app.get(
    '/api/pages/find',
    {
      schema: {
        summary: 'A page by its address or its file',
        tags,
        querystring: namedPage,
        response: { 200: found },
      },
    },
    ({ query }) => findPage(reads, query.page),
  );
  app.get(
    '/api/pages/:id',
    {
      schema: {
        summary: 'The account of a page: each line with its role, its rule and its article',
        tags,
        params: withId,
        response: { 200: explained },
      },
    },
    ({ params }) => explainPage(reads, params.id),
  );
  app.get(
    '/api/pages/:id/lines',
    {
      schema: {
        summary: 'A part of the account of a page; `next` is the number of the block that goes on',
        tags,
        params: withId,
        querystring: linesQuery,
        response: { 200: listOf(line) },
      },
    },
    async ({ params, query }) => {
      const { pageId } = await findPage(reads, params.id);
      const { lines, next } = await readPart(reads, pageId, query);
      return { items: lines, next };
    },
  );
  app.get(
    '/api/pages/:id/history',
    {
      schema: {
        summary: 'Versions of a page and of the other contents of its address with their text, newest first',
        tags,
        params: withId,
        querystring: part,
        response: { 200: listOf(version).extend({ url: text }) },
      },
    },
    async ({ params, query }) => {
      const { url, versions } = await pageHistory(reads, params.id, oneMore(query));
      return { url, ...partOf(versions.reverse(), query) };
    },
  );
};
