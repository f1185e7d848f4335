import { randomBytes } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { giveTo, type Identity } from './identity.ts';
import type { Paths } from './paths.ts';
import { unavailable } from './unavailable.ts';

export const SUPERUSER = 'winnow';
const DATABASE = 'winnow';

/** A port and a password as a connection string; every part is made of characters that need no escape. */
const urlOf = (port: number, password: string, database = DATABASE): string =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

/** Makes the password of a new cluster. Written whole or not at all, for its owner's eyes only. */
export const makePassword = async (paths: Paths, identity: Identity): Promise<void> => {
  const fresh = `${paths.password}.new`;
  await writeFile(fresh, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
  await giveTo(identity, fresh);
  await rename(fresh, paths.password);
};

/** @throws WinnowError EMBEDDED_UNAVAILABLE when the file is gone, or is another user's */
export const readPassword = async ({ password }: Paths): Promise<string> => {
  try {
    return (await readFile(password, 'utf8')).trim();
  } catch (cause) {
    throw unavailable(`the password of the local database cannot be read from ${password}`, cause);
  }
};

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: 'winnow-embedded',
  });
  client.on('error', () => undefined); // a server that dies is noticed by the next query
  await client.connect();
  return client;
};

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';

const INVALID_PASSWORD = '28P01';

/** Waits until the server takes connections: it refuses them while it starts or recovers. */
const connectPatiently = async (url: string, patienceMs: number): Promise<pg.Client> => {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await connect(url);
    } catch (error) {
      if (codeOf(error) === INVALID_PASSWORD) {
        throw unavailable('the password file does not fit the local database beside it', error);
      }
      if (performance.now() > end) throw unavailable('the local PostgreSQL does not answer', error);
      await sleep(50);
    }
  }
};

/**
 * Checks that the server on this port is ours (only ours takes the password) and that it holds the
 * database; makes the database when it does not. Call it under the lock.
 */
export const ensureDatabase = async (port: number, password: string): Promise<string> => {
  const client = await connectPatiently(urlOf(port, password, 'postgres'), 20_000);
  try {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) {
      await client.query(`create database ${DATABASE}`);
      const lz4 = await client.query(
        "select from pg_settings where name = 'default_toast_compression' and 'lz4' = any(enumvals)",
      );
      if (lz4.rowCount !== 0) {
        await client.query(`alter database ${DATABASE} set default_toast_compression = 'lz4'`);
      }
    }
  } finally {
    await client.end();
  }
  return urlOf(port, password);
};

/** Whether a file or folder is there. */
export const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
};
