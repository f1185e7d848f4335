import { Redis } from 'ioredis';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { redis, withBareDatabase, withDatabase } from '../support/services.ts';

const query = async (url: string, statement: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
};

describe('services of the tests', () => {
  it('lend databases that know nothing of each other', async () => {
    const [one, two] = await Promise.all([withDatabase(), withDatabase()]);
    await query(one.url, 'create table mine (n int)');
    expect(await query(two.url, `select to_regclass('mine') as mine`)).toEqual([{ mine: null }]);
    await one.drop();
    await expect(query(one.url, 'select')).rejects.toThrow(/does not exist/);
    await two.drop();
  });

  it('lend stores in which every migration has run, and databases in which none has', async () => {
    const [store, bare] = await Promise.all([withDatabase(), withBareDatabase()]);
    for (const { url, done } of [
      { url: store.url, done: true },
      { url: bare.url, done: false },
    ]) {
      const database = openDatabase(url, 1);
      try {
        const tables = `select to_regclass('winnow.page') is not null as store, to_regnamespace('bullmq') is not null as queue`;
        expect((await database.query(tables)).rows).toEqual([{ store: done, queue: done }]);
        expect((await migrate(database)).length > 0).toBe(!done);
      } finally {
        await database.end();
      }
    }
    await Promise.all([store.drop(), bare.drop()]);
  });

  it('lend parts of Redis that know nothing of each other', async (context) => {
    const [one, two] = [await redis(), await redis()];
    if (one === null || two === null) return context.skip('no Redis here');
    const [mine, theirs] = [new Redis(one.url), new Redis(two.url)];
    try {
      await mine.set('key', 'value');
      expect(await theirs.dbsize()).toBe(0);
      await one.flush();
      expect(await mine.dbsize()).toBe(0);
    } finally {
      mine.disconnect();
      theirs.disconnect();
    }
  });
});
