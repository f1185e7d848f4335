import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { openBackend } from '../../src/queue/backend.ts';
import { openDatabase } from '../../src/store/database.ts';
import { withDatabase } from '../support/services.ts';

/** The pool that BullMQ borrows from, wherever it keeps it. */
const poolIn = (holder: unknown, depth = 4): pg.Pool | null => {
  if (typeof holder !== 'object' || holder === null || depth === 0) return null;
  if ('totalCount' in holder && 'idleCount' in holder) return holder as pg.Pool;
  for (const part of Object.values(holder)) {
    const found = poolIn(part, depth - 1);
    if (found !== null) return found;
  }
  return null;
};

test('a connection of the queue that is cut between two of its queries ends no process', async () => {
  const { url, drop } = await withDatabase();
  const database = openDatabase(url, 1);
  const queue = openBackend({ redisUrl: null }, url, () => {}).queue('refine');
  try {
    await queue.getJobCounts('wait');
    const borrowed = await poolIn(queue)!.connect();
    const { rows } = await borrowed.query<{ pid: number }>('select pg_backend_pid() as pid');
    const gone = new Promise((resolve) => borrowed.once('end', resolve));
    await database.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    await Promise.race([gone, sleep(5_000)]);
    await expect(borrowed.query('select')).rejects.toThrow();
    borrowed.release(true);
    expect(await queue.getJobCounts('wait')).toMatchObject({ wait: 0 });
  } finally {
    await queue.close();
    await database.end();
    await drop();
  }
});
