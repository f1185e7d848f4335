import { z } from 'zod';
import { nextDue, SCHEDULE_NAME } from '../../queue/due.ts';
import { askForFiring, listFirings } from '../../store/firings.ts';
import { STAGES_ALONE } from '../../store/renewals.ts';
import {
  listSchedules,
  putSchedule,
  removeSchedule,
  type StoredSchedule,
  setPaused,
} from '../../store/schedules.ts';
import type { App, Context } from '../context.ts';
import { selectionShape } from './reprocess.ts';
import { many } from './shapes.ts';

const tags = ['schedules'];

const text = z.string().nullable();

const withName = z.object({
  name: z
    .string()
    .regex(SCHEDULE_NAME, 'is made of a-z, 0-9, dot, dash and underscore, 63 characters at most'),
});

/**
 * What a schedule of the API may do. Neither an ingest nor files with rules: who asks could have any file of the server
 * read.
 */
const task = z.discriminatedUnion('does', [
  z
    .object({
      does: z.literal('reprocess'),
      selection: selectionShape,
      stages: z.array(z.enum(STAGES_ALONE)).min(1).optional(),
      promoteBelow: z.number().min(0).max(1).optional(),
    })
    .strict(),
  z.object({ does: z.literal('learn') }).strict(),
  z.object({ does: z.literal('templates learn') }).strict(),
]);

const request = withName
  .extend({
    cron: z
      .string()
      .max(200)
      .describe('minute, hour, day, month, weekday; or six fields with seconds in front'),
    tz: z.string().max(100).default('UTC').describe('time zone that it is meant in'),
    overlap: z.enum(['skip', 'wait']).default('skip').describe('when the last run is still going on'),
    task,
  })
  .strict();

/** The command that does a task. A value is part of its option's word: nothing that is said can become an option. */
const commandOf = (wanted: z.infer<typeof task>): string[] => {
  if (wanted.does !== 'reprocess') return wanted.does.split(' ');
  const { selection, stages, promoteBelow } = wanted;
  const words = Object.entries(selection).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [value === true ? `--${name}` : `--${name}=${value}`],
  );
  const alone = stages === undefined ? [] : [`--stages=${stages.join(',')}`];
  const promoted = promoteBelow === undefined ? [] : ['--promote', `--max-loss=${100 * promoteBelow}`];
  return ['reprocess', ...words, ...alone, ...promoted];
};

/** A folder that workers on every machine have; what the API schedules reads no files. */
const ANYWHERE = '/';

const schedule = z.object({
  name: z.string(),
  cron: z.string(),
  tz: z.string(),
  command: many(z.string()),
  folder: z.string(),
  overlap: z.string(),
  paused: z.boolean(),
  next: z.date().nullable().describe('when it is due; null while it is paused'),
  lastDueAt: z.date().nullable(),
  lastState: text,
  lastRun: z.number().nullable(),
});

const firing = z.object({
  id: z.number(),
  schedule: z.string(),
  command: z.string(),
  dueAt: z.date(),
  byHand: z.boolean(),
  state: z.string(),
  run: z.number().nullable(),
  runState: text,
  detail: text,
});

/** A schedule with the time when it is next due. */
export const dueSchedule = (stored: StoredSchedule) => ({
  ...stored,
  next: stored.paused ? null : nextDue(stored.cron, stored.tz),
});

const addReads = (app: App, { reads }: Context): void => {
  app.get(
    '/api/schedules',
    {
      schema: {
        summary: 'Schedules by name, and when each is next due',
        tags,
        response: { 200: z.object({ items: many(schedule) }) },
      },
    },
    async () => ({ items: (await listSchedules(reads)).map(dueSchedule) }),
  );
  app.get(
    '/api/schedules/firings',
    {
      schema: {
        summary: 'What schedules did, newest first, also those that are gone',
        tags,
        querystring: z.object({
          schedule: z.string().max(63).optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: z.object({ items: many(firing) }) },
      },
    },
    async ({ query }) => ({
      items: (await listFirings(reads, query.schedule ?? null, query.limit)).map((one) => ({
        id: one.firing_id,
        schedule: one.schedule,
        command: one.command,
        dueAt: one.due_at,
        byHand: one.by_hand,
        state: one.state,
        run: one.run_id,
        runState: one.run_state,
        detail: one.detail,
      })),
    }),
  );
};

/** `/api/schedules` */
export const addSchedules = (app: App, context: Context): void => {
  addReads(app, context);
  const { winnow } = context;
  const { database } = winnow;
  const only = async (name: string) => {
    await winnow.syncSchedules();
    return dueSchedule((await listSchedules(database)).find((one) => one.name === name)!);
  };
  app.post(
    '/api/schedules',
    {
      schema: {
        summary: 'Adds a schedule that reprocesses or learns, or changes the one of this name',
        tags,
        body: request,
        response: { 200: schedule },
      },
    },
    async ({ body: { name, cron, tz, overlap, task: wanted } }) => {
      nextDue(cron, tz);
      const command = commandOf(wanted);
      await putSchedule(database, { name, cron, tz, command, folder: ANYWHERE, overlap });
      return only(name);
    },
  );
  for (const [word, paused] of [
    ['pause', true],
    ['resume', false],
  ] as const)
    app.post(
      `/api/schedules/:name/${word}`,
      {
        schema: {
          summary: paused ? 'Stops firing until it is resumed' : 'Fires again',
          tags,
          params: withName,
          response: { 200: schedule },
        },
      },
      async ({ params: { name } }) => {
        await setPaused(database, name, paused);
        return only(name);
      },
    );
  app.post(
    '/api/schedules/:name/fire',
    {
      schema: {
        summary: 'Fires now, whether it is paused or not',
        tags,
        params: withName,
        response: { 202: z.object({ firing: z.number() }) },
      },
    },
    async ({ params: { name } }, reply) =>
      reply.code(202).send({ firing: await askForFiring(database, name) }),
  );
  app.delete(
    '/api/schedules/:name',
    {
      schema: {
        summary: 'Removes a schedule; what it did is kept',
        tags,
        params: withName,
        response: { 200: z.object({ removed: z.string() }) },
      },
    },
    async ({ params: { name } }) => {
      await removeSchedule(database, name);
      await winnow.syncSchedules();
      return { removed: name };
    },
  );
};
