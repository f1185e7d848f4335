import { WinnowError } from '../errors.ts';

/** Error classes of PostgreSQL and of the network that pass: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const PASSING = /^(08|40|55P03|57|58)/;
const NETWORK: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** The folder of a socket that is not there, or is for others. */
const isOfSocket = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).syscall === 'connect' &&
  /^(?:ENOENT|EACCES)$/.test((error as NodeJS.ErrnoException).code ?? '');

/** Who may connect, to what, and what they may do there: the words of the database name roles and objects, no data. */
const REFUSED = /^(?:28|3D000$|42501$)/;

/** What `pg` says without a code of a connection that has gone, also when it went between two queries. */
const GONE = /terminated|timeout|ended|connection error/i;

/** Turns what `pg` throws into an error with a code. The message of the database may hold page text: it is left out. */
export const storeError = (error: unknown): WinnowError => {
  if (error instanceof WinnowError) return error;
  const code = (error as { code?: unknown }).code;
  if (code === '53100') return new WinnowError('STORE_FULL', null, { cause: error });
  if (typeof code === 'string' && REFUSED.test(code))
    return new WinnowError('CONFIG_INVALID', `DATABASE_URL: ${(error as Error).message}`, { cause: error });
  if (
    typeof code === 'string' &&
    (PASSING.test(code) || code.startsWith('53') || NETWORK.has(code) || isOfSocket(error))
  )
    return new WinnowError('STORE_UNREACHABLE', code, { cause: error });
  if (error instanceof AggregateError || GONE.test((error as Error).message ?? ''))
    return new WinnowError('STORE_UNREACHABLE', null, { cause: error });
  return new WinnowError('LOAD_FAILED', typeof code === 'string' ? code : null, { cause: error });
};

/** Errors of the data itself: of the classes 22 (data exception), 23 (constraint) and 54 (limit exceeded). */
export const isDataError = (error: unknown): boolean =>
  /^(22|23|54)/.test(String((error as { code?: unknown }).code ?? ''));
