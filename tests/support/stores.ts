import { readSettings } from '../../src/config.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { withDatabase } from './services.ts';

/** An empty store of the caller's own, as tables alone. */
export const withStore = async (work: (database: Database) => Promise<void>): Promise<void> => {
  const made = await withDatabase();
  const database = openDatabase(made.url);
  try {
    await work(database);
  } finally {
    await database.end();
    await made.drop();
  }
};

/** An empty store of the caller's own with what works for it: one process that refines, and the queue in PostgreSQL. */
export const withWinnow = async (work: (winnow: Winnow) => Promise<void>): Promise<void> => {
  const { url, drop } = await withDatabase();
  const winnow = await open({ ...readSettings({}), databaseUrl: url, redisUrl: null, concurrency: 1 });
  try {
    await work(winnow);
  } finally {
    await winnow.close();
    await drop();
  }
};
