import pg from 'pg';
import { WinnowError } from '../errors.ts';
import { type Connection, type Database, transaction } from './database.ts';
import { type Bounds, flowRows, type TakeRows } from './rows.ts';

/** Runs a statement that sets something, which stays as it is where the server refuses with one of some codes. */
const trySetting = async (connection: Connection, statement: string, refusals: RegExp): Promise<void> => {
  await connection.query('savepoint before_setting');
  try {
    await connection.query(statement);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !refusals.test(error.code ?? '')) throw error;
    await connection.query('rollback to savepoint before_setting');
  }
};

/** Of a role that is not there (22023), or that this account may not take on (42501). */
const NO_READER = /^(?:22023|42501)$/;

/** Of a server whose system does not tell it that a client has gone. */
const NO_CHECKING = /^22023$/;

/** Of a connection or a server that ends: no fault of the query. */
const PASSING = /^(?:08|57P)/;

/**
 * Does something that only reads, with the rights of `winnow_reader`; where the account may not make or take on roles it
 * keeps its own. Throws SQL_REFUSED with the database's own words; they are about the query.
 */
const reading = async <T>(
  database: Database,
  seconds: number,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  try {
    return await transaction(database, async (connection) => {
      await connection.query('set transaction read only');
      await trySetting(connection, 'set local role winnow_reader', NO_READER);
      await connection.query('set local search_path = winnow');
      await connection.query(`select set_config('statement_timeout', $1, true)`, [`${seconds * 1000}`]);
      return await work(connection);
    });
  } catch (cause) {
    if (cause instanceof pg.DatabaseError && !PASSING.test(cause.code ?? ''))
      throw new WinnowError('SQL_REFUSED', cause.message, { cause });
    throw cause;
  }
};

/** Runs one statement of which somebody typed a part, within `seconds`, as `reading` does. */
export const asReader = (
  database: Database,
  sql: string,
  values: readonly unknown[],
  seconds = 300,
): Promise<readonly (readonly unknown[])[]> =>
  reading(database, seconds, async (connection) => {
    // The extended protocol takes one statement only: nothing can be slipped in behind it.
    const query = { text: sql, values: [...values], rowMode: 'array', queryMode: 'extended' } as const;
    return (await connection.query<unknown[]>(query)).rows;
  });

/**
 * Runs one statement that somebody typed, as `reading` does, and hands on its rows as they come, within some bounds.
 */
export const readOnlyQuery = (
  database: Database,
  sql: string,
  bounds: Bounds,
  take: TakeRows,
): Promise<void> =>
  reading(database, 0, async (connection) => {
    // What a client leaves behind that was killed ends soon.
    await trySetting(connection, `set local client_connection_check_interval = '5s'`, NO_CHECKING);
    await flowRows(connection, sql, bounds, take);
  });
