// Commands that are told to end before all was done say so to the shell.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main, runCommand } from '../support/cli.ts';
import { rowsOf } from '../support/rows-of.ts';
import { articleHtml } from '../support/sample-pages.ts';
import { withDatabase } from '../support/services.ts';

/** Enough for most of a minute of work. */
const PAGES = 1000;

let folder: string;
let databaseUrl: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-stopped-'));
  const pages = Array.from({ length: PAGES }, (_, number) =>
    JSON.stringify({ url: `https://courier.example/${number}`, html: articleHtml(number) }),
  );
  writeFileSync(join(folder, 'pages.jsonl'), pages.join('\n'));
  // Another pipeline than that of the ingest.
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ entities: false }));
  ({ url: databaseUrl, drop } = await withDatabase());
});

afterAll(async () => {
  await drop?.();
  rmSync(folder, { recursive: true, force: true });
});

const ask = <T>(sql: string): Promise<T[]> => rowsOf(databaseUrl, sql);

/** Starts a command, interrupts it when pages of its run have ended, and answers with its exit code and what it said. */
const interrupt = async (run: number, ...args: string[]): Promise<{ code: number | null; err: string }> => {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: '', WINNOW_CONCURRENCY: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = text(child.stderr);
  const ended = once(child, 'exit');
  const hasBegun = async (): Promise<boolean> =>
    (await ask(`select from pg_tables where schemaname = 'winnow' and tablename = 'outcome'`)).length > 0 &&
    (await ask(`select from winnow.outcome where run_id = ${run} limit 1`)).length > 0;
  while (child.exitCode === null && !(await hasBegun())) await sleep(100);
  child.kill('SIGINT');
  await ended;
  // Else the next run would wait for the rest of this one.
  await runCommand(['run', 'cancel', String(run)], { env: { DATABASE_URL: databaseUrl } });
  return { code: child.exitCode, err: await said };
};

test('an ingest, a reprocess and a retry that are stopped by Ctrl-C end with 130, and leave the rest for later', async () => {
  expect(await interrupt(1, 'ingest', join(folder, 'pages.jsonl'))).toMatchObject({ code: 130 });
  expect(await interrupt(2, 'reprocess', '--all', '--config', join(folder, 'config.json'))).toEqual({
    code: 130,
    err: expect.stringContaining('winnow work goes on with run 2'),
  });
  await ask(`
    insert into winnow.failure (run_id, position, stage, code)
    select run_id, position, 'clean', 'REFINE_TIMEOUT' from winnow.run_page where run_id = 1`);
  const config = join(folder, 'config.json');
  expect(await interrupt(3, 'failures', 'retry', '--config', config)).toEqual({
    code: 130,
    err: expect.stringContaining('winnow work goes on with run 3'),
  });
  const runs = await ask<{ state: string }>('select state from winnow.runs');
  expect(runs.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
});
