import { z } from 'zod';
import { WinnowError } from '../../errors.ts';
import { placesOf } from '../../store/browse/repeats.ts';
import type { Queryable } from '../../store/database.ts';
import { listClusters, type ShownParagraph, showParagraph } from '../../store/read-repeats.ts';
import type { App, Context } from '../context.ts';
import { id, listOf, many, oneMore, part, partOf } from './shapes.ts';

const text = z.string().nullable();

/** What a query string can say of repeats. */
export const repeatQuery = part.extend({ site: z.string().max(253).optional().describe('a host') });

/** The part of the clusters that a query string asks for. */
export const clustersOf = (database: Queryable, query: z.infer<typeof repeatQuery>) => {
  const { limit, offset } = oneMore(query);
  return listClusters(database, query.site?.toLowerCase() ?? null, limit, offset);
};

export const withParagraph = z.object({ paragraph: id });

/** Other paragraphs that one is compared with. */
const MOST_LINKS = 50;

/** What repeats a paragraph; throws NOT_FOUND. */
export const repeatOf = async (database: Queryable, paragraph: number): Promise<ShownParagraph> => {
  const shown = await showParagraph(database, paragraph, MOST_LINKS);
  if (shown === null) throw new WinnowError('NOT_FOUND', `paragraph ${paragraph} that repeats another`);
  return shown;
};

const cluster = z.object({
  repeatId: z.number().describe('number of the paragraph whose text the others repeat'),
  occurrences: z.number(),
  texts: z.number(),
  pages: z.number(),
  sites: z.number(),
  firstOn: text,
  lastOn: text,
  keptUrl: text,
  text: z.string(),
});

const link = z.object({
  paragraphId: z.number(),
  text: z.string(),
  kind: z.string(),
  similarity: z.number(),
  redundant: z.boolean().describe('who has read the other paragraph does not need this one'),
  lookAlike: z.boolean(),
  kept: z.boolean(),
  url: text,
  publishedOn: text,
  ordinal: z.number().nullable(),
  differences: many(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })).describe(
    'word by word, from the paragraph that is asked about to this one',
  ),
});

const paragraph = z.object({
  paragraphId: z.number(),
  text: z.string(),
  kept: z.boolean(),
  links: many(link),
  counts: many(z.object({ host: text, day: text, occurrences: z.number() })),
});

const place = z.object({
  pageId: z.number(),
  url: text,
  host: text,
  ordinal: z.number(),
  role: z.string(),
  articleId: z.number().nullable(),
  title: text,
  published: text,
  paragraphId: z.number(),
  similarity: z.number(),
  kept: z.boolean(),
});

/** `/api/repeats` */
export const addRepeats = (app: App, { reads }: Context): void => {
  app.get(
    '/api/repeats',
    {
      schema: {
        summary: 'Paragraphs that repeat each other, those that occur most often first',
        tags: ['repeats'],
        querystring: repeatQuery,
        response: { 200: listOf(cluster) },
      },
    },
    async ({ query }) => partOf(await clustersOf(reads, query), query),
  );
  app.get(
    '/api/repeats/:paragraph',
    {
      schema: {
        summary: 'What a paragraph repeats or is repeated by, and what differs word by word',
        tags: ['repeats'],
        params: withParagraph,
        response: { 200: paragraph },
      },
    },
    ({ params }) => repeatOf(reads, params.paragraph),
  );
  app.get(
    '/api/repeats/:paragraph/places',
    {
      schema: {
        summary: 'Where a paragraph stands, in all its forms: the occurrence that is kept first',
        tags: ['repeats'],
        params: withParagraph,
        querystring: part,
        response: { 200: listOf(place) },
      },
    },
    async ({ params, query }) => partOf(await placesOf(reads, params.paragraph, oneMore(query)), query),
  );
};
