import type { Queryable } from './database.ts';

const LOCK = 7_126_493_002;

/**
 * Serialises, until the transaction ends, what looks at the store as a whole: two runs that end together judge each
 * other's pages one after the other, and a user's decision waits for them.
 */
export const holdSettling = async (connection: Queryable): Promise<void> => {
  await connection.query('select pg_advisory_xact_lock($1)', [LOCK]);
};
