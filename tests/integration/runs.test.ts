// What a person may do to a run, and to what failed in it, on both queues.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../src/config.ts';
import { DEFAULT_OPTIONS, type RefineOptions } from '../../src/document/index.ts';
import { openBackend } from '../../src/queue/backend.ts';
import { dismissFailures, failureGroups } from '../../src/store/failures.ts';
import { discardRun, promoteRun } from '../../src/store/promote.ts';
import { retryFailures } from '../../src/store/retry.ts';
import { cancelRun, pauseRun, prioritizeRun } from '../../src/store/run-control.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { articleHtml } from '../support/sample-pages.ts';
import { redis, withDatabase } from '../support/services.ts';

const PAGES = 100;
const NAMELESS: RefineOptions = { ...DEFAULT_OPTIONS, entities: false };

let folder: string;

/** A file of pages of one host. */
const pagesOf = (host: string, more: readonly string[] = []): string => {
  const file = join(folder, `${host}.jsonl`);
  const pages = Array.from({ length: PAGES }, (_, number) =>
    JSON.stringify({ url: `https://${host}/${number}`, html: articleHtml(number).replace('bold', host) }),
  );
  writeFileSync(file, [...pages, ...more].join('\n'));
  return file;
};

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await sleep(50);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-runs-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['postgres', 'redis'] as const)('on the %s queue', (kind) => {
  let redisUrl: string | null = null;

  beforeAll(async () => {
    if (kind === 'redis') redisUrl = (await redis())?.url ?? null;
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

  test('a run that is paused stands still, and goes on when it is resumed', async ({ skip }) => {
    skip(kind === 'redis' && redisUrl === null, 'no Redis');
    await withWinnow(async (winnow) => {
      const { id } = await winnow.ingest([pagesOf('paused.example')], { detach: true });
      await pauseRun(winnow.database, id, true);
      const workers = await winnow.work();
      const waiting = async () => {
        const { rows } = await winnow.database.query(
          `select count(*) as n from winnow.chunk where run_id = $1 and state <> 'waiting'`,
          [id],
        );
        return rows[0].n === 0;
      };
      // What was in the queue comes back, and is not offered again.
      await until(waiting);
      const other = await winnow.ingest([pagesOf('other.example')]);
      expect(other).toMatchObject({ state: 'done', pending: 0 });
      expect(await waiting()).toBe(true);
      expect(await winnow.status(id)).toMatchObject({ pending: PAGES, paused: true, secondsLeft: null });
      await pauseRun(winnow.database, id, false);
      await until(async () => (await winnow.status(id)).state === 'done');
      await workers.close();
      expect(await winnow.status(id)).toMatchObject({ pending: 0, paused: false, secondsLeft: 0 });
    });
  });

  test('a run that is cancelled leaves whole pages, and another run completes', async ({ skip }) => {
    skip(kind === 'redis' && redisUrl === null, 'no Redis');
    await withWinnow(async (winnow) => {
      const file = pagesOf('cancelled.example');
      const running = winnow.ingest([file]);
      await until(async () => {
        const [run] = await winnow.runs();
        return run !== undefined && run.outcomes.loaded > 0;
      });
      const id = (await winnow.runs())[0]!.id;
      const left = await cancelRun(winnow.database, id);
      expect(left).toBeGreaterThan(0);
      const status = await running;
      const { loaded, duplicate } = status.outcomes;
      expect(status).toMatchObject({ state: 'cancelled', pending: status.pages - loaded - duplicate });
      const { rows } = await winnow.database.query(
        `select count(*) as n from winnow.refinement r where not exists (select from winnow.outcome o where o.refinement_id = r.id)
           or (select count(*) from winnow.article where refinement_id = r.id) = 0`,
      );
      expect(rows[0].n).toBe(0);
      await expect(cancelRun(winnow.database, id)).rejects.toThrow(/is over/);
      const again = await winnow.ingest([file]);
      expect(again).toMatchObject({ state: 'done', pending: 0, pages: PAGES });
      expect(again.outcomes).toMatchObject({ unchanged: loaded, loaded: PAGES - loaded });
    });
  });

  test('a reprocess that is cancelled or paused gives readers whole pages alone, and another one takes up the rest', async ({
    skip,
  }) => {
    skip(kind === 'redis' && redisUrl === null, 'no Redis');
    await withWinnow(async (winnow) => {
      const { pages, articles } = await winnow.ingest([pagesOf('again.example')]);
      const running = winnow.reprocess({}, { refine: NAMELESS });
      await until(async () => {
        const [run] = await winnow.runs();
        return run?.kind === 'reprocess' && run.outcomes.loaded > 0;
      });
      const id = (await winnow.runs())[0]!.id;
      await expect(promoteRun(winnow.database, id)).rejects.toThrow(/is not done/);
      expect(await cancelRun(winnow.database, id)).toBeGreaterThan(0);
      const { loaded } = (await running).outcomes;
      expect(await promoteRun(winnow.database, id)).toBe(loaded);
      expect(await promoteRun(winnow.database, id)).toBe(0);

      const rest = await winnow.reprocess({ outdated: true }, { refine: NAMELESS, detach: true });
      expect(rest.pages).toBe(pages - loaded);
      await pauseRun(winnow.database, rest.id, true);
      await expect(promoteRun(winnow.database, rest.id)).rejects.toThrow(/is not done/);
      await expect(discardRun(winnow.database, rest.id)).rejects.toThrow(/is not done/);
      await pauseRun(winnow.database, rest.id, false);
      await winnow.finish(rest.id);
      expect(await promoteRun(winnow.database, rest.id)).toBe(pages - loaded);
      const { rows } = await winnow.database.query(
        'select count(*) as n, count(distinct pipeline) as pipelines from winnow.articles',
      );
      expect(rows).toEqual([{ n: articles, pipelines: 1 }]);
    });
  });

  test('a job that a worker with a wrong clock put off for hours holds up no run', async ({ skip }) => {
    skip(kind === 'redis' && redisUrl === null, 'no Redis');
    await withWinnow(async (winnow) => {
      const { id } = await winnow.ingest([pagesOf('late.example')], { detach: true });
      const backend = openBackend({ redisUrl }, winnow.databaseUrl, () => {});
      const queue = backend.queue('refine') as Queue;
      try {
        const jobs = await queue.getJobs(['wait', 'prioritized']);
        expect(jobs.length).toBeGreaterThan(0);
        for (const { id: job, name, data } of jobs) {
          await queue.remove(job!);
          await queue.add(name, data, { jobId: job!, delay: 3_600_000 });
        }
      } finally {
        await queue.close();
      }
      await winnow.database.query(`update winnow.chunk set queued_at = now() - interval '10 minutes'`);
      expect(await winnow.finish(id)).toMatchObject({ state: 'done', pending: 0 });
    });
  });

  test('a run of a higher priority comes first', async ({ skip }) => {
    skip(kind === 'redis' && redisUrl === null, 'no Redis');
    await withWinnow(async (winnow) => {
      const first = await winnow.ingest([pagesOf('first.example')], { detach: true });
      const file = pagesOf('urgent.example');
      const urgent = await winnow.ingest([file], { detach: true, priority: 9 });
      await prioritizeRun(winnow.database, urgent.id, 10);
      const status = await winnow.finish(urgent.id);
      expect(status).toMatchObject({ state: 'done', pending: 0, priority: 10 });
      await winnow.finish(first.id);
      // By the time of the last chunk: what was in hand already is all that came before the urgent run.
      const { rows } = await winnow.database.query<{ run_id: number }>(
        'select run_id from winnow.chunk group by run_id order by max(done_at)',
      );
      expect(rows.map((row) => row.run_id)).toEqual([urgent.id, first.id]);
    });
  });
});

describe('failures', () => {
  test('are grouped by code, stage and site, tried again or dismissed by group, and still told by the status', async () => {
    const { url, drop } = await withDatabase();
    const winnow = await open({ ...readSettings({}), databaseUrl: url, redisUrl: null, pageTimeout: 1 });
    try {
      const endless = 'a\n'.repeat(2_000_000);
      const more = [
        JSON.stringify({ url: 'https://slow.example/1', text: endless }),
        JSON.stringify({ url: 'https://slower.example/2', text: `${endless}b` }),
        '{"url": "https://slow.example/3", ',
      ];
      const file = join(folder, 'failing.jsonl');
      writeFileSync(file, more.join('\n'));
      const status = await winnow.ingest([file], { refine: NAMELESS });
      expect(status.errors).toEqual([
        { code: 'READ_BAD_JSON', stage: 'read', site: null, pages: 1 },
        { code: 'REFINE_TIMEOUT', stage: 'clean', site: 'slow.example', pages: 1 },
        { code: 'REFINE_TIMEOUT', stage: 'clean', site: 'slower.example', pages: 1 },
      ]);
      const groups = await failureGroups(winnow.database, {});
      expect(groups.map(({ group, failures, pipelines }) => [group, failures, pipelines])).toEqual([
        ['READ_BAD_JSON/read/-', 1, [status.pipeline]],
        ['REFINE_TIMEOUT/clean/slow.example', 1, [status.pipeline]],
        ['REFINE_TIMEOUT/clean/slower.example', 1, [status.pipeline]],
      ]);
      const group = 'REFINE_TIMEOUT/clean/slower.example';
      expect(await dismissFailures(winnow.database, { group })).toBe(1);
      await expect(dismissFailures(winnow.database, { group })).rejects.toThrow(/no open failure/);
      const open = { code: 'REFINE_TIMEOUT' };
      const { runs, pages } = await retryFailures(winnow.database, open, null, 32);
      expect(pages).toBe(1);
      expect(runs).toMatchObject([{ staging: 'direct', options: NAMELESS }]);
      const retried = await winnow.finish(runs[0]!.id);
      expect(retried.outcomes).toMatchObject({ failed: 1 });
      const states = (await failureGroups(winnow.database, {})).map((item) => [item.group, item.state]);
      expect(states).toEqual([
        ['REFINE_TIMEOUT/clean/slower.example', 'dismissed'],
        ['READ_BAD_JSON/read/-', 'open'],
        ['REFINE_TIMEOUT/clean/slow.example', 'open'],
        ['REFINE_TIMEOUT/clean/slow.example', 'retried'],
      ]);
    } finally {
      await winnow.close();
      await drop();
    }
  });
});
