import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { packageVersion } from '../../assets.ts';
import type { App, Context } from '../context.ts';
import { addArticles } from './articles.ts';
import { addColumns } from './columns.ts';
import { addEntities } from './entities.ts';
import { addEntityDecisions } from './entity-decisions.ts';
import { addExport } from './export.ts';
import { addFailures } from './failures.ts';
import { addIngest } from './ingest.ts';
import { addMetrics } from './metrics.ts';
import { addOverview } from './overview.ts';
import { addPageBytes } from './page-bytes.ts';
import { addPages } from './pages.ts';
import { addRepeats } from './repeats.ts';
import { addReprocess } from './reprocess.ts';
import { addRules } from './rules.ts';
import { addRuns } from './runs.ts';
import { addSchedules } from './schedules.ts';
import { addSites } from './sites.ts';
import { addSql } from './sql.ts';

const ADD = [
  addArticles,
  addRuns,
  addReprocess,
  addExport,
  addIngest,
  addPageBytes,
  addFailures,
  addSchedules,
  addOverview,
  addMetrics,
  addPages,
  addSites,
  addRules,
  addEntities,
  addEntityDecisions,
  addRepeats,
  addColumns,
  addSql,
];

/** The HTTP API: what the commands can do with a store, as JSON under `/api`, described by `/api/openapi.json`. */
export const addApi = async (app: App, context: Context): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Winnow',
        version: packageVersion,
        description: 'Turns crawled web pages into clean, queryable articles in Postgres.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
  });
  for (const add of ADD) add(app, context);
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  app.get(
    '/health',
    {
      config: { needs: 'nothing' },
      schema: {
        summary: 'Whether the store answers',
        tags: ['server'],
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => {
      await context.reads.query('select');
      return { status: 'ok' as const };
    },
  );
};
