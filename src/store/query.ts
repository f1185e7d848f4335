import { WinnowError } from '../errors.ts';
import { type Connection, type Database, transaction } from './database.ts';

export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Of a role that is not there (22023), or that this account may not take on (42501). */
const NO_READER = /^(?:22023|42501)$/;

/**
 * Takes on the rights of `winnow_reader` until the transaction ends. Where the account may not make or take on roles
 * it keeps its own: that the transaction only reads holds without them.
 */
const becomeReader = async (connection: Connection): Promise<void> => {
  await connection.query('savepoint before_reader');
  try {
    await connection.query('set local role winnow_reader');
  } catch (error) {
    if (!NO_READER.test(String((error as { code?: unknown }).code))) throw error;
    await connection.query('rollback to savepoint before_reader');
  }
};

/**
 * Runs one statement that somebody typed, or part of it: in a read-only transaction, with the rights of
 * `winnow_reader` where this account may take it on, within `seconds`. Throws SQL_REFUSED with the database's own words; they are about the query.
 */
export const asReader = async (
  database: Database,
  sql: string,
  values: readonly unknown[],
  seconds = 300,
): Promise<QueryResult> => {
  try {
    return await transaction(database, async (connection) => {
      await connection.query('set transaction read only');
      await becomeReader(connection);
      await connection.query('set local search_path = winnow');
      await connection.query(`select set_config('statement_timeout', $1, true)`, [`${seconds * 1000}`]);
      // The extended protocol takes one statement only: nothing can be slipped in behind it.
      const query = {
        text: sql,
        values: [...values],
        rowMode: 'array' as const,
        queryMode: 'extended' as const,
      };
      const result = await connection.query<unknown[]>(query);
      return { columns: result.fields.map((field) => field.name), rows: result.rows };
    });
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string };
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^(08|57P)/.test(code))
      throw new WinnowError('SQL_REFUSED', message, { cause });
    throw cause;
  }
};

/** The same for a statement without parameters. */
export const readOnlyQuery = (database: Database, sql: string, seconds?: number): Promise<QueryResult> =>
  asReader(database, sql, [], seconds);
