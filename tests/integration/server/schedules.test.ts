import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { putSchedule } from '../../../src/store/schedules.ts';
import { articleHtml } from '../../support/sample-pages.ts';
import { get, page, post, served } from '../../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'winnow-server-schedules-'));
const file = join(folder, 'one.html');
writeFileSync(file, articleHtml(1));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const server = served([file]);

const NIGHTLY = {
  name: 'nightly',
  cron: '0 3 * * *',
  tz: 'Europe/Paris',
  task: { does: 'reprocess', selection: { outdated: true, type: 'article' }, promoteBelow: 0.05 },
};

const names = async (): Promise<string[]> =>
  (await get(server.app, '/api/schedules')).json.items.map(({ name }: { name: string }) => name);

test('a schedule is added, changed, paused, resumed and removed', async () => {
  const added = (await post(server.app, '/api/schedules', NIGHTLY)).json;
  expect(added).toMatchObject({
    name: 'nightly',
    command: ['reprocess', '--outdated', '--type=article', '--promote', '--max-loss=5'],
    overlap: 'skip',
    paused: false,
  });
  expect(new Date(added.next).getTime()).toBeGreaterThan(Date.now());
  await post(server.app, '/api/schedules', { ...NIGHTLY, overlap: 'wait', task: { does: 'learn' } });
  const changed = (await get(server.app, '/api/schedules')).json.items;
  expect(changed).toMatchObject([{ name: 'nightly', command: ['learn'], overlap: 'wait' }]);
  expect((await post(server.app, '/api/schedules/nightly/pause')).json).toMatchObject({
    paused: true,
    next: null,
  });
  expect((await page(server.app, '/schedules')).html).toContain(
    'data-action="/api/schedules/nightly/resume"',
  );
  expect((await post(server.app, '/api/schedules/nightly/resume')).json.next).not.toBeNull();
  const remove = () => server.app.inject({ method: 'DELETE', url: '/api/schedules/nightly' });
  expect((await remove()).json()).toEqual({ removed: 'nightly' });
  expect(await names()).toEqual([]);
  expect((await remove()).statusCode).toBe(404);
});

test('no schedule of the API reads a file of the server, or holds a condition in SQL', async () => {
  const refused = async (change: object): Promise<number> =>
    (await post(server.app, '/api/schedules', { ...NIGHTLY, ...change })).status;
  const task = NIGHTLY.task;
  expect(await refused({ task: { does: 'ingest', paths: ['/etc/passwd'] } })).toBe(400);
  expect(await refused({ command: ['ingest', '/etc/passwd'] })).toBe(400);
  expect(await refused({ task: { ...task, config: '/etc/passwd' } })).toBe(400);
  expect(await refused({ task: { ...task, rules: '/etc/passwd' } })).toBe(400);
  expect(await refused({ folder: '/etc' })).toBe(400);
  expect(await refused({ task: { ...task, selection: { where: 'true' } } })).toBe(400);
  expect(await refused({ task: { ...task, selection: { run: '1 --config=/etc/passwd' } } })).toBe(400);
  expect(await refused({ cron: 'at dawn' })).toBe(400);
  expect(await refused({ tz: 'Nowhere' })).toBe(400);
  expect(await refused({ name: '../nightly' })).toBe(400);
  expect(await names()).toEqual([]);
  // A value that looks like an option stays a value.
  const selection = { site: '--config=/etc/passwd' };
  const odd = { ...NIGHTLY, name: 'odd', task: { does: 'reprocess', selection } };
  expect((await post(server.app, '/api/schedules', odd)).json.command).toEqual([
    'reprocess',
    '--site=--config=/etc/passwd',
  ]);
  await server.app.inject({ method: 'DELETE', url: '/api/schedules/odd' });
});

test('what was scheduled is done, and told', async () => {
  const again = { ...NIGHTLY, name: 'again', task: { does: 'reprocess', selection: { all: true } } };
  await post(server.app, '/api/schedules', again);
  expect((await post(server.app, '/api/schedules/again/fire')).status).toBe(202);
  const workers = await server.winnow.work();
  const latest = async () => (await get(server.app, '/api/schedules/firings?schedule=again')).json.items[0];
  try {
    while ((await latest()).runState !== 'done') await sleep(100);
  } finally {
    await workers.close();
  }
  expect(await latest()).toMatchObject({ state: 'done', byHand: true, run: 2, detail: null });
  expect((await get(server.app, '/api/runs/2')).json).toMatchObject({ staging: 'staged', pages: 1 });
  expect((await page(server.app, '/schedules')).html).toContain('<a href="/runs/2">run 2</a>');
});

test('an ingest that was scheduled on the machine itself can be paused and fired here', async () => {
  await putSchedule(server.winnow.database, {
    name: 'inbox',
    cron: '0 3 * * *',
    tz: 'UTC',
    command: ['ingest', 'one.html'],
    folder,
    overlap: 'skip',
  });
  expect((await post(server.app, '/api/schedules/inbox/pause')).json.paused).toBe(true);
  expect((await post(server.app, '/api/schedules/inbox/fire')).status).toBe(202);
});
