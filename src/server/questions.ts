import { WinnowError } from '../errors.ts';
import { type Database, openReadOnly } from '../store/database.ts';
import { readOnlyQuery } from '../store/query.ts';
import { requireQuestion } from '../store/question.ts';
import { openReaderLogin, type ReaderLogin } from '../store/reader-login.ts';
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

/** The account of questions is made anew before it ends. */
const RENEW_MILLISECONDS = 12 * 3_600_000;

/** The account that questions are put with: made when the first is asked, since making it is written to the store. */
const readerLogins = (database: Database, databaseUrl: string) => {
  let made: { readonly login: Promise<ReaderLogin | null>; readonly at: number } | null = null;
  const drop = async (): Promise<void> => {
    const login = await made?.login.catch(() => null);
    // Whoever cannot be reached now is removed by the next server.
    await login?.drop().catch(() => {});
  };
  return {
    url: async (): Promise<string> => {
      const now = performance.now();
      if (made === null || now - made.at > RENEW_MILLISECONDS) {
        const before = made;
        made = { login: openReaderLogin(database, databaseUrl), at: now };
        void before?.login.then((login) => login?.drop()).catch(() => {});
      }
      const { login } = made;
      try {
        // Without one there is still the role that each transaction takes on, and what is refused by its words.
        return (await login)?.databaseUrl ?? databaseUrl;
      } catch (error) {
        made = null;
        throw error;
      }
    },
    drop,
  };
};

/** What puts questions to a store. */
export interface Questions {
  readonly ask: Ask;
  /** Removes the account that they are put with. */
  close(): Promise<void>;
}

/**
 * Puts questions to a store, a few at a time: throws SERVER_BUSY when there are more, SQL_REFUSED as `readOnlyQuery` does
 * and for what is no question. They are put with an account that can read and nothing else, where the one of the store may
 * make such accounts; each has a connection of its own, with which ends what a statement leaves behind: locks and settings.
 */
export const questionsTo = (store: Database, databaseUrl: string): Questions => {
  let inHand = 0;
  const logins = readerLogins(store, databaseUrl);
  const ask: Ask = async ({ statement, seconds }, take, signal) => {
    requireQuestion(statement);
    if (inHand >= AT_ONCE) throw new WinnowError('SERVER_BUSY');
    inHand += 1;
    try {
      const database = openReadOnly(await logins.url(), seconds, 1);
      try {
        await readOnlyQuery(database, statement, { seconds, signal, rowBytes: ROW_BYTES }, take);
      } finally {
        await database.end();
      }
    } finally {
      inHand -= 1;
    }
  };
  return { ask, close: logins.drop };
};
