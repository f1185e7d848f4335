import { z } from 'zod';
import { WinnowError } from '../../errors.ts';
import type { App, Context } from '../context.ts';
import { uploadOf } from '../upload.ts';
import { runShape } from './runs.ts';

const query = z.object({
  name: z
    .string()
    .min(1)
    .max(500)
    .describe(
      'what the body would be called as a file: .html .txt .jsonl .warc .wet .rss .xml, each also with .gz',
    ),
  priority: z.coerce.number().int().min(-10).max(10).default(0).describe('runs of a higher one come first'),
});

const tooLarge = (most: number, run: number | null): WinnowError =>
  new WinnowError(
    'UPLOAD_TOO_LARGE',
    `more than ${most} bytes${run === null ? '' : `; run ${run} has what was read before`}`,
  );

/** `/api/ingest` */
export const addIngest = (app: App, { winnow, maxUpload, closing }: Context): void => {
  app.register(async (plugin) => {
    const scope = plugin as App;
    // Whatever a body is called, it is read by the route, as it comes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_, __, done) => done(null));
    scope.post(
      '/api/ingest',
      {
        schema: {
          summary: 'Reads the body into the store; workers refine its pages later',
          description:
            'The body is the source itself, of any size. It is answered when all has been read. Pages that were there already are left as they are: what broke off can be sent again.',
          tags: ['runs'],
          querystring: query,
          consumes: ['application/octet-stream'],
          body: z.any().describe('the source, as a file would hold it'),
          response: { 202: runShape },
        },
      },
      async (request, reply) => {
        const { name, priority } = request.query;
        // What is left of a body that is not wanted is not waited for.
        const refuse = (error: WinnowError): never => {
          reply.header('connection', 'close');
          throw error;
        };
        if (Number(request.headers['content-length'] ?? 0) > maxUpload) refuse(tooLarge(maxUpload, null));
        const upload = uploadOf(request.raw, maxUpload, closing);
        const { signal, chunks } = upload;
        const status = await winnow.ingestStream({ name, chunks }, { priority, signal }).catch(refuse);
        if (upload.end === 'too-large') refuse(tooLarge(maxUpload, status.id));
        if (upload.end === 'closing') refuse(new WinnowError('SERVER_CLOSING', `run ${status.id}`));
        return reply.code(202).send(status);
      },
    );
  });
};
