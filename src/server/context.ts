import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Tokens } from '../config.ts';
import type { Database } from '../store/database.ts';
import type { Winnow } from '../winnow.ts';

/** What routes work with. */
export interface Context {
  readonly winnow: Winnow;
  /** For what is read: nothing can be written through it, and nothing takes longer than the limit. */
  readonly reads: Database;
  /** That limit, in seconds. */
  readonly querySeconds: number;
  readonly tokens: Tokens;
}

/** An instance whose routes say by schemas of zod what they take and answer. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
