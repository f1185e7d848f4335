import { z } from 'zod';
import { ENTITY_TYPES } from '../../document/index.ts';
import { mentionsOf, namedOverTime, newNames } from '../../store/browse/entities.ts';
import type { Queryable } from '../../store/database.ts';
import {
  type EntityLine,
  entityOfNumber,
  searchEntityLines,
  topEntities,
} from '../../store/entities/find.ts';
import { showEntity } from '../../store/entities/show.ts';
import type { App, Context } from '../context.ts';
import { day, listOf, many, oneMore, part, partOf, withId } from './shapes.ts';

const text = z.string().nullable();
const count = z.number();

/** What a query string can say of entities. */
export const entityQuery = part.extend({
  q: z.string().max(200).optional().describe('letters that a name or a form holds, in whatever case'),
  type: z.enum(ENTITY_TYPES).optional(),
});

/** The part of the entities that a query string asks for. */
export const entitiesOf = (
  database: Queryable,
  query: z.infer<typeof entityQuery>,
): Promise<readonly EntityLine[]> => {
  const narrowed = { type: query.type, ...oneMore(query) };
  const letters = query.q?.trim() ?? '';
  return letters === '' ? topEntities(database, narrowed) : searchEntityLines(database, letters, narrowed);
};

const DAY = 24 * 3600 * 1000;

/** The day of a week ago. */
export const weekAgo = (): string => new Date(Date.now() - 7 * DAY).toISOString().slice(0, 10);

export const stepQuery = z.object({ by: z.enum(['day', 'month']).default('month') });

export const entityLine = z.object({
  id: z.number(),
  name: z.string(),
  type: z.string(),
  externalId: text.describe('its number in a gazetteer of yours'),
  articles: count,
  mentions: count,
  firstOn: text,
  lastOn: text,
});

const account = entityLine.extend({
  forms: many(z.object({ form: z.string(), mentions: count, articles: count })),
  merges: many(
    z.object({
      one: z.string(),
      other: z.string(),
      reason: z.string(),
      detail: z.string(),
      score: z.number(),
      applied: z.boolean(),
      otherId: z.number(),
    }),
  ).describe('names that were merged, and those that were not: not sure enough, or set apart by hand'),
  companions: many(z.object({ id: z.number(), name: z.string(), type: z.string(), articles: count })),
  sites: many(z.object({ host: text, firstOn: text, articles: count })).describe(
    'the first to name it first',
  ),
  evidence: many(
    z.object({
      published: text,
      title: text,
      url: text,
      name: z.string(),
      reason: z.string(),
      detail: text,
      score: z.number(),
      articleId: z.number(),
      pageUrl: text,
    }),
  ).describe('why the name in each article is taken for it'),
});

const newName = entityLine
  .omit({ externalId: true, lastOn: true })
  .extend({ articleId: z.number(), title: text, url: text, host: text });

const mention = z.object({
  articleId: z.number(),
  title: text,
  url: text,
  host: text,
  published: text,
  start: z.number().describe('in the text of the article, in UTF-16 code units'),
  end: z.number(),
  form: z.string(),
});

const then = z.object({
  on: text.describe('the day, or the first one of the month; null for articles without a date'),
  mentions: count,
  articles: count,
  forms: many(z.object({ form: z.string(), mentions: count, articles: count })),
});

/** `/api/entities`, as far as it only reads. */
export const addEntities = (app: App, { reads }: Context): void => {
  app.get(
    '/api/entities',
    {
      schema: {
        summary:
          'Who and what is named, in most articles first; those of exactly the name that is asked for before all',
        tags: ['entities'],
        querystring: entityQuery,
        response: { 200: listOf(entityLine) },
      },
    },
    async ({ query }) => partOf(await entitiesOf(reads, query), query),
  );
  app.get(
    '/api/entities/new',
    {
      schema: {
        summary: 'Names that no dated article holds before a day, the latest first',
        tags: ['entities'],
        querystring: part.extend({ since: day.optional().describe('a week ago unless given') }),
        response: { 200: listOf(newName) },
      },
    },
    async ({ query }) => partOf(await newNames(reads, query.since ?? weekAgo(), oneMore(query)), query),
  );
  app.get(
    '/api/entities/:id',
    {
      schema: {
        summary: 'An entity with its spellings, merges, company, sites and evidence: the first of each',
        tags: ['entities'],
        params: withId,
        querystring: part.pick({ limit: true }),
        response: { 200: account },
      },
    },
    async ({ params, query }) => showEntity(reads, await entityOfNumber(reads, params.id), query.limit),
  );
  app.get(
    '/api/entities/:id/mentions',
    {
      schema: {
        summary: 'Each mention of an entity, the latest day first',
        tags: ['entities'],
        params: withId,
        querystring: part.extend({
          since: day.optional(),
          until: day.optional().describe('before this day'),
        }),
        response: { 200: listOf(mention) },
      },
    },
    async ({ params, query }) => {
      await entityOfNumber(reads, params.id);
      return partOf(await mentionsOf(reads, params.id, query, oneMore(query)), query);
    },
  );
  app.get(
    '/api/entities/:id/over-time',
    {
      schema: {
        summary: 'How often an entity is named by day or month, and under which forms',
        tags: ['entities'],
        params: withId,
        querystring: stepQuery,
        response: { 200: z.object({ items: many(then) }) },
      },
    },
    async ({ params, query }) => {
      await entityOfNumber(reads, params.id);
      return { items: await namedOverTime(reads, params.id, query.by) };
    },
  );
};
