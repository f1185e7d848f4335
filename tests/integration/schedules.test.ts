import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../src/config.ts';
import {
  askForFiring,
  beginFiring,
  type Firing,
  listFirings,
  recordFiring,
  waitingFirings,
} from '../../src/store/firings.ts';
import { putSchedule, removeSchedule, type Schedule, setPaused } from '../../src/store/schedules.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { articleHtml } from '../support/sample-pages.ts';
import { redis, withDatabase } from '../support/services.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-schedules-'));
  writeFileSync(join(folder, 'one.html'), articleHtml(1));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const everySecond = (): Schedule => ({
  name: 'inbox',
  cron: '* * * * * *',
  tz: 'Europe/Paris',
  command: ['ingest', 'one.html'],
  folder,
  overlap: 'skip',
});

/** Waits until the firings look as they should; the test's own limit ends a wait in vain. */
const firingsWhen = async (winnow: Winnow, ready: (firings: Firing[]) => boolean): Promise<Firing[]> => {
  for (;;) {
    const firings = await listFirings(winnow.database, null, 1000);
    if (ready(firings)) return firings;
    await sleep(100);
  }
};

describe.each(['postgres', 'redis'] as const)('on the %s queue', (kind) => {
  let redisUrl: string | null = null;
  let skipped = false;

  beforeAll(async () => {
    if (kind === 'postgres') return;
    const service = await redis();
    redisUrl = service?.url ?? null;
    skipped = service === null;
  });

  const withWinnow = async (work: (winnow: Winnow) => Promise<void>): Promise<void> => {
    const { url, drop } = await withDatabase();
    const winnow = await open({ ...readSettings({}), databaseUrl: url, redisUrl, concurrency: 1 });
    try {
      await work(winnow);
    } finally {
      await winnow.close();
      await drop();
    }
  };

  test('a schedule fires by the clock, overlapping firings are skipped, and what is paused is quiet', async ({
    skip,
  }) => {
    skip(skipped, 'no Redis');
    await withWinnow(async (winnow) => {
      await putSchedule(winnow.database, everySecond());
      const workers = await winnow.work();
      try {
        const firings = await firingsWhen(
          winnow,
          (all) =>
            all.some((firing) => firing.run_state === 'done') &&
            all.some((firing) => firing.state === 'skipped'),
        );
        const moments = firings.map((firing) => firing.due_at.getTime());
        expect(new Set(moments).size).toBe(moments.length);
        expect(moments.every((moment) => moment % 1000 === 0)).toBe(true);
        expect(firings.find((firing) => firing.state === 'skipped')!.detail).toMatch(/^firing \d+ /);

        await setPaused(winnow.database, 'inbox', true);
        await winnow.syncSchedules();
        await firingsWhen(winnow, (all) => all.every((firing) => firing.state !== 'started'));
        const before = (await listFirings(winnow.database, null, 1000)).length;
        await sleep(2500);
        // One job may have been on its way when the schedule was paused.
        expect((await listFirings(winnow.database, null, 1000)).length).toBeLessThanOrEqual(before + 1);
      } finally {
        await workers.close();
      }
      const { rows } = await winnow.database.query('select title from winnow.articles');
      expect(rows).toHaveLength(1);
    });
  });

  test('a paused schedule can be run by hand, and its firings outlive it', async ({ skip }) => {
    skip(skipped, 'no Redis');
    await withWinnow(async (winnow) => {
      await putSchedule(winnow.database, { ...everySecond(), cron: '0 3 * * *' });
      await setPaused(winnow.database, 'inbox', true);
      await askForFiring(winnow.database, 'inbox');
      const workers = await winnow.work();
      try {
        await firingsWhen(winnow, (all) => all.some((firing) => firing.run_state === 'done'));
        await putSchedule(winnow.database, {
          ...everySecond(),
          cron: '0 3 * * *',
          folder: join(folder, 'gone'),
        });
        await askForFiring(winnow.database, 'inbox');
        await firingsWhen(winnow, (all) => all[0]!.state === 'failed');
        for (const selection of [['--outdated'], ['--all', '--promote']]) {
          await putSchedule(winnow.database, {
            ...everySecond(),
            cron: '0 3 * * *',
            command: ['reprocess', ...selection],
          });
          await askForFiring(winnow.database, 'inbox');
          await firingsWhen(winnow, ([last]) => last!.state === 'done' && last!.run_state !== 'running');
        }
      } finally {
        await workers.close();
      }
      await removeSchedule(winnow.database, 'inbox');
      const firings = await listFirings(winnow.database, 'inbox', 10);
      expect(firings).toMatchObject([
        { state: 'done', run_state: 'done', command: 'reprocess --all --promote' },
        { state: 'done', run_id: null, detail: 'no page was selected' },
        {
          state: 'failed',
          run_id: null,
          by_hand: true,
          detail: `the folder ${join(folder, 'gone')} is not there`,
        },
        { state: 'done', run_state: 'done', by_hand: true },
      ]);
    });
  });
});

test('of the firings that must wait for one that goes on, one waits and the others are skipped', async () => {
  const { url, drop } = await withDatabase();
  const winnow = await open({ ...readSettings({}), databaseUrl: url });
  try {
    const { database } = winnow;
    await putSchedule(database, { ...everySecond(), overlap: 'wait' });
    const { rows } = await database.query<{ id: number }>('select id from winnow.schedule');
    const due = (second: number) => recordFiring(database, rows[0]!.id, new Date(second * 1000));
    const first = (await due(1))!;
    expect(await due(1)).toBe(first);
    expect(await beginFiring(database, first)).toEqual({ command: ['ingest', 'one.html'], folder });
    expect(await beginFiring(database, first)).toBeNull();
    for (const second of [2, 3]) expect(await beginFiring(database, (await due(second))!)).toBeNull();
    const states = (await listFirings(database, null, 10)).map((firing) => firing.state);
    expect(states).toEqual(['skipped', 'waiting', 'started']);
    // Its worker is killed and its schedule removed: nobody begins it again, and nothing waits for ever.
    await removeSchedule(database, 'inbox');
    await database.query(
      `update winnow.firing set seen_at = now() - interval '1 hour' where state = 'started'`,
    );
    expect(await waitingFirings(database)).toEqual([]);
    const ended = (await listFirings(database, null, 10)).map((firing) => firing.state);
    expect(ended).toEqual(['skipped', 'skipped', 'skipped']);
  } finally {
    await winnow.close();
    await drop();
  }
});
