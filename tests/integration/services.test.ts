import { Redis } from 'ioredis';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { redis, withDatabase } from '../support/services.ts';

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
