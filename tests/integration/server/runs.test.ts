import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { articleHtml } from '../../support/sample-pages.ts';
import { get, post, served } from '../../support/server.ts';

const PAGES = 8;

const folder = mkdtempSync(join(tmpdir(), 'winnow-server-runs-'));

/** A file of pages of one host. */
const pagesOf = (host: string): string => {
  const file = join(folder, `${host}.jsonl`);
  const pages = Array.from({ length: PAGES }, (_, number) =>
    JSON.stringify({ url: `https://${host}/${number}`, html: articleHtml(number).replace('bold', host) }),
  );
  writeFileSync(file, pages.join('\n'));
  return file;
};

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Better rules: what the council publishes is said on every page. */
const RULES = {
  sites: [
    {
      site: 'courier.example',
      rules: [{ name: 'minutes', phrase: 'publishes the minutes of its meetings', as: 'template' }],
    },
  ],
};

describe('over a store', () => {
  const server = served([pagesOf('courier.example')]);
  const run = async (id: number) => (await get(server.app, `/api/runs/${id}`)).json;
  const reprocess = (body: object) => post(server.app, '/api/reprocess', body);
  const finish = (id: number) => server.winnow.finish(id);
  const versions = async (): Promise<unknown[]> =>
    (await server.winnow.database.query('select distinct pipeline from winnow.articles')).rows;

  test('a run says what its status says, and what it refines with', async () => {
    expect(await run(1)).toEqual(JSON.parse(JSON.stringify(await server.winnow.status(1))));
    const { pages, pending, outcomes } = await run(1);
    expect(pages).toBe(PAGES);
    const ended = Object.values<number>(outcomes).reduce((sum, count) => sum + count, 0);
    expect(ended + pending).toBe(pages);
    expect((await get(server.app, '/api/runs/1/options')).json).toEqual({
      entities: true,
      disabledRules: [],
    });
    expect((await get(server.app, '/api/runs/99')).status).toBe(404);
  });

  test('a reprocess says which pages, and how, in words that are known', async () => {
    const refused = async (body: object) => {
      const { status, json } = await reprocess(body);
      return [status, json.code];
    };
    expect(await refused({ selection: {} })).toEqual([400, 'USAGE']);
    expect(await refused({ selection: { outdated: false } })).toEqual([400, 'USAGE']);
    expect(await refused({ selection: { where: 'true' } })).toEqual([400, 'USAGE']);
    expect(await refused({ selection: { all: true }, config: { entitys: true } })).toEqual([400, 'USAGE']);
    expect(
      await refused({ selection: { all: true }, config: { disabledRules: ['text:no-such-rule'] } }),
    ).toEqual([400, 'CONFIG_INVALID']);
    const rule = { site: '*', disabledRules: ['text:no-such-rule'] };
    expect(await refused({ selection: { all: true }, rules: { sites: [rule] } })).toEqual([
      400,
      'RULES_INVALID',
    ]);
    expect(await refused({ selection: { site: 'nowhere.example' } })).toEqual([404, 'NOT_FOUND']);
    expect((await get(server.app, '/api/runs')).json.items).toHaveLength(1);
  });

  test('a dry run counts the pages and begins nothing', async () => {
    const count = async (body: object) => (await reprocess({ ...body, dryRun: true })).json;
    expect(await count({ selection: { all: true } })).toEqual({ pages: PAGES });
    expect(await count({ selection: { outdated: true } })).toEqual({ pages: 0 });
    expect(await count({ selection: { outdated: true }, rules: RULES })).toEqual({ pages: PAGES });
    expect(await count({ selection: { site: 'courier.example', type: 'forum' } })).toEqual({ pages: 0 });
    expect((await get(server.app, '/api/runs')).json.items).toHaveLength(1);
  });

  test('what is enqueued waits while it is paused, goes on when resumed, and is seen when promoted', async () => {
    const before = await versions();
    const { status, json } = await reprocess({ selection: { outdated: true }, rules: RULES });
    expect(status).toBe(202);
    expect(json).toMatchObject({ kind: 'reprocess', staging: 'staged', pages: PAGES, pending: PAGES });
    const { id } = json;
    expect((await post(server.app, `/api/runs/${id}/pause`)).json).toMatchObject({ id, paused: true });
    expect((await post(server.app, `/api/runs/${id}/promote`)).json.code).toBe('RUN_NOT_STAGED');
    const workers = await server.winnow.work();
    try {
      await server.winnow.ingest([pagesOf('other.example')]);
      expect(await run(id)).toMatchObject({ pending: PAGES, state: 'running' });
      expect((await post(server.app, `/api/runs/${id}/priority`, { priority: 7 })).json.priority).toBe(7);
      expect((await post(server.app, `/api/runs/${id}/priority`, { priority: 11 })).status).toBe(400);
      await post(server.app, `/api/runs/${id}/resume`);
      while ((await run(id)).state !== 'done') await sleep(50);
    } finally {
      await workers.close();
    }
    const diff = (await get(server.app, `/api/runs/${id}/diff?samples=2`)).json;
    expect(diff.totals).toMatchObject({ pages: PAGES, changed: PAGES, articlesGone: 0 });
    expect(diff.rules[0]).toMatchObject({ roleAfter: 'template', ruleAfter: 'site:minutes', lines: PAGES });
    expect(diff.samples).toHaveLength(2);
    expect(await versions()).toEqual(before);
    const promoted = await post(server.app, `/api/runs/${id}/promote`);
    expect(promoted.json).toEqual({ run: id, pages: PAGES });
    expect(await versions()).toHaveLength(2);
    expect((await run(id)).staging).toBe('promoted');
    expect((await post(server.app, `/api/runs/${id}/pause`)).status).toBe(400);
  });

  test('what is discarded is gone, and readers see what they saw', async () => {
    const before = await versions();
    const { id } = (await reprocess({ selection: { all: true }, config: { entities: false } })).json;
    await finish(id);
    expect((await post(server.app, `/api/runs/${id}/discard`)).json).toEqual({
      run: id,
      versions: 2 * PAGES,
    });
    expect(await run(id)).toMatchObject({ staging: 'discarded', articles: 0 });
    expect(await versions()).toEqual(before);
    const diff = await get(server.app, `/api/runs/${id}/diff`);
    expect([diff.status, diff.json.code]).toEqual([409, 'RUN_NOT_STAGED']);
  });

  test('what is cancelled ends, with its pages left out', async () => {
    const { id } = (await reprocess({ selection: { all: true }, config: { entities: false } })).json;
    const cancelled = (await post(server.app, `/api/runs/${id}/cancel`)).json;
    expect(cancelled).toMatchObject({ state: 'cancelled', pages: 2 * PAGES, pending: 2 * PAGES });
    await finish(id);
    expect(await run(id)).toMatchObject({ state: 'cancelled', pending: 2 * PAGES, articles: 0 });
  });

  test('a run promotes itself when it is told to, and loses no more than it may', async () => {
    const told = async (body: object) => {
      const { id } = (await reprocess({ selection: { site: 'courier.example' }, ...body })).json;
      return (await finish(id)).staging;
    };
    const everything = { sites: [{ site: '*', rules: [{ name: 'all', selector: 'p', as: 'drop' }] }] };
    expect(await told({ rules: everything, promoteBelow: 0.05 })).toBe('staged');
    expect(await told({ config: { entities: false }, promoteBelow: 0.05 })).toBe('promoted');
  });

  test('runs are listed newest first, in parts that join', async () => {
    const all = (await get(server.app, '/api/runs')).json.items.map(({ id }: { id: number }) => id);
    expect(all).toEqual([...all].sort((a, b) => b - a));
    const first = (await get(server.app, '/api/runs?limit=2')).json;
    const second = (await get(server.app, `/api/runs?limit=2&offset=${first.next}`)).json;
    expect([...first.items, ...second.items].map(({ id }: { id: number }) => id)).toEqual(all.slice(0, 4));
  });
});

describe('where tokens are set', () => {
  const READ = 'reading-reading-reading';
  const ALL = 'all-of-it-all-of-it';
  const server = served([], { all: ALL, read: READ });

  test('who may only read can do nothing to a run', async () => {
    const asked = [
      ...['pause', 'resume', 'cancel', 'promote', 'discard'].map((name) => [`runs/1/${name}`, {}] as const),
      ['runs/1/priority', { priority: 1 }] as const,
      ['reprocess', { selection: { all: true } }] as const,
    ];
    for (const [path, payload] of asked) {
      const status = async (token: string): Promise<number> =>
        (
          await server.app.inject({
            method: 'POST',
            url: `/api/${path}`,
            headers: { authorization: `Bearer ${token}` },
            payload,
          })
        ).statusCode;
      expect(await status(READ), path).toBe(401);
      // There is no run.
      expect(await status(ALL), path).toBe(404);
    }
  });
});
