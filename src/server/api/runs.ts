import { z } from 'zod';
import { OUTCOMES } from '../../document/index.ts';
import { listPageChanges } from '../../store/browse/changes.ts';
import { listRunsBriefly } from '../../store/browse/runs.ts';
import { readDiff } from '../../store/diff.ts';
import { discardRun, promoteRun } from '../../store/promote.ts';
import { cancelRun, PRIORITIES, pauseRun, prioritizeRun } from '../../store/run-control.ts';
import { readRun, runStatus } from '../../store/runs.ts';
import type { App, Context } from '../context.ts';
import { listOf, many, oneMore, part, partOf, withId } from './shapes.ts';

const text = z.string().nullable();

const tags = ['runs'];

/** Where a run stands. */
export const runShape = z.object({
  id: z.number(),
  kind: z.string(),
  state: z.enum(['reading', 'running', 'settling', 'done', 'failed', 'cancelled']),
  staging: z
    .enum(['direct', 'staged', 'promoted', 'discarded'])
    .describe('whether readers see it: direct, at once; staged, when it is promoted'),
  pipeline: z.string(),
  sources: many(z.string()).describe('twenty at most'),
  pages: z.number(),
  pending: z.number().describe('pages without an outcome'),
  paused: z.boolean(),
  priority: z.number(),
  rate: z.number().describe('pages a second'),
  secondsLeft: z.number().nullable(),
  errors: many(z.object({ code: z.string(), stage: text, site: text, pages: z.number() })).describe(
    'what pages failed or were rejected with, ten at most',
  ),
  outcomes: z.object(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, z.number()]))),
  skipped: z.record(z.string(), z.number()).describe('records that are not pages, by reason'),
  articles: z.number(),
  startedAt: z.string(),
  readAt: text,
  finishedAt: text,
  timings: z.record(z.string(), z.number()).describe('milliseconds of each stage'),
});

/** A run in a list: what is cheap to say of many. */
const listed = runShape
  .pick({
    id: true,
    kind: true,
    state: true,
    staging: true,
    paused: true,
    priority: true,
    pipeline: true,
    pages: true,
    pending: true,
    outcomes: true,
    startedAt: true,
    finishedAt: true,
  })
  .extend({ source: text.describe('the first of its sources') });

const said = z.object({
  entities: z.boolean(),
  disabledRules: many(z.string()),
  sites: many(z.unknown()).optional().describe('rules for single sites'),
  templates: many(z.unknown()).optional().describe('text that sites put on their pages, as it was learned'),
  habits: many(z.unknown()).optional().describe('what sites always do the same way, as it was learned'),
});

const totals = z.object({
  pages: z.number(),
  changed: z.number(),
  failed: z.number(),
  articlesAdded: z.number(),
  articlesGone: z.number(),
  splitAnew: z.number(),
  wordsBefore: z.number(),
  wordsAfter: z.number(),
  loss: z.number().describe('share of the words that would vanish, 0 to 1'),
});

const diff = z.object({
  run: z.number(),
  totals,
  fields: many(z.object({ field: z.string(), articles: z.number() })),
  fieldSamples: many(
    z.object({ field: z.string(), url: text, article: z.number(), before: z.unknown(), after: z.unknown() }),
  ),
  rules: many(
    z.object({
      roleBefore: text,
      ruleBefore: text,
      roleAfter: text,
      ruleAfter: text,
      lines: z.number(),
      sites: z.number(),
      example: z.string(),
    }),
  ),
  sites: many(z.object({ host: text, pages: z.number(), lines: z.number() })),
  names: many(z.object({ name: z.string(), gained: z.number(), lost: z.number() })),
  samples: many(
    z.object({
      url: text,
      article: z.number(),
      title: text,
      stretches: many(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })),
    }),
  ),
});

/** The part of the runs that is asked for: each counts its pages. */
export const runQuery = part.extend({ limit: z.coerce.number().int().min(1).max(100).default(20) });

/** How many articles a difference shows word by word. */
const diffQuery = z.object({ samples: z.coerce.number().int().min(0).max(100).default(5) });

const addReads = (app: App, { reads, winnow, querySeconds }: Context): void => {
  app.get(
    '/api/runs',
    {
      schema: {
        summary: 'Runs, newest first',
        tags,
        querystring: runQuery,
        response: { 200: listOf(listed) },
      },
    },
    async ({ query }) => partOf(await listRunsBriefly(reads, oneMore(query)), query),
  );
  app.get(
    '/api/runs/:id',
    {
      schema: {
        summary: 'Where a run stands, with totals that add up',
        tags,
        params: withId,
        response: { 200: runShape },
      },
    },
    ({ params }) => runStatus(reads, params.id),
  );
  app.get(
    '/api/runs/:id/options',
    {
      schema: {
        summary: 'What a run refines pages with',
        tags,
        params: withId,
        response: { 200: said },
      },
    },
    async ({ params }) => (await readRun(reads, params.id)).options,
  );
  app.get(
    '/api/runs/:id/diff',
    {
      schema: {
        summary: 'What a run changes, beside what readers see, or saw until it was promoted',
        tags,
        params: withId,
        querystring: diffQuery,
        response: { 200: diff },
      },
    },
    // It writes tables, which end with it: not through connections that cannot.
    ({ params, query }) => readDiff(winnow.database, params.id, query.samples, querySeconds),
  );
  app.get(
    '/api/runs/:id/changes',
    {
      schema: {
        summary:
          'Pages that a run changes in outcome, type, articles or words; most words lost or gained first',
        tags,
        params: withId,
        querystring: part,
        response: { 200: listOf(changed) },
      },
    },
    async ({ params, query }) => partOf(await listPageChanges(reads, params.id, oneMore(query)), query),
  );
};

const changed = z.object({
  page: z.number(),
  url: text,
  outcomeBefore: z.string(),
  outcomeAfter: z.string(),
  pageTypeBefore: z.string(),
  pageTypeAfter: z.string(),
  articlesBefore: z.number(),
  articlesAfter: z.number(),
  wordsBefore: z.number(),
  wordsAfter: z.number(),
});

const addControl = (app: App, { winnow: { database } }: Context): void => {
  /** A route that does something to a run and answers where the run stands then. */
  const control = (name: string, summary: string, act: (run: number) => Promise<unknown>): void => {
    app.post(
      `/api/runs/:id/${name}`,
      { schema: { summary, tags, params: withId, response: { 200: runShape } } },
      async ({ params }) => {
        await act(params.id);
        return runStatus(database, params.id);
      },
    );
  };
  control('pause', 'Gives none of its pages to workers until it is resumed', (run) =>
    pauseRun(database, run, true),
  );
  control('resume', 'Goes on with a run that was paused', (run) => pauseRun(database, run, false));
  control('cancel', 'Ends it now: pages that are loaded stay, no page is loaded by half', (run) =>
    cancelRun(database, run),
  );
  app.post(
    '/api/runs/:id/priority',
    {
      schema: {
        summary: 'Works on it before runs of a lower priority',
        tags,
        params: withId,
        body: z.object({ priority: z.number().int().min(PRIORITIES.least).max(PRIORITIES.most) }),
        response: { 200: runShape },
      },
    },
    async ({ params, body }) => {
      await prioritizeRun(database, params.id, body.priority);
      return runStatus(database, params.id);
    },
  );
};

const addDecisions = (app: App, { winnow: { database } }: Context): void => {
  app.post(
    '/api/runs/:id/promote',
    {
      schema: {
        summary: 'Lets readers see what a reprocess made; answered when they do. Safe to ask for again',
        tags,
        params: withId,
        response: { 200: z.object({ run: z.number(), pages: z.number().describe('that changed hands') }) },
      },
    },
    async ({ params: { id } }) => ({ run: id, pages: await promoteRun(database, id) }),
  );
  app.post(
    '/api/runs/:id/discard',
    {
      schema: {
        summary: 'Removes what a reprocess made and readers do not see',
        tags,
        params: withId,
        response: { 200: z.object({ run: z.number(), versions: z.number() }) },
      },
    },
    async ({ params: { id } }) => ({ run: id, versions: await discardRun(database, id) }),
  );
};

/** `/api/runs` */
export const addRuns = (app: App, context: Context): void => {
  addReads(app, context);
  addControl(app, context);
  addDecisions(app, context);
};
