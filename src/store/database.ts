import pg from 'pg';
import { WinnowError } from '../errors.ts';

// Counts and ids of Winnow stay far below 2^53; strings would only make callers convert them.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A calendar day has no zone: as a JavaScript date it would move with the machine's.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

export type Database = pg.Pool;
export type Connection = pg.PoolClient;
export type Queryable = Pick<pg.ClientBase, 'query'>;

/** Opens a pool; nothing connects until the first query. */
export const openDatabase = (url: string, size = 10): Database => {
  const pool = new pg.Pool({ connectionString: url, max: size, application_name: 'winnow' });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
};

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

/** What `pg` says without a code of a connection that has gone, also when it went between two queries. */
const GONE = /terminated|timeout|ended|connection error/i;

/** Turns what `pg` throws into an error with a code. The message of the database may hold page text: it is left out. */
export const storeError = (error: unknown): WinnowError => {
  if (error instanceof WinnowError) return error;
  const code = (error as { code?: unknown }).code;
  if (code === '53100') return new WinnowError('STORE_FULL', null, { cause: error });
  if (typeof code === 'string' && (PASSING.test(code) || code.startsWith('53') || NETWORK.has(code)))
    return new WinnowError('STORE_UNREACHABLE', code, { cause: error });
  if (error instanceof AggregateError || GONE.test((error as Error).message ?? ''))
    return new WinnowError('STORE_UNREACHABLE', null, { cause: error });
  return new WinnowError('LOAD_FAILED', typeof code === 'string' ? code : null, { cause: error });
};

/** Errors of the data itself: of the classes 22 (data exception), 23 (constraint) and 54 (limit exceeded). */
export const isDataError = (error: unknown): boolean =>
  /^(22|23|54)/.test(String((error as { code?: unknown }).code ?? ''));

/** A connection that is borrowed from the pool; given back broken, it is closed instead of lent again. */
export interface Borrowed {
  readonly connection: Connection;
  giveBack(broken?: Error): void;
}

export const borrow = async (database: Database): Promise<Borrowed> => {
  const connection = await database.connect();
  let gone: Error | undefined;
  // A connection that breaks between two queries says so by an event, which nobody else would hear and which
  // would then end the process; the next query rejects as well.
  const note = (error: Error): void => {
    gone = error;
  };
  connection.on('error', note);
  return {
    connection,
    giveBack: (broken) => {
      connection.off('error', note);
      connection.release(broken ?? gone);
    },
  };
};

/**
 * Runs `work` in a transaction: committed when it returns, rolled back when it throws. When the connection
 * goes during the commit itself, nobody knows which of the two it was: work that is tried again has to look.
 */
export const transaction = async <T>(
  database: Database,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const { connection, giveBack } = await borrow(database);
  let broken: Error | undefined;
  try {
    await connection.query('begin');
    const result = await work(connection);
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    giveBack(broken);
  }
};
