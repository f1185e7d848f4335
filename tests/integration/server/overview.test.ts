import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/document/index.ts';
import { courierFile, get, page, served } from '../../support/server.ts';

const file = courierFile();

describe('an empty store', () => {
  const server = served();

  test('says how to begin', async () => {
    expect((await page(server.app, '/')).html).toContain('winnow ingest');
    expect((await page(server.app, '/runs')).html).toContain('No run yet');
    expect((await page(server.app, '/failures')).html).toContain('No open failure');
    expect((await page(server.app, '/schedules')).html).toContain('No schedule yet');
  });
});

describe('a store with a run, and a reprocess that waits to be promoted', () => {
  const READ = 'reading-reading-reading';
  const ALL = 'all-of-it-all-of-it';
  const server = served([file], { all: ALL, read: READ });

  /** A page as the bearer of a token sees it. */
  const shown = async (path: string, token = ALL): Promise<string> => {
    const headers = { accept: 'text/html', authorization: `Bearer ${token}` };
    return (await server.app.inject({ url: path, headers })).body;
  };
  const read = async (path: string) => {
    const answer = await server.app.inject({ url: path, headers: { authorization: `Bearer ${READ}` } });
    return answer.json();
  };

  test('says what it holds, what failed and what waits', async () => {
    const { database } = server.winnow;
    const entities = (await database.query('select count(*)::int as n from winnow.entity')).rows[0].n;
    expect(entities).toBeGreaterThan(0);
    const held = (count: number) => ({ count, exact: true });
    expect(await read('/api/overview')).toEqual({
      pages: held(3),
      articles: held(3),
      sites: held(1),
      entities: held(entities),
      failures: [{ code: 'READ_BAD_JSON', pages: 1 }],
      queue: [],
    });
    expect(await shown('/')).toContain('<strong>3</strong> articles');
    expect(await shown('/')).toContain('href="/failures?code=READ_BAD_JSON"');
    expect(await shown('/')).not.toContain('data-refresh');
  });

  test('what waits is shown, and looked for again by itself', async () => {
    const { id } = await server.winnow.reprocess(
      { site: 'courier.example' },
      { refine: { ...DEFAULT_OPTIONS, disabledRules: ['text:share'] }, detach: true },
    );
    expect((await read('/api/overview')).queue).toMatchObject([{ run: id, paused: false }]);
    // On a slow machine it may take longer to find out than a page waits.
    while (!(await shown('/')).includes('No worker is running')) await sleep(100);
    expect(await shown('/')).toMatch(
      /<div id="overview" data-refresh="5">.*<h2>Queue<\/h2>.*href="\/runs\/2"/s,
    );
    expect(await shown(`/runs/${id}`)).toContain('data-refresh="3"');
    expect(await shown(`/runs/${id}`)).toContain(`data-action="/api/runs/${id}/pause"`);
    await server.winnow.finish(id);
    expect(await shown(`/runs/${id}`)).not.toContain('data-refresh');
    expect(await shown(`/runs/${id}`)).not.toContain(`data-action="/api/runs/${id}/pause"`);
  });

  test('what a store holds is estimated where it is large, and said to be', async () => {
    const { database } = server.winnow;
    await database.query(`insert into winnow.site (host, domain) select i || '.many.example', 'many.example'
      from generate_series(1, 10500) i`);
    await database.query('analyze winnow.site');
    const { sites } = await read('/api/overview');
    expect(sites.exact).toBe(false);
    expect(sites.count).toBeGreaterThan(10_000);
    expect(sites.count).toBeLessThan(11_000);
    expect(await shown('/')).toContain('<strong>about 11,000</strong> sites');
    await database.query(`delete from winnow.site where domain = 'many.example'`);
  });

  test('the pages of a run add up, in the list and by themselves', async () => {
    const { items } = await read('/api/runs');
    expect(items).toHaveLength(2);
    for (const run of items) {
      const ended = Object.values<number>(run.outcomes).reduce((sum, count) => sum + count, 0);
      expect(ended + run.pending).toBe(run.pages);
      const { source, ...said } = run;
      expect(await read(`/api/runs/${run.id}`)).toMatchObject({ ...said, sources: [source] });
    }
    const numbers = (part: string): number[] =>
      [...part.matchAll(/<td class="number">([\d,]+)<\/td>/g)].map((match) => Number(match[1]));
    const html = await shown('/runs/1');
    const outcomes = html.slice(html.indexOf('How its pages ended'), html.indexOf('</tfoot>'));
    const [total, ...parts] = numbers(outcomes).reverse();
    expect(total).toBe(4);
    expect(parts.reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(html).toContain('href="/articles?run=1"');
  });

  test('a reprocess shows what would change, and may be decided by who may', async () => {
    // As if another pipeline had found one more word, and one line less.
    await server.winnow.database.query(`update winnow.article set words = words + 1 where id = (
      select min(article.id) from winnow.article join winnow.refinement on refinement.id = refinement_id where run_id = 2)`);
    const changes = (await read('/api/runs/2/changes')).items;
    expect(changes).toHaveLength(1);
    expect(changes[0].wordsAfter).toBe(changes[0].wordsBefore + 1);
    for (const path of ['/runs/2', '/runs/2/changes']) {
      expect(await shown(path)).toContain('data-action="/api/runs/2/promote"');
      expect(await shown(path)).toContain('data-action="/api/runs/2/discard"');
      expect(await shown(path, READ)).not.toContain('data-action');
    }
    const html = await shown('/runs/2/changes', READ);
    expect(html).toContain(`href="/pages/${changes[0].page}"`);
    expect(html).toContain('of 3');
    expect(await shown('/failures', READ)).toContain('READ_BAD_JSON');
    expect(await shown('/failures', READ)).not.toContain('data-action');
  });

  test('the form for another counts first, and is for who may begin one', async () => {
    const html = await shown('/reprocess?pages=outdated&site=courier.example&type=&run=&code=&promote=true');
    expect(html).toContain('<strong>0 pages</strong>');
    expect(html).not.toContain('data-action');
    const all = await shown('/reprocess?pages=all&promote=true');
    expect(all).toContain('<strong>3 pages</strong>');
    const body = JSON.stringify({ selection: { all: true }, promoteBelow: 0.05 }).replaceAll('"', '&quot;');
    expect(all).toContain(`data-action="/api/reprocess" data-body="${body}" data-then="/runs/{id}"`);
    const headers = { accept: 'text/html', authorization: `Bearer ${READ}` };
    const refused = await server.app.inject({ url: '/reprocess', headers });
    expect(refused.headers.location).toBe('/login?to=%2Freprocess');
    expect((await get(server.app, '/api/overview')).status).toBe(401);
  });
});
