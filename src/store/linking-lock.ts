import type { Queryable } from './database.ts';

const LOCK = 7_126_493_004;

/** Waits until nobody links, and keeps others from it until the transaction ends: one changes the index of keys at a time. */
export const holdLinking = async (connection: Queryable): Promise<void> => {
  await connection.query('select pg_advisory_xact_lock($1)', [LOCK]);
};

/** The same without waiting; false when somebody links now. */
export const tryLinking = async (connection: Queryable): Promise<boolean> => {
  const { rows } = await connection.query<{ ours: boolean }>('select pg_try_advisory_xact_lock($1) as ours', [
    LOCK,
  ]);
  return rows[0]!.ours;
};
