import pg from 'pg';
import { WinnowError } from '../errors.ts';
import { cancelQuery } from './cancel.ts';

// Counts and ids of Winnow stay far below 2^53; strings would only make callers convert them.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A calendar day has no zone: as a JavaScript date it would move with the machine's.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

export type Database = pg.Pool;
export type Connection = pg.PoolClient;
export type Queryable = Pick<pg.ClientBase, 'query'>;

/** What `pg` takes: an address, or the folder of a socket. */
const ADDRESS = /^(?:postgres(?:ql)?:\/\/|socket:|\/)/;

/** Throws CONFIG_INVALID, without the address: it may hold a password. */
const requireAddress = (url: string): void => {
  try {
    // It reads the address, and connects to nothing.
    if (ADDRESS.test(url) && new pg.Client(url)) return;
  } catch {
    // Said below.
  }
  throw new WinnowError(
    'CONFIG_INVALID',
    'DATABASE_URL: is no address such as postgres://USER@HOST/DATABASE',
  );
};

/** The connections of each pool that are in use. */
const inUse = new WeakMap<Database, Set<Connection>>();

/**
 * Opens a pool; nothing connects until the first query. `prepare` is asked of each connection before it is lent. Throws
 * CONFIG_INVALID when the address is none.
 */
export const openDatabase = (
  url: string,
  size = 10,
  prepare?: (connection: Queryable) => Promise<unknown>,
): Database => {
  requireAddress(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'winnow',
    // Its type does not say that it is waited for.
    ...(prepare === undefined ? {} : { onConnect: prepare as (connection: pg.ClientBase) => void }),
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const connections = new Set<Connection>();
  pool.on('acquire', (connection) => connections.add(connection));
  pool.on('release', (_, connection) => connections.delete(connection));
  inUse.set(pool, connections);
  return pool;
};

/** What is begun and then left alone for so long is ended: it would keep the server from clearing up. */
const LEFT_ALONE = '10min';

/**
 * Opens a pool through which nothing can be written, and nothing takes longer than `seconds`; 0 is no limit. Throws
 * CONFIG_INVALID as `openDatabase` does.
 */
export const openReadOnly = (url: string, seconds: number, size: number): Database =>
  openDatabase(url, size, (connection) =>
    connection.query(
      `set default_transaction_read_only = on; set statement_timeout = ${Math.ceil(seconds * 1000)};
       set idle_in_transaction_session_timeout = '${LEFT_ALONE}'`,
    ),
  );

/** Asks the server to end the queries in hand: it would not notice for long that nobody waits for them. Never throws. */
export const cancelQueries = async (database: Database): Promise<void> => {
  await Promise.all([...(inUse.get(database) ?? [])].map(cancelQuery));
};

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
