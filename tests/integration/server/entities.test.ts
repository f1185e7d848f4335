import { describe, expect, test } from 'vitest';
import type { App } from '../../../src/server/context.ts';
import { get, page, SEEDS, served } from '../../support/server.ts';

const server = served([SEEDS]);

interface Line {
  readonly id: number;
  readonly name: string;
  readonly articles: number;
}

const lines = async (query = ''): Promise<Line[]> =>
  (await get(server.app, `/api/entities?limit=200${query}`)).json.items;

const named = async (name: string): Promise<Line> => {
  const found = (await lines(`&q=${encodeURIComponent(name)}`)).find((line) => line.name === name);
  if (found === undefined) throw new Error(`no entity ${name}`);
  return found;
};

const post = async (app: App, url: string, body: unknown) => {
  const answer = await app.inject({ method: 'POST', url, payload: body as object });
  return { status: answer.statusCode, json: answer.json(), location: answer.headers.location };
};

test('names are listed by the articles that hold them, in parts that join', async () => {
  const all = await lines();
  const counts = all.map(({ articles }) => articles);
  expect(counts).toEqual([...counts].sort((one, other) => other - one));
  const first = (await get(server.app, '/api/entities?limit=5')).json;
  const second = (await get(server.app, `/api/entities?limit=5&offset=${first.next}`)).json;
  expect([...first.items, ...second.items]).toEqual(all.slice(0, 10));
  const people = (await get(server.app, '/api/entities?type=person&limit=200')).json.items;
  expect(people.length).toBeGreaterThan(3);
  expect(new Set(people.map(({ type }: { type: string }) => type))).toEqual(new Set(['person']));
});

test('a name is found by letters of any of its forms, the one that is called exactly so first', async () => {
  const authority = await named('Coastal Ferry Authority');
  expect(await lines('&q=cfa')).toContainEqual(authority);
  const bay = await lines('&q=hollin%20bay');
  expect(bay[0]!.name).toBe('Hollin Bay');
  expect(bay.length).toBeGreaterThan(1);
  expect(await lines('&q=nobody-is-called-so')).toEqual([]);
});

test('an account of a name agrees with the views', async () => {
  const { id } = await named('Sound Crossing Company');
  const account = (await get(server.app, `/api/entities/${id}?limit=200`)).json;
  const { rows } = await server.winnow.database.query(
    `select with_id as id, with_name as name, with_type as type, articles from winnow.entity_companions
     where entity_id = $1 order by articles desc, with_name collate "C", with_id`,
    [id],
  );
  expect(account.companions).toEqual(rows);
  expect(account.forms.map(({ form }: { form: string }) => form).sort()).toEqual([
    'SCC',
    'Sound Crossing Company',
  ]);
  expect(account.evidence).toHaveLength(account.articles);
  const [first] = account.evidence;
  expect((await get(server.app, `/api/articles/${first.articleId}`)).json.title).toBe(first.title);
  expect((await get(server.app, '/api/entities/999999999')).status).toBe(404);
});

test('single mentions are those of the articles, the latest first, and add up over time', async () => {
  const { id } = await named('Sound Crossing Company');
  const { mentions, articles } = (await get(server.app, `/api/entities/${id}`)).json;
  const all = (await get(server.app, `/api/entities/${id}/mentions?limit=200`)).json.items;
  expect(all).toHaveLength(mentions);
  const { text } = (await get(server.app, `/api/articles/${all[0].articleId}`)).json;
  expect(text.slice(all[0].start, all[0].end)).toBe(all[0].form);
  const days = all.map(({ published }: { published: string | null }) => published ?? '');
  expect(days).toEqual([...days].sort().reverse());
  const since = days[Math.floor(days.filter((day: string) => day !== '').length / 2)];
  const late = (await get(server.app, `/api/entities/${id}/mentions?limit=200&since=${since}`)).json.items;
  expect(late).toEqual(
    all.filter(({ published }: { published: string | null }) => (published ?? '') >= since),
  );

  for (const by of ['day', 'month']) {
    const then = (await get(server.app, `/api/entities/${id}/over-time?by=${by}`)).json.items;
    const sum = (of: { mentions: number }[]) => of.reduce((total, each) => total + each.mentions, 0);
    expect(sum(then), by).toBe(mentions);
    for (const each of then) expect(sum(each.forms), `${by} ${each.on}`).toBe(each.mentions);
    expect(new Set(then.map(({ on }: { on: string }) => on)).size).toBe(then.length);
    if (by === 'month') for (const { on } of then) expect(on ?? '2020-01-01').toMatch(/-01$/);
  }
  expect(articles).toBe(new Set(all.map(({ articleId }: { articleId: number }) => articleId)).size);
});

test('names are new from the day of the first article that holds them', async () => {
  const since = '2022-05-15';
  const { items } = (await get(server.app, `/api/entities/new?limit=200&since=${since}`)).json;
  const { rows } = await server.winnow.database.query(
    'select entity_id as id, first_on, title, host from winnow.new_names where first_on >= $1 and first_on < $2',
    [since, '2026-01-01'],
  );
  const short = (each: { id: number; title: string; host: string }) =>
    `${each.id} ${each.host} ${each.title}`;
  expect(items.map(short).sort()).toEqual(rows.map(short).sort());
  expect(items.length).toBeGreaterThan(3);
  expect((await get(server.app, '/api/entities/new')).json.items).toEqual([]);
});

test('names are merged, set apart, and decisions taken back', async () => {
  const one = await named('Hollin Bay');
  const other = await named('Port Ellery');
  const merged = await post(server.app, '/api/entities/merge', { entities: [one.id, 'Port Ellery'] });
  expect(merged.status).toBe(200);
  const [entity] = merged.json.entities;
  expect(merged.location).toBe(`/api/entities/${entity.id}`);
  const written = (await get(server.app, `/api/entities/${entity.id}`)).json.forms;
  expect(written.map(({ form }: { form: string }) => form)).toEqual(
    expect.arrayContaining(['Hollin Bay', 'Port Ellery']),
  );
  const { html } = await page(server.app, `/entities/${entity.id}`);
  expect(html).toContain('data-action="/api/entities/undo"');

  const company = await named('Sound Crossing Company');
  const { evidence } = (await get(server.app, `/api/entities/${company.id}`)).json;
  const { pageUrl } = evidence.find((each: { pageUrl: string | null }) => each.pageUrl !== null);
  const split = await post(server.app, '/api/entities/split', { entity: company.id, pages: [pageUrl] });
  const parts: Line[] = split.json.entities;
  expect(parts.map(({ name }) => name)).toEqual([company.name, company.name]);
  expect(parts[0]!.articles + parts[1]!.articles).toBe(company.articles);
  const { items } = (await get(server.app, '/api/entities/decisions')).json;
  expect(items.map(({ id, kind }: { id: number; kind: string }) => [id, kind])).toEqual([
    [split.json.decision, 'split'],
    [merged.json.decision, 'merge'],
  ]);
  for (const { id } of items)
    expect((await post(server.app, '/api/entities/undo', { decision: id })).status).toBe(200);
  expect(await named('Port Ellery')).toEqual(other);
  expect(await named('Hollin Bay')).toEqual(one);
  expect(await named('Sound Crossing Company')).toEqual(company);
  expect((await post(server.app, '/api/entities/undo', { decision: items[0].id })).status).toBe(404);
});

test('a decision about nothing is refused', async () => {
  const refused = async (path: string, body: unknown) => {
    const { status, json } = await post(server.app, `/api/entities/${path}`, body);
    return [status, json.code];
  };
  expect(await refused('merge', { entities: ['Port Ellery'] })).toEqual([400, 'USAGE']);
  expect(await refused('merge', { entities: ['Port Ellery', 'Port Ellery'] })).toEqual([400, 'USAGE']);
  expect(await refused('merge', { entities: ['Port Ellery', 'nobody-is-called-so'] })).toEqual([
    404,
    'NOT_FOUND',
  ]);
  expect(await refused('split', { entity: 'Port Ellery' })).toEqual([400, 'USAGE']);
  expect(await refused('split', { entity: 'Port Ellery', forms: ['Port Ellery'] })).toEqual([400, 'USAGE']);
});

test('the console shows the names, and each with a table of what its chart draws', async () => {
  const list = await page(server.app, '/entities?q=ferry');
  for (const { id } of await lines('&q=ferry')) expect(list.html).toContain(`href="/entities/${id}"`);
  const { id } = await named('Coastal Ferry Authority');
  const { html } = await page(server.app, `/entities/${id}?by=month&same=Port%20Ellery`);
  const chart = JSON.parse(/data-chart="([^"]*)"/.exec(html)![1]!.replaceAll('&quot;', '"'));
  const then = (await get(server.app, `/api/entities/${id}/over-time`)).json.items;
  const dated = then.filter(({ on }: { on: string | null }) => on !== null);
  expect(chart.days).toEqual(dated.map(({ on }: { on: string }) => on));
  const sums = chart.days.map((_: string, index: number) =>
    chart.series.reduce((sum: number, { values }: { values: number[] }) => sum + values[index]!, 0),
  );
  expect(sums).toEqual(dated.map(({ mentions }: { mentions: number }) => mentions));
  for (const on of chart.days) expect(html).toContain(`<td>${on.slice(0, 7)}</td>`);
  expect(html).toContain(`href="/articles?entity=${id}"`);
  const ellery = await named('Port Ellery');
  expect(html).toContain(`{&quot;entities&quot;:[${id},${ellery.id}]}`);
});

describe('where a token only reads', () => {
  const tokens = { all: 'all-of-it-all-of-it', read: 'reading-reading-reading' };
  const guarded = served([], tokens);
  const asked = (method: 'GET' | 'POST', url: string, token: string) =>
    guarded.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}`, accept: 'text/html' },
      ...(method === 'POST' ? { payload: {} } : {}),
    });

  test('names are shown without a way to change them', async () => {
    const { rows } = await guarded.winnow.database.query(
      `insert into winnow.entity (id, type, name) values (1, 'place', '<i>Tarnsea</i>') returning id`,
    );
    const { body, statusCode } = await asked('GET', `/entities/${rows[0].id}`, tokens.read);
    expect(statusCode).toBe(200);
    expect(body).toContain('&lt;i>Tarnsea');
    expect(body).not.toContain('The same as another one?');
    expect((await asked('GET', `/entities/${rows[0].id}`, tokens.all)).body).toContain(
      'The same as another one?',
    );
    for (const path of ['merge', 'split', 'undo'])
      expect((await asked('POST', `/api/entities/${path}`, tokens.read)).statusCode, path).toBe(401);
  });
});
