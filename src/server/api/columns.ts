import { z } from 'zod';
import { listViews } from '../../store/browse/columns.ts';
import type { App, Context } from '../context.ts';
import { many } from './shapes.ts';

const text = z.string().nullable();

const view = z.object({
  view: z.string(),
  meaning: text,
  columns: many(z.object({ column: z.string(), type: z.string(), meaning: text })),
});

/** `/api/columns` */
export const addColumns = (app: App, { reads }: Context): void => {
  app.get(
    '/api/columns',
    {
      schema: {
        summary: 'The views that can be asked in SQL, and what each column means',
        tags: ['sql'],
        response: { 200: z.object({ items: many(view) }) },
      },
    },
    async () => ({ items: await listViews(reads) }),
  );
};
