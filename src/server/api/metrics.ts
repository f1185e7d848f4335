import { collectDefaultMetrics, Registry } from 'prom-client';
import { z } from 'zod';
import { storeMetrics } from '../../metrics/store.ts';
import type { App, Context } from '../context.ts';

/** `/metrics` */
export const addMetrics = (app: App, { winnow, reads, bulk, metrics }: Context): void => {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const refresh = storeMetrics(register, { database: reads, bulk, workers: () => winnow.workers() });
  const all = metrics === null ? register : Registry.merge([register, metrics]);
  app.get(
    '/metrics',
    {
      schema: {
        summary: 'What there is to watch, for Prometheus',
        tags: ['server'],
        produces: ['text/plain'],
        response: { 200: z.any().describe('metrics in the text format of Prometheus') },
      },
    },
    async (_, reply) => {
      await refresh();
      return reply
        .type(all.contentType)
        .serializer((text) => text as string)
        .send(await all.metrics());
    },
  );
};
