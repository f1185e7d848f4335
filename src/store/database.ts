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
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
]);

/** Turns what `pg` throws into an error with a code. The message of the database may hold page text: it is left out. */
export const storeError = (error: unknown): WinnowError => {
  if (error instanceof WinnowError) return error;
  const code = (error as { code?: unknown }).code;
  if (code === '53100') return new WinnowError('STORE_FULL', null, { cause: error });
  if (typeof code === 'string' && (PASSING.test(code) || code.startsWith('53') || NETWORK.has(code)))
    return new WinnowError('STORE_UNREACHABLE', code, { cause: error });
  if (error instanceof AggregateError || /terminated|timeout|ended/i.test((error as Error).message ?? ''))
    return new WinnowError('STORE_UNREACHABLE', null, { cause: error });
  return new WinnowError('LOAD_FAILED', typeof code === 'string' ? code : null, { cause: error });
};

/** Runs `work` in a transaction: committed when it returns, rolled back when it throws. */
export const transaction = async <T>(
  database: Database,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const connection = await database.connect();
  // A connection that breaks while it is checked out reports on itself; the query in hand rejects as well.
  const ignore = (): void => {};
  connection.on('error', ignore);
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
    connection.off('error', ignore);
    connection.release(broken);
  }
};
