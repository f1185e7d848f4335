import { z } from 'zod';
import {
  type Decided,
  listDecisions,
  mergeEntities,
  splitEntity,
  undoDecision,
} from '../../store/entities/decide.ts';
import type { App, Context } from '../context.ts';
import { entityLine } from './entities.ts';
import { id, many } from './shapes.ts';

/** An entity as `winnow entity` takes it. */
const wanted = z
  .union([z.number().int().min(1).transform(String), z.string().min(1).max(1000)])
  .describe('number, name or a form that occurs');

const decided = z.object({
  decision: z.number(),
  entities: many(entityLine).describe(
    'what the names are now: one entity after a merge, its parts after a split',
  ),
});

const address = ({ entities }: Decided): string => `/api/entities/${entities[0]!.id}`;

/** `/api/entities/merge`, `/split`, `/undo` and `/decisions` */
export const addEntityDecisions = (app: App, { reads, winnow }: Context): void => {
  app.get(
    '/api/entities/decisions',
    {
      schema: {
        summary: 'What people merged and split, the latest first',
        tags: ['entities'],
        response: {
          200: z.object({
            items: many(z.object({ id: z.number(), kind: z.string(), what: z.string(), madeAt: z.string() })),
          }),
        },
      },
    },
    async () => ({ items: await listDecisions(reads) }),
  );
  app.post(
    '/api/entities/merge',
    {
      schema: {
        summary: 'Say that two or more entities are one; holds however often pages are read again',
        tags: ['entities'],
        body: z.object({ entities: z.array(wanted).min(2).max(100) }),
        response: { 200: decided },
      },
    },
    async ({ body }, reply) => {
      const done = await mergeEntities(winnow.database, body.entities);
      reply.header('location', address(done));
      return done;
    },
  );
  app.post(
    '/api/entities/split',
    {
      schema: {
        summary:
          'Set apart what was taken for an entity by mistake: some of its names, or what some pages call so',
        tags: ['entities'],
        body: z
          .object({
            entity: wanted,
            forms: z.array(z.string().min(1).max(1000)).max(100).default([]),
            pages: z.array(z.string().min(1).max(10_000)).max(100).default([]).describe('addresses'),
          })
          .refine(({ forms, pages }) => forms.length + pages.length > 0, 'at least one form or page'),
        response: { 200: decided },
      },
    },
    async ({ body }, reply) => {
      const done = await splitEntity(winnow.database, body.entity, body);
      reply.header('location', address(done));
      return done;
    },
  );
  app.post(
    '/api/entities/undo',
    {
      schema: {
        summary: 'Take a decision back',
        tags: ['entities'],
        body: z.object({ decision: id }),
        response: { 200: z.object({ takenBack: z.string() }) },
      },
    },
    async ({ body }) => ({ takenBack: await undoDecision(winnow.database, body.decision) }),
  );
};
