import { expect, test } from 'vitest';
import { courierFile, get, page, post, served } from '../../support/server.ts';

const file = courierFile();

const server = served([file]);

const SLOW = 'REFINE_TIMEOUT/clean/courier.example';
const BROKEN = 'READ_BAD_JSON/read/-';

const groups = async (query = ''): Promise<unknown[]> =>
  (await get(server.app, `/api/failures/groups${query}`)).json.items.map(
    ({ group, failures }: { group: string; failures: number }) => [group, failures],
  );

/** Makes it look as if the first two pages had taken too long. */
const failTwo = async (): Promise<void> => {
  const { database } = server.winnow;
  await database.query(`update winnow.outcome set outcome = 'failed', code = 'REFINE_TIMEOUT', stage = 'clean'
    where run_id = 1 and position < 2`);
  await database.query(`update winnow.refinement set outcome = 'failed', code = 'REFINE_TIMEOUT', stage = 'clean'
    where id in (select refinement_id from winnow.outcome where outcome = 'failed')`);
  await database.query(`insert into winnow.failure (run_id, position, stage, code)
    select run_id, position, stage, code from winnow.outcome where code = 'REFINE_TIMEOUT'`);
};

test('failures are told by group and one by one, narrowed as asked, in parts that join', async () => {
  await failTwo();
  expect(await groups()).toEqual([
    [SLOW, 2],
    [BROKEN, 1],
  ]);
  expect(await groups('?code=READ_BAD_JSON')).toEqual([[BROKEN, 1]]);
  expect(await groups('?site=other.example')).toEqual([]);
  expect((await get(server.app, '/api/failures?code=NO_SUCH_CODE')).status).toBe(400);
  const all = (await get(server.app, '/api/failures?run=1')).json.items;
  expect(all.map(({ url }: { url: string | null }) => url)).toEqual([
    'https://courier.example/1',
    'https://courier.example/2',
    null,
  ]);
  expect(all[2]).toMatchObject({ code: 'READ_BAD_JSON', page: null, record: 4, source: file });
  const first = (await get(server.app, '/api/failures?limit=2')).json;
  const second = (await get(server.app, `/api/failures?limit=2&offset=${first.next}`)).json;
  expect([...first.items, ...second.items]).toEqual(all);
});

test('the console shows groups with what to do, and what may be done', async () => {
  const { html } = await page(server.app, '/failures');
  expect(html).toContain('raise WINNOW_PAGE_TIMEOUT, then <code>winnow failures retry');
  expect(html).toContain(
    `data-action="/api/failures/retry" data-body="${JSON.stringify({ group: SLOW }).replaceAll('"', '&quot;')}"`,
  );
  const narrowed = await page(server.app, `/failures?group=${encodeURIComponent(BROKEN)}`);
  expect(narrowed.html).toContain(`${file}#4`);
  expect(narrowed.html).not.toContain('courier.example');
});

test('what is tried again is refined again; what never became a page is said to be beyond that', async () => {
  const unreadable = await post(server.app, '/api/failures/retry', { group: BROKEN });
  expect(unreadable).toMatchObject({ status: 404, json: { code: 'NOT_FOUND' } });
  expect(unreadable.json.message).toContain('could not be read');
  const { status, json } = await post(server.app, '/api/failures/retry', {});
  expect(status).toBe(202);
  expect(json).toMatchObject({ pages: 2, unreadable: expect.stringContaining('1 record') });
  const run = await server.winnow.finish(json.runs[0]);
  expect(run).toMatchObject({ state: 'done', pages: 2, staging: 'direct' });
  expect(run.outcomes).toMatchObject({ loaded: 2, failed: 0 });
  expect(await groups()).toEqual([[BROKEN, 1]]);
  expect((await get(server.app, '/api/articles')).json.items).toHaveLength(3);
});

test('only what somebody names is dismissed', async () => {
  expect(await post(server.app, '/api/failures/dismiss', {})).toMatchObject({
    status: 400,
    json: { code: 'USAGE' },
  });
  expect((await post(server.app, '/api/failures/dismiss', { group: SLOW })).status).toBe(404);
  expect((await post(server.app, '/api/failures/dismiss', { group: BROKEN })).json).toEqual({ dismissed: 1 });
  expect(await groups()).toEqual([]);
  expect(await groups('?state=dismissed')).toEqual([[BROKEN, 1]]);
  expect((await page(server.app, '/failures')).html).toContain('No open failure');
});
