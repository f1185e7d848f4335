import pg from 'pg';
import { WinnowError } from '../errors.ts';
import { cancelQuery } from './cancel.ts';
import type { Connection } from './database.ts';

/** Takes some rows of a query. It is called at least once, with no rows when there are none. */
export type TakeRows = (rows: readonly (readonly unknown[])[], columns: readonly string[]) => Promise<void>;

/** Where a query ends that is not done. */
export interface Bounds {
  /** What the database may take, not counting what `take` needs. */
  readonly seconds: number;
  /** Nobody waits for the rows any more. */
  readonly signal?: AbortSignal;
  /** The largest row. */
  readonly rowBytes?: number;
}

/** The longest time that a timer of Node can be set to, 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Runs one statement and hands on its rows as they come, some dozen kilobytes at a time: while they are taken, the
 * server waits. There is no cursor, for whose queries PostgreSQL uses no parallel workers. At its bounds, and when `take`
 * throws, the query ends, and the connection with it. Throws SQL_REFUSED when it took too long or a row is too large, and
 * the reason of the signal.
 */
export const flowRows = async (
  connection: Connection,
  sql: string,
  { seconds, signal, rowBytes = Number.POSITIVE_INFINITY }: Bounds,
  take: TakeRows,
): Promise<void> => {
  signal?.throwIfAborted();
  const { stream } = connection.connection;
  let rows: unknown[][] = [];
  let columns: string[] | null = null;
  let left = seconds * 1000;
  let ended = false;
  let failure: Error | null = null;
  let stopping: Promise<void> | null = null;
  let wake = (): void => {};

  const stop = async (): Promise<void> => {
    await cancelQuery(connection);
    stream.destroy();
  };
  const end = (reason: Error): void => {
    failure ??= reason;
    stopping ??= stop();
  };
  const giveUp = (): void => end(new WinnowError('SQL_REFUSED', `it took longer than ${seconds} s`));
  const leave = (): void => end(signal!.reason as Error);
  let unread = 0;
  const weigh = (bytes: Buffer): void => {
    unread += bytes.length;
    if (unread > rowBytes) end(new WinnowError('SQL_REFUSED', 'a row is too large'));
  };
  const more = async (): Promise<void> => {
    const begun = performance.now();
    const timer = setTimeout(giveUp, Math.min(Math.max(left, 0), LONGEST_TIMER));
    await new Promise<void>((resolve) => {
      wake = resolve;
      stream.resume();
    });
    clearTimeout(timer);
    left -= performance.now() - begun;
  };

  // The extended protocol takes one statement only: nothing can be slipped in behind it.
  const query = new pg.Query<unknown[]>({
    text: sql,
    rowMode: 'array',
    queryMode: 'extended',
  } as pg.QueryConfig);
  const nameColumns = (fields: readonly pg.FieldDef[] = []): void => {
    columns ??= fields.map(({ name }) => name);
  };
  query.on('row', (row, result) => {
    // The rows of the bytes in hand still come, and no more.
    stream.pause();
    unread = 0;
    nameColumns(result?.fields);
    rows.push(row);
    wake();
  });
  // What comes after it is for the next query of the connection.
  const finish = (): void => {
    stream.resume();
    wake();
  };
  query.on('end', ({ fields }) => {
    nameColumns(fields);
    ended = true;
    finish();
  });
  query.on('error', (error) => {
    failure ??= error;
    finish();
  });
  signal?.addEventListener('abort', leave);
  stream.on('data', weigh);
  connection.query(query);

  try {
    for (let first = true; ; first = false) {
      while (rows.length === 0 && !ended && failure === null) await more();
      if (rows.length > 0 || (first && ended)) {
        const taken = rows;
        rows = [];
        await take(taken, columns ?? []).catch(async (error: unknown) => {
          await stop();
          throw error;
        });
      } else if (failure !== null) {
        // Before anybody else is lent the connection.
        await stopping;
        throw failure;
      } else return;
    }
  } finally {
    signal?.removeEventListener('abort', leave);
    stream.off('data', weigh);
  }
};
