// What the world does to a run: each ends with one outcome for every page, and with the export of a quiet run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readSettings, type Settings } from '../../src/config.ts';
import { openEmbedded } from '../../src/embedded/index.ts';
import type { RunStatus } from '../../src/index.ts';
import { exportArticles } from '../../src/store/export.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { main } from '../support/cli.ts';
import { broken } from '../support/invariants.ts';
import { refinersOf, serverPid } from '../support/processes.ts';
import { articleHtml } from '../support/sample-pages.ts';
import { noteSkipped, withDatabase } from '../support/services.ts';
import { type OwnRedis, ownRedis } from '../support/services-local.ts';
import { smallDisk } from '../support/small-disk.ts';

const PAGES = 120;
const UNREADABLE = 1;

/** A text that keeps a process busy for minutes, and wants gigabytes. */
const ENDLESS = 'a\n'.repeat(2_000_000);

const lines = (): string[] => {
  const pages = Array.from({ length: PAGES }, (_, number) =>
    JSON.stringify({ url: `https://courier.example/${number}`, html: articleHtml(number) }),
  );
  return [...pages, '{"url": "https://courier.example/broken", '];
};

let folder: string;
let input: string;
let expected: string;

const exported = async (winnow: Winnow): Promise<string> => {
  let text = '';
  for await (const line of exportArticles(winnow.database, { blocks: true })) text += `${line}\n`;
  return text;
};

const settingsOf = (given: Partial<Settings>): Settings => ({ ...readSettings({}), ...given });

const withWinnow = async (
  given: Partial<Settings>,
  work: (winnow: Winnow) => Promise<void>,
): Promise<void> => {
  const { url, drop } = await withDatabase();
  const winnow = await open({ ...settingsOf(given), databaseUrl: url });
  try {
    await work(winnow);
  } finally {
    await winnow.close();
    await drop();
  }
};

/** The run is done, every record has one outcome, and readers see what they see after a quiet run. */
const expectWhole = async (winnow: Winnow, status: RunStatus): Promise<void> => {
  expect(status).toMatchObject({ state: 'done', pages: PAGES + UNREADABLE, pending: 0 });
  const { loaded, unchanged, failed } = status.outcomes;
  expect({ ended: loaded + unchanged, failed }).toEqual({ ended: PAGES, failed: UNREADABLE });
  expect(await broken(winnow.database)).toEqual({});
  expect(await exported(winnow)).toBe(expected);
};

/** Waits until a run is in the middle: something is loaded, something is not. */
const inMidRun = async (winnow: Winnow): Promise<void> => {
  for (;;) {
    const [run] = await winnow.runs(1);
    if (run !== undefined && run.pending > 0 && run.outcomes.loaded > 0) return;
    if (run?.state === 'done') throw new Error('the run was over before anything could happen to it');
    await sleep(20);
  }
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-faults-'));
  chmodSync(folder, 0o755);
  input = join(folder, 'pages.jsonl');
  writeFileSync(input, lines().join('\n'));
  await withWinnow({ concurrency: 1 }, async (winnow) => {
    const status = await winnow.ingest([input]);
    expected = await exported(winnow);
    await expectWhole(winnow, status);
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a page that ends its process', () => {
  test.each([
    ['takes longer than the limit', { pageTimeout: 5 }, 'REFINE_TIMEOUT', '5 s'],
    ['needs more memory than the limit', { threadHeap: 128, pageTimeout: 600 }, 'REFINE_MEMORY', '128 MB'],
  ] as const)('fails alone when it %s', async (_, limits, code, detail) => {
    const endless = join(folder, `${code}.jsonl`);
    const bad = JSON.stringify({ url: 'https://endless.example/', text: ENDLESS });
    writeFileSync(endless, lines().toSpliced(20, 0, bad).join('\n'));
    await withWinnow({ concurrency: 2, ...limits }, async (winnow) => {
      const status = await winnow.ingest([endless]);
      expect(status).toMatchObject({ state: 'done', pages: PAGES + UNREADABLE + 1, pending: 0 });
      expect(status.outcomes).toMatchObject({ loaded: PAGES, failed: UNREADABLE + 1 });
      const { rows } = await winnow.database.query(
        `select url, stage, detail from winnow.failures where code = $1`,
        [code],
      );
      expect(rows).toEqual([{ url: 'https://endless.example/', stage: 'clean', detail }]);
      expect(await broken(winnow.database)).toEqual({});
      expect(await exported(winnow)).toBe(expected);
    });
  });
});

test('processes that refine are killed from outside: no page is blamed', async () => {
  // Another limit than that of other tests: no process that these have left is taken, and killed instead.
  await withWinnow({ concurrency: 2, threadHeap: 1000 }, async (winnow) => {
    const others = refinersOf(process.pid);
    const running = winnow.ingest([input]);
    let killed = 0;
    for (let round = 0; round < 6; round++) {
      await sleep(250);
      const [first] = refinersOf(process.pid).filter((pid) => !others.includes(pid));
      if (first !== undefined) killed += Number(process.kill(first, 'SIGKILL'));
    }
    expect(killed).toBeGreaterThan(0);
    await expectWhole(winnow, await running);
  });
});

const onQueue = (kind: 'postgres' | 'redis'): Partial<Settings> => ({
  redisUrl: kind === 'redis' ? redis!.url : null,
});

let redis: OwnRedis | null = null;

beforeAll(async () => {
  redis = await ownRedis(true);
  if (redis === null) await noteSkipped('faults of a queue on Redis: no redis-server here');
});

afterAll(() => redis?.stop());

describe.each(['postgres', 'redis'] as const)('on the %s queue', (kind) => {
  test('connections to the database that are cut again and again lose nothing', async ({ skip }) => {
    skip(kind === 'redis' && redis === null, 'no Redis');
    await withWinnow(onQueue(kind), async (winnow) => {
      const running = winnow.ingest([input]);
      const outside = new URL(winnow.databaseUrl);
      outside.pathname = '/postgres';
      const client = new pg.Client(outside.href);
      await client.connect();
      let cut = 0;
      for (let round = 0; round < 8; round++) {
        await sleep(150);
        const { rowCount } = await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
          [new URL(winnow.databaseUrl).pathname.slice(1)],
        );
        cut += rowCount ?? 0;
      }
      await client.end();
      expect(cut).toBeGreaterThan(0);
      await expectWhole(winnow, await running);
    });
  });
});

describe('a reader', () => {
  test('a command that is killed with -9 while it reads leaves what the next one completes', async () => {
    await withWinnow({}, async (winnow) => {
      const env = { ...process.env, DATABASE_URL: winnow.databaseUrl, REDIS_URL: '' };
      // Standard input that stays open: the reader has not come to its end.
      const reader = spawn(process.execPath, [main, 'ingest', '-'], {
        env,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      reader.stdin.on('error', () => undefined);
      reader.stdin.write(`${lines().slice(0, 80).join('\n')}\n`);
      await inMidRun(winnow).catch(() => undefined);
      reader.kill('SIGKILL');
      await once(reader, 'exit');
      // As if its silence had lasted.
      await winnow.database.query(`update winnow.run set reader_seen_at = now() - interval '1 hour'`);
      const status = await winnow.ingest([input]);
      const [first] = (await winnow.runs()).slice(-1);
      const abandoned = await winnow.finish(first!.id);
      expect(abandoned).toMatchObject({ state: 'done', pending: 0, skipped: { 'run:reader-died': 1 } });
      await expectWhole(winnow, status);
    });
  });
});

describe('a Redis', () => {
  test.for(['kept', 'lost'] as const)(
    'that starts again with its data %s takes up the run',
    async (data, { skip }) => {
      skip(redis === null, 'no Redis');
      const server = redis!;
      await withWinnow(onQueue('redis'), async (winnow) => {
        const running = winnow.ingest([input]);
        await inMidRun(winnow);
        await server.restart(data);
        await expectWhole(winnow, await running);
      });
    },
  );
});

describe('the embedded PostgreSQL', () => {
  let home: string;

  beforeAll(() => {
    home = join(folder, 'home');
  });

  const openHere = (databaseUrl: string | null = null): Promise<Winnow> =>
    open(settingsOf({ home, databaseUrl, redisUrl: null }));

  test('that is killed with -9 in mid-run is started again, and the command goes on', async () => {
    const winnow = await openHere();
    onTestFinished(() => winnow.close());
    const running = winnow.ingest([input]);
    await inMidRun(winnow);
    process.kill(serverPid(home)!, 'SIGKILL');
    await expectWhole(winnow, await running);
  });

  test('whose disk is full makes the work wait until there is room', async ({ skip }) => {
    const disk = smallDisk('32m');
    if (typeof disk === 'string') {
      await noteSkipped(`a full disk: ${disk}`);
      return skip(disk);
    }
    onTestFinished(disk.remove);
    const owner = statSync(join(home, 'postgres', 'data'));
    chownSync(disk.folder, owner.uid, owner.gid);
    const server = await openEmbedded({ directory: home });
    onTestFinished(server.close);
    const url = new URL(server.url);
    url.pathname = '/small';
    const client = new pg.Client(server.url);
    await client.connect();
    await client.query(`create tablespace small location '${disk.folder}'`);
    await client.query('create database small tablespace small');
    const winnow = await openHere(url.href);
    disk.fill();
    const running = winnow.ingest([input]);
    await sleep(3000);
    const [run] = await winnow.runs();
    expect(run?.state).not.toBe('done');
    disk.empty();
    const status = await running;
    await expectWhole(winnow, status);
    await winnow.close();
    await client.query('drop database small');
    await client.query('drop tablespace small');
    await client.end();
  });
});
