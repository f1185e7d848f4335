import { z } from 'zod';
import { refiningOf } from '../../config.ts';
import { WinnowError } from '../../errors.ts';
import { CHUNK_PAGES } from '../../queue/topology.ts';
import {
  dismissFailures,
  type FailureFilter,
  failureGroups,
  isAnyFailure,
  listFailures,
} from '../../store/failures.ts';
import { retryFailures } from '../../store/retry.ts';
import type { App, Context } from '../context.ts';
import { errorCode, refiningFields } from './reprocess.ts';
import { id, listOf, many, oneMore, part, partOf } from './shapes.ts';

const text = z.string().nullable();

const tags = ['failures'];

/** Which failures are meant: all that is said must hold. */
const filterFields = {
  group: z.string().max(500).optional().describe('CODE/STAGE/SITE, as groups are named'),
  code: errorCode.optional(),
  stage: z.string().max(20).optional(),
  site: z.string().max(253).optional().describe('a host'),
  run: id.optional(),
};

const state = z.enum(['open', 'retried', 'dismissed', 'all']).default('open');

/** What a query string can say of groups of failures. */
const groupQuery = z.object({ ...filterFields, state });

/** What a query string can say of single failures. */
export const failureQuery = part.extend({ ...filterFields, state });

/** The filter that a query string stands for. */
export const failureFilter = ({
  group,
  code,
  stage,
  site,
  run,
  state: wanted,
}: z.infer<typeof groupQuery>): FailureFilter => ({
  group,
  code,
  stage,
  site,
  run,
  state: wanted === 'all' ? undefined : wanted,
});

const group = z.object({
  group: z.string(),
  code: z.string(),
  stage: z.string(),
  site: text,
  state: z.string(),
  failures: z.number(),
  pipelines: many(z.string()).describe('versions that they failed with'),
  last: z.date(),
});

const failure = z.object({
  run: z.number(),
  position: z.number().describe('of the record in the run'),
  page: z.number().nullable().describe('null for a record that never became a page'),
  group: z.string(),
  stage: z.string(),
  code: z.string(),
  detail: text,
  source: z.string(),
  record: z.number().nullable().describe('byte offset or line in the source'),
  url: text,
  state: z.string(),
  pipeline: z.string(),
  failedAt: z.date(),
});

const addReads = (app: App, { reads }: Context): void => {
  app.get(
    '/api/failures',
    {
      schema: {
        summary: 'Pages that failed, of the newest run first',
        tags,
        querystring: failureQuery,
        response: { 200: listOf(failure) },
      },
    },
    async ({ query }) => partOf(await listFailures(reads, failureFilter(query), oneMore(query)), query),
  );
  app.get(
    '/api/failures/groups',
    {
      schema: {
        summary: 'Failures counted by code, stage and site',
        tags,
        querystring: groupQuery,
        response: { 200: z.object({ items: many(group) }) },
      },
    },
    async ({ query }) => ({ items: await failureGroups(reads, failureFilter(query)) }),
  );
};

/** `/api/failures` */
export const addFailures = (app: App, context: Context): void => {
  addReads(app, context);
  const { database } = context.winnow;
  app.post(
    '/api/failures/retry',
    {
      schema: {
        summary: 'Enqueues the pages of open failures, as they were refined then unless options are given',
        tags,
        body: z.object({ ...filterFields, ...refiningFields }).strict(),
        response: {
          202: z.object({
            runs: many(z.number()),
            pages: z.number(),
            unreadable: text.describe('what is to be said of records that never became pages'),
          }),
        },
      },
    },
    async ({ body: { config, rules, ...filter } }, reply) => {
      const given = config === undefined && rules === undefined ? null : await refiningOf({ config, rules });
      const { runs, pages, unreadable } = await retryFailures(database, filter, given, CHUNK_PAGES);
      return reply.code(202).send({ runs: runs.map((run) => run.id), pages, unreadable });
    },
  );
  app.post(
    '/api/failures/dismiss',
    {
      schema: {
        summary: 'Takes open failures off the list',
        tags,
        body: z
          .object({ ...filterFields, all: z.boolean().optional().describe('every open failure') })
          .strict(),
        response: { 200: z.object({ dismissed: z.number() }) },
      },
    },
    async ({ body: { all, ...filter } }) => {
      if (all !== true && isAnyFailure(filter))
        throw new WinnowError('USAGE', 'say which failures: a group, code, stage, site, run, or all');
      return { dismissed: await dismissFailures(database, filter) };
    },
  );
};
