import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify, { type FastifyBaseLogger, type FastifyRequest, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import type { Tokens } from '../config.ts';
import { openReadOnly } from '../store/database.ts';
import type { Winnow } from '../winnow.ts';
import { guard } from './access.ts';
import { addApi } from './api/index.ts';
import { errorPage } from './console/error-page.tsx';
import { addConsole } from './console/index.ts';
import type { App, Context } from './context.ts';
import { problemOf } from './problems.ts';
import { questionsTo } from './questions.ts';

export interface ServerOptions {
  readonly tokens: Tokens;
  readonly log?: FastifyBaseLogger;
  /** Seconds that the database may take for what is read. */
  readonly querySeconds?: number;
  /** Bytes that may be sent at once to be ingested. */
  readonly maxUpload?: number;
  /** Told at /metrics beside those of the store; all that is to be told is to be registered. */
  readonly metrics?: Registry;
}

const QUERY_SECONDS = 30;

/** Connections for what is read. */
const READERS = 5;

/** Exports at the same time; more of them wait. */
const EXPORTS = 3;

export const MAX_UPLOAD_GIGABYTES = 20;

/** Nothing is loaded from anywhere else, nothing runs that stands in a page, and nobody may frame it. */
const POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    // Charts set the size of their parts.
    styleSrcAttr: ["'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

const isForPeople = (request: FastifyRequest): boolean =>
  !/^\/(?:api|metrics|health)(?:\/|$)/.test(request.url.split('?')[0]!) &&
  (request.headers.accept ?? '').includes('text/html');

/**
 * The HTTP API and the console over an open store, not yet listening. Closing it leaves the store open. It trusts that
 * somebody keeps it from the network where no token is set: see `guard`.
 */
export const createServer = async (winnow: Winnow, options: ServerOptions): Promise<App> => {
  const { querySeconds = QUERY_SECONDS } = options;
  const reads = openReadOnly(winnow.databaseUrl, querySeconds, READERS);
  const bulk = openReadOnly(winnow.databaseUrl, 0, EXPORTS);
  const questions = questionsTo(winnow.database, winnow.databaseUrl);
  const closing = new AbortController();
  const app: App = fastify({
    ...(options.log === undefined ? {} : { loggerInstance: options.log }),
    // A line for each request would hold what somebody searches for; errors are logged below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    // Slow senders of headers are given up; of bodies, which may be archives, not.
    connectionTimeout: 0,
    requestTimeout: 0,
    keepAliveTimeout: 10_000,
    routerOptions: { maxParamLength: 2000 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook('preClose', async () => closing.abort());
  app.addHook('onClose', async () => {
    await Promise.all([reads.end(), bulk.end(), questions.close()]);
  });
  await app.register(helmet, {
    contentSecurityPolicy: POLICY,
    // Whether names are reached by TLS alone is for who sets it up.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(cookie);
  guard(app, options.tokens);
  // Fields of a form that were left empty say nothing.
  app.addHook('preValidation', async ({ query }) => {
    const fields = query as Record<string, unknown>;
    for (const name of Object.keys(fields)) if (fields[name] === '') delete fields[name];
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    // Without its message: it may hold what a page says.
    if (problem.status >= 500)
      request.log.error({ code: problem.code, route: request.routeOptions.url }, 'a request failed');
    reply.code(problem.status);
    if (isForPeople(request)) return errorPage(reply, request, problem, options.tokens);
    return reply
      .type('application/json')
      .serializer(JSON.stringify)
      .send({ code: problem.code, message: problem.message });
  });
  app.setNotFoundHandler(() => {
    throw Object.assign(new Error('there is nothing at this address'), { statusCode: 404 });
  });
  const context: Context = {
    winnow,
    reads,
    querySeconds,
    bulk,
    ask: questions.ask,
    tokens: options.tokens,
    maxUpload: options.maxUpload ?? MAX_UPLOAD_GIGABYTES * 1e9,
    metrics: options.metrics ?? null,
    closing: closing.signal,
  };
  await app.register(async (scope) => addApi(scope as App, context));
  await app.register(async (scope) => addConsole(scope as App, context));
  return app;
};
