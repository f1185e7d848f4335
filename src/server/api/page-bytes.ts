import { z } from 'zod';
import { readPageBytes } from '../../store/browse/page-bytes.ts';
import type { App, Context } from '../context.ts';
import { withId } from './shapes.ts';

/** `/api/pages/:id/bytes` */
export const addPageBytes = (app: App, { reads }: Context): void => {
  app.get(
    '/api/pages/:id/bytes',
    {
      schema: {
        summary: "A page's own bytes, as they were read, to be kept as a file",
        tags: ['pages'],
        params: withId,
        produces: ['application/octet-stream'],
        response: { 200: z.any().describe('the bytes') },
      },
    },
    async ({ params }, reply) => {
      const { mediaType, bytes } = await readPageBytes(reads, params.id);
      const extension = mediaType === 'text/html' ? 'html' : 'txt';
      // No browser may show it: it is somebody else's page, under the name of this server.
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="page-${params.id}.${extension}"`)
        .send(bytes);
    },
  );
};
