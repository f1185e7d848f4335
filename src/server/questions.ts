import { WinnowError } from '../errors.ts';
import { openReadOnly } from '../store/database.ts';
import { readOnlyQuery } from '../store/query.ts';
import { requireQuestion } from '../store/question.ts';
import type { TakeRows } from '../store/rows.ts';

/** A question in SQL of somebody who may read. */
export interface Question {
  readonly statement: string;
  /** What the database may take, not counting who reads the answer. */
  readonly seconds: number;
}

/** Puts a question and hands on its rows as they come, until it is answered or nobody waits any more. */
export type Ask = (question: Question, take: TakeRows, signal: AbortSignal) => Promise<void>;

/** Questions in hand: more would take the database from all others. */
const AT_ONCE = 4;

/** The largest row: each is held in memory. */
const ROW_BYTES = 32 * 1024 * 1024;

/**
 * Puts questions to a store, a few at a time: throws SERVER_BUSY when there are more, SQL_REFUSED as `readOnlyQuery` does
 * and for what is no question. Each has a connection of its own, with which ends what a statement leaves behind: locks and
 * settings.
 */
export const questionsTo = (databaseUrl: string): Ask => {
  let inHand = 0;
  return async ({ statement, seconds }, take, signal) => {
    requireQuestion(statement);
    if (inHand >= AT_ONCE) throw new WinnowError('SERVER_BUSY');
    inHand += 1;
    const database = openReadOnly(databaseUrl, seconds, 1);
    try {
      await readOnlyQuery(database, statement, { seconds, signal, rowBytes: ROW_BYTES }, take);
    } finally {
      inHand -= 1;
      await database.end();
    }
  };
};
