import type { Queryable } from './database.ts';

const LOCK = 7_126_493_003;

/** Held by whoever writes pages or what hangs on them, until the transaction ends; many hold it at once. */
export const holdLoading = async (connection: Queryable): Promise<void> => {
  await connection.query('select pg_advisory_xact_lock_shared($1)', [LOCK]);
};

/**
 * Waits until nobody loads, and keeps loaders out until the transaction ends: rows that nobody points at any more
 * can be removed, because nobody is about to point at them.
 */
export const stopLoading = async (connection: Queryable): Promise<void> => {
  await connection.query('select pg_advisory_xact_lock($1)', [LOCK]);
};
