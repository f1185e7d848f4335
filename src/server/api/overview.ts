import { z } from 'zod';
import { readOverview } from '../../store/browse/overview.ts';
import type { App, Context } from '../context.ts';
import { many } from './shapes.ts';

const holding = z.object({
  count: z.number(),
  exact: z.boolean().describe('false for what the planner of the database takes it to be'),
});

const overview = z.object({
  pages: holding,
  articles: holding,
  sites: holding,
  entities: holding,
  failures: many(z.object({ code: z.string(), pages: z.number() })).describe('open ones'),
  queue: many(
    z.object({
      run: z.number(),
      paused: z.boolean(),
      waiting: z.number().describe('chunks'),
      queued: z.number().describe('chunks that workers have, or are about to take'),
    }),
  ),
});

/** `/api/overview` */
export const addOverview = (app: App, { reads }: Context): void => {
  app.get(
    '/api/overview',
    {
      schema: {
        summary: 'What the store holds, what failed, and what waits for workers',
        tags: ['server'],
        response: { 200: overview },
      },
    },
    () => readOverview(reads),
  );
};
