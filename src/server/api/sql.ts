import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { sendRows } from '../send-rows.ts';

/** Seconds that a question may take of the database, and unless it says. */
const MOST_SECONDS = 300;
const SECONDS = 30;

export const statement = z.string().min(1).max(100_000);

export const seconds = z.coerce.number().int().min(1).max(MOST_SECONDS).default(SECONDS);

/** `/api/sql` */
export const addSql = (app: App, context: Context): void => {
  app.post(
    '/api/sql',
    {
      // It changes nothing; that it is no GET keeps it from the pages of other sites.
      config: { needs: 'read' },
      schema: {
        summary: 'Ask the views a question in SQL: JSON lines, or CSV for who accepts text/csv',
        tags: ['sql'],
        body: z.object({
          statement: statement.describe('one statement that reads; /api/columns says of what'),
          timeout: seconds.describe('seconds that the database may take'),
        }),
      },
    },
    (request, reply) => {
      const { statement, timeout } = request.body;
      const isCsv = (request.headers.accept ?? '').includes('text/csv');
      return sendRows(reply, context, { statement, seconds: timeout }, isCsv ? 'csv' : 'jsonl');
    },
  );
};
