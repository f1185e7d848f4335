import { Readable } from 'node:stream';
import { z } from 'zod';
import { WinnowError } from '../../errors.ts';
import { type ExportOptions, exportArticles } from '../../store/export.ts';
import type { App, Context } from '../context.ts';
import { day, flag } from './shapes.ts';

const query = z.object({
  site: z.string().max(253).optional().describe('a host, which covers the hosts below it'),
  since: day.optional().describe('published on this day or after it'),
  until: day.optional().describe('published before this day'),
  distinct: flag.optional().describe('of articles that are nearly the same only the one that is kept'),
  blocks: flag.default(false).describe('with every block of the article, its role and rule'),
});

/** As lines; what is asked of the database ends when nobody reads on. */
async function* linesOf(
  { bulk, closing }: Pick<Context, 'bulk' | 'closing'>,
  options: ExportOptions,
  left: AbortSignal,
): AsyncGenerator<string> {
  try {
    const signal = AbortSignal.any([left, closing]);
    for await (const line of exportArticles(bulk, options, signal)) yield `${line}\n`;
  } catch (error) {
    if (left.aborted) return;
    throw closing.aborted ? new WinnowError('SERVER_CLOSING') : error;
  }
}

/** `/api/export` */
export const addExport = (app: App, context: Context): void => {
  app.get(
    '/api/export',
    {
      // It would ask the database for all of it, to answer with nothing.
      exposeHeadRoute: false,
      schema: {
        summary: 'Articles as JSON lines, in a fixed order, as `winnow export` writes them',
        tags: ['articles'],
        querystring: query,
        produces: ['application/x-ndjson'],
        response: { 200: z.any().describe('one JSON object a line') },
      },
    },
    ({ query: options }, reply) => {
      const left = new AbortController();
      reply.raw.once('close', () => left.abort());
      return reply
        .type('application/x-ndjson')
        .header('content-disposition', 'attachment; filename="articles.jsonl"')
        .send(Readable.from(linesOf(context, options, left.signal), { objectMode: false }));
    },
  );
};
