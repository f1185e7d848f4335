import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import type { Tokens } from '../config.ts';
import type { Database } from '../store/database.ts';
import type { Winnow } from '../winnow.ts';
import type { Ask } from './questions.ts';

/** What routes work with. */
export interface Context {
  readonly winnow: Winnow;
  /** For what is read: nothing can be written through it, and nothing takes longer than the limit. */
  readonly reads: Database;
  /** That limit, in seconds. */
  readonly querySeconds: number;
  /** The same without a limit of time, for exports and what is counted seldom. */
  readonly bulk: Database;
  /** For questions in SQL. */
  readonly ask: Ask;
  readonly tokens: Tokens;
  /** What the workers of this process do, where it has any. */
  readonly metrics: Registry | null;
  /** Bytes that may be sent at once. */
  readonly maxUpload: number;
  /** Aborted when the server is about to close: what would go on for long ends. */
  readonly closing: AbortSignal;
}

/** An instance whose routes say by schemas of zod what they take and answer. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
