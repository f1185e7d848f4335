// What test files ask for PostgreSQL and Redis. Where they come from, in this order: DATABASE_URL and
// REDIS_URL, Docker, the embedded PostgreSQL and a redis-server of this machine (services-setup.ts).
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { inject } from 'vitest';

export interface ThrowawayDatabase {
  readonly url: string;
  /** Drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

export interface ThrowawayRedis {
  readonly url: string;
  /** Empties it; other test files have another part of the server. */
  flush(): Promise<void>;
}

const ask = async <T>(path: string, body?: string): Promise<T> => {
  const response = await fetch(
    `${inject('servicesBroker')}${path}`,
    body === undefined ? {} : { method: 'POST', body },
  );
  const answer = (await response.json()) as T & { error?: string };
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer;
};

/** Names, at the end of the run, what could not be tested here and why: `queue tests on Redis: no redis-server`. */
export const noteSkipped = async (line: string): Promise<void> => {
  await ask('/skipped', line);
};

const admin = async (url: string, ...statements: string[]): Promise<void> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/**
 * Makes a database of the caller's own. It is gone with its server, so that commits need not wait for the disk: what is
 * tested of a server that crashes has an embedded one of its own.
 */
const makeDatabase = async (template: string): Promise<ThrowawayDatabase> => {
  const { url } = await ask<{ url: string }>('/postgres');
  const name = `winnow_test_${randomBytes(6).toString('hex')}`;
  await admin(
    url,
    `create database ${name} ${template}`,
    `alter database ${name} set synchronous_commit = off`,
  );
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => admin(url, `drop database if exists ${name} with (force)`) };
};

/** An empty store of the caller's own, as all migrations leave it. */
export const withDatabase = async (): Promise<ThrowawayDatabase> => {
  const { template } = await ask<{ template: string }>('/template');
  return makeDatabase(`template ${template}`);
};

/** A database of the caller's own in which nobody has migrated anything. */
export const withBareDatabase = (): Promise<ThrowawayDatabase> => makeDatabase('');

/** Numbered databases that a Redis has unless it is told otherwise; number 0 is left to its owner. */
const REDIS_DATABASES = 15;

const command = async <T>(url: string, work: (client: Redis) => Promise<T>): Promise<T> => {
  const client = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
};

/** A Redis of the caller's own; null when there is none here, which is noted at the end of the run. */
export const redis = async (): Promise<ThrowawayRedis | null> => {
  const { url } = await ask<{ url: string | null }>('/redis');
  if (url === null) {
    await noteSkipped('queue tests on Redis: no REDIS_URL, no Docker engine with redis:8, no redis-server');
    return null;
  }
  for (let tries = 0; tries < REDIS_DATABASES; tries += 1) {
    const { number } = await ask<{ number: number }>('/number');
    const own = new URL(url);
    own.pathname = `/${1 + (number % REDIS_DATABASES)}`;
    // Somebody's data, or those of a test file that did not clean up: not ours to empty.
    if ((await command(own.href, (client) => client.dbsize())) > 0) continue;
    return { url: own.href, flush: () => command(own.href, async (client) => void (await client.flushdb())) };
  }
  throw new Error('every numbered database of the Redis for the tests holds data');
};
