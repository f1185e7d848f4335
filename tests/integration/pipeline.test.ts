import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/assets.ts';
import { readSettings } from '../../src/config.ts';
import { exportArticles } from '../../src/store/export.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { articleHtml } from '../support/sample-pages.ts';
import { redis, withDatabase } from '../support/services.ts';

const PAGES = 150;

/** Pages as JSON lines: two addresses with the same bytes, a page that comes twice, a line that is broken. */
const lines = (): string[] => {
  const page = (url: string, number: number): string => JSON.stringify({ url, html: articleHtml(number) });
  const pages = Array.from({ length: PAGES }, (_, number) =>
    page(`https://courier.example/${number}`, number),
  );
  return [
    ...pages,
    page('https://mirror.example/3', 3),
    pages[7]!,
    '{"url": "https://courier.example/broken", ',
    JSON.stringify({ url: 'https://courier.example/void', html: '' }),
    JSON.stringify({ url: 'https://courier.example/links', html: '<nav><a href="/">Home</a></nav>' }),
  ];
};

const reversed = (input: readonly string[]): string[] => [...input].reverse();

const exported = async (winnow: Winnow): Promise<string> => {
  let text = '';
  for await (const line of exportArticles(winnow.database, { blocks: true })) text += `${line}\n`;
  return text;
};

let folder: string;
let forwards: string;
let backwards: string;
/** What a quiet run in one thread gives: every other run is compared with it. */
let expected: string;

const backends = ['postgres', 'redis'] as const;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-pipeline-'));
  forwards = join(folder, 'forwards.jsonl');
  backwards = join(folder, 'backwards.jsonl');
  writeFileSync(forwards, lines().join('\n'));
  writeFileSync(backwards, reversed(lines()).join('\n'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(backends)('on the %s queue', (kind) => {
  let redisUrl: string | null = null;
  let skipped = false;

  beforeAll(async () => {
    if (kind === 'postgres') return;
    const service = await redis();
    redisUrl = service?.url ?? null;
    skipped = service === null;
  });

  const withWinnow = async (concurrency: number, work: (winnow: Winnow) => Promise<void>): Promise<void> => {
    const { url, drop } = await withDatabase();
    const winnow = await open({ ...readSettings({}), databaseUrl: url, redisUrl, concurrency });
    try {
      await work(winnow);
    } finally {
      await winnow.close();
      await drop();
    }
  };

  test('every record has one outcome, and the totals add up', async ({ skip }) => {
    skip(skipped, 'no Redis');
    await withWinnow(1, async (winnow) => {
      const status = await winnow.ingest([forwards]);
      expect(status).toMatchObject({ state: 'done', pages: PAGES + 5, pending: 0 });
      expect(status.outcomes).toEqual({
        loaded: PAGES,
        unchanged: 0,
        duplicate: 2,
        empty: 1,
        rejected: 1,
        failed: 1,
      });
      const text = await exported(winnow);
      expect(text.split('\n').length - 1).toBe(PAGES);
      expected ??= text;
      expect(text).toBe(expected);

      const again = await winnow.ingest([forwards]);
      expect(again.outcomes).toMatchObject({ loaded: 0, failed: 1, unchanged: PAGES + 4 });
      expect(await exported(winnow)).toBe(expected);
    });
  });

  test('four workers and another order of the input give the same rows', async ({ skip }) => {
    skip(skipped, 'no Redis');
    await withWinnow(4, async (winnow) => {
      const status = await winnow.ingest([backwards]);
      expect(status.pending).toBe(0);
      expect(await exported(winnow)).toBe(expected);
    });
  });

  test('workers that are killed lose nothing and load nothing twice', async ({ skip }) => {
    skip(skipped, 'no Redis');
    await withWinnow(2, async (winnow) => {
      const detached = await winnow.ingest([forwards], { detach: true });
      expect(detached).toMatchObject({ state: 'running', pending: PAGES + 4 });
      const env = { ...process.env, DATABASE_URL: winnow.databaseUrl, REDIS_URL: redisUrl ?? '' };
      const main = join(packageRoot, 'dist/src/cli/main.js');
      for (const life of [900, 1200, 1500]) {
        const worker = spawn(process.execPath, [main, 'work'], { env, stdio: 'ignore' });
        await new Promise((resolve) => {
          setTimeout(resolve, life);
        });
        worker.kill('SIGKILL');
        await once(worker, 'exit');
      }
      const status = await winnow.finish(detached.id);
      expect(status).toMatchObject({ state: 'done', pending: 0, pages: PAGES + 5 });
      expect(status.outcomes).toMatchObject({ loaded: PAGES, failed: 1 });
      expect(await exported(winnow)).toBe(expected);
    });
  });

  test('a worker that is told to stop hands its work back', async ({ skip }) => {
    skip(skipped, 'no Redis');
    await withWinnow(1, async (winnow) => {
      const { id } = await winnow.ingest([forwards], { detach: true });
      const worker = await winnow.work();
      await worker.close();
      const status = await winnow.finish(id);
      expect(status).toMatchObject({ state: 'done', pending: 0 });
      expect(await exported(winnow)).toBe(expected);
    });
  });

  test('two runs on the same pages at once end well', async ({ skip }) => {
    skip(skipped, 'no Redis');
    await withWinnow(2, async (winnow) => {
      const [one, two] = await Promise.all([winnow.ingest([forwards]), winnow.ingest([backwards])]);
      for (const status of [one, two]) expect(status).toMatchObject({ state: 'done', pending: 0 });
      expect(await exported(winnow)).toBe(expected);
    });
  });
});
