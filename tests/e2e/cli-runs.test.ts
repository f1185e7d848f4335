// The commands that change what is stored, as a user gives them, on both queues.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { jsonLines, main, type Result, runCommand } from '../support/cli.ts';
import { articleHtml } from '../support/sample-pages.ts';
import { redis, withDatabase } from '../support/services.ts';

const PAGES = 6;
const RULES = {
  sites: [
    {
      site: 'courier.example',
      rules: [{ name: 'minutes', phrase: 'publishes the minutes of its meetings', as: 'template' }],
    },
  ],
};

describe.each(['postgres', 'redis'] as const)('on the %s queue', (kind) => {
  let databaseUrl: string;
  let drop: () => Promise<void>;
  let folder: string;
  let redisUrl = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'winnow-cli-runs-'));
    const pages = Array.from({ length: PAGES }, (_, number) =>
      JSON.stringify({ url: `https://courier.example/${number}`, html: articleHtml(number) }),
    );
    writeFileSync(join(folder, 'pages.jsonl'), pages.join('\n'));
    writeFileSync(join(folder, 'rules.json'), JSON.stringify(RULES));
    ({ url: databaseUrl, drop } = await withDatabase());
    if (kind === 'redis') redisUrl = (await redis())?.url ?? '';
    expect(await winnow('ingest', join(folder, 'pages.jsonl'))).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    await drop?.();
    rmSync(folder, { recursive: true, force: true });
  });

  const environment = () => ({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl });
  const winnow = (...args: string[]): Promise<Result> => runCommand(args, { env: environment() });
  const said = async (...args: string[]): Promise<string> => {
    const { code, out, err } = await winnow(...args);
    expect(err + out).not.toMatch(/^winnow: /m);
    expect(code).toBe(0);
    return out;
  };
  const startWork = (): void => {
    const child = spawn(process.execPath, [main, 'work', '--concurrency', '1'], {
      env: { ...process.env, ...environment() },
      stdio: 'ignore',
    });
    onTestFinished(async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    });
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await sleep(200);
  };

  test('a reprocess is looked at, promoted, and seen in the history of a page', async ({ skip }) => {
    skip(kind === 'redis' && redisUrl === '', 'no Redis');
    const rules = ['--rules', join(folder, 'rules.json')];
    expect(await said('reprocess', '--outdated', ...rules, '--dry-run')).toContain(
      `${PAGES} pages are selected`,
    );
    expect(await said('reprocess', '--outdated', ...rules)).toMatch(/run 2 changes 6 of 6 pages/);
    expect(await said('diff', '2')).toMatch(
      /template site:minutes[\s\S]*\[-The council publishes the minutes/,
    );
    expect(await said('promote', '2')).toContain(`${PAGES} pages now`);
    expect(await said('history', 'https://courier.example/1', '--diff')).toMatch(/\[-The council publishes/);
    expect(await winnow('reprocess', '--outdated', ...rules)).toMatchObject({ code: 2 });

    expect(await said('reprocess', '--all', '--stages', 'entities', ...rules)).toMatch(
      /run 3 changes 0 of 6 pages/,
    );
    expect((await winnow('reprocess', '--all', '--stages', 'clean')).err).toMatch(
      /only entities can run alone/,
    );
    expect(await said('discard', '3')).toMatch(/0 versions of run 3 gone/);
    expect((await winnow('promote', '3')).err).toMatch(/was discarded/);
  });

  test('a run is paused, put before others, resumed and cancelled', async ({ skip }) => {
    skip(kind === 'redis' && redisUrl === '', 'no Redis');
    const [{ id } = {}] = jsonLines(await winnow('reprocess', '--all', '--detach', '--json'));
    const run = String(id);
    expect(await said('run', 'pause', run)).toMatch(/paused/);
    expect(jsonLines(await winnow('run', 'priority', run, '7', '--json'))).toMatchObject([{ priority: 7 }]);
    expect(jsonLines(await winnow('run', 'resume', run, '--json'))).toMatchObject([{ paused: false }]);
    expect(await said('run', 'cancel', run)).toMatch(/cancelled/);
    expect(await winnow('run', 'cancel', run)).toMatchObject({ code: 2 });
  });

  test('a schedule is added, listed, run by hand, logged, paused and removed', async ({ skip }) => {
    skip(kind === 'redis' && redisUrl === '', 'no Redis');
    const nightly = ['schedule', 'add', 'nightly', '--cron', '0 3 * * *', '--tz', 'Europe/Paris'];
    expect(await said(...nightly, '--', 'reprocess', '--outdated', '--promote')).toMatch(/added nightly/);
    expect(
      await said('schedule', 'add', 'weekly', '--cron', '0 1 * * 0', '--', 'templates', 'learn'),
    ).toMatch(/added weekly/);
    for (const command of [['forget'], ['templates', 'retire', '1'], ['reprocess', '--no-such']])
      expect(await winnow(...nightly, '--', ...command)).toMatchObject({ code: 2 });
    expect(await said('schedule')).toMatch(/nightly[\s\S]*weekly/);
    await said('schedule', 'pause', 'weekly');
    await said('schedule', 'run', 'weekly');
    await said('schedule', 'run', 'nightly');
    startWork();
    const firings = async () => jsonLines(await winnow('schedule', 'log', '--json'));
    await until(async () =>
      (await firings()).every(({ state }) => state !== 'waiting' && state !== 'started'),
    );
    expect(await firings()).toMatchObject([
      { schedule: 'nightly', state: 'done', by_hand: true },
      { schedule: 'weekly', state: 'done', run_id: null, detail: null },
    ]);
    await said('schedule', 'resume', 'weekly');
    await said('schedule', 'remove', 'weekly');
    await said('schedule', 'remove', 'nightly');
    expect(await said('schedule')).toMatch(/no schedules/);
  });

  test('pages are forgotten by address and by site, after a look', async ({ skip }) => {
    skip(kind === 'redis' && redisUrl === '', 'no Redis');
    await until(async () => (await said('status')).includes('running') === false);
    const url = ['--url', 'https://courier.example/1'];
    expect(await said('forget', ...url, '--dry-run')).toMatch(/would remove 1 page,/);
    expect((await winnow('forget', ...url)).err).toMatch(/nobody can be asked/);
    expect(await said('forget', ...url, '--yes')).toMatch(/removed 1 page,/);
    expect(await winnow('explain', 'https://courier.example/1')).toMatchObject({ code: 2 });
    expect(await said('forget', '--site', 'courier.example', '--yes')).toMatch(/removed 5 pages,/);
    expect(await said('sql', 'select count(*) from pages')).toMatch(/^0\b/m);
  });
});
