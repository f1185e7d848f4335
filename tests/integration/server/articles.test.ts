import { expect, test } from 'vitest';
import { get, page, SEEDS, served } from '../../support/server.ts';

const server = served([SEEDS]);

test('articles are listed newest first, those without a day last, in parts that join', async () => {
  const all = (await get(server.app, '/api/articles?limit=200')).json.items;
  const days = all.map(({ published }: { published: string | null }) => published?.slice(0, 10) ?? '');
  expect(days).toEqual([...days].sort().reverse());
  expect(new Set(days).size).toBeGreaterThan(5);
  const first = (await get(server.app, '/api/articles?limit=7')).json;
  const second = (await get(server.app, `/api/articles?limit=7&offset=${first.next}`)).json;
  expect([...first.items, ...second.items]).toEqual(all.slice(0, 14));
  expect((await get(server.app, `/api/articles?offset=${all.length}`)).json).toEqual({
    items: [],
    next: null,
  });
});

test('a list is narrowed by what the article says', async () => {
  const ids = async (query: string): Promise<number[]> =>
    (await get(server.app, `/api/articles?limit=200&${query}`)).json.items.map(
      ({ id }: { id: number }) => id,
    );
  const { rows } = await server.winnow.database.query(
    `select article_id, host, authors[1] as author, tags[1] as tag, language
     from winnow.articles where host is not null and authors[1] is not null and tags[1] is not null limit 1`,
  );
  const { article_id: id, host, author, tag, language } = rows[0];
  for (const [name, value] of Object.entries({ site: host, author, tag, language })) {
    const found = await ids(`${name}=${encodeURIComponent(value)}`);
    expect(found, name).toContain(id);
    expect(found.length, name).toBeLessThan((await ids('')).length);
  }
  expect(await ids('site=nowhere.example')).toEqual([]);
  const named = await server.winnow.database.query(
    `select entity_id, array_agg(distinct article_id) as articles from winnow.mentions
     where entity_id is not null group by entity_id order by count(distinct article_id) desc limit 1`,
  );
  const { entity_id: entity, articles } = named.rows[0];
  expect((await ids(`entity=${entity}`)).sort()).toEqual(articles.map(Number).sort());
  expect((await ids('distinct=true')).length).toBeLessThan((await ids('')).length);
});

test('a search is best first, and shows where the words stand', async () => {
  const { items } = (await get(server.app, '/api/articles?q=lobster')).json;
  expect(items.length).toBeGreaterThan(0);
  for (const { excerpt } of items) expect(excerpt).toMatch(/«lobsters?»/i);
});

test('the names of an article stand where they are said to', async () => {
  const { items } = (await get(server.app, '/api/articles?q=lobster')).json;
  const article = (await get(server.app, `/api/articles/${items[0].id}`)).json;
  expect(article.mentions.length).toBeGreaterThan(0);
  const { rows } = await server.winnow.database.query(
    'select start_at as start, form from winnow.mentions where article_id = $1 order by start_at',
    [article.id],
  );
  expect(
    article.mentions.map(({ start, end }: { start: number; end: number }) => ({
      start,
      form: article.text.slice(start, end),
    })),
  ).toEqual(rows);
});

test('the console shows the same articles, with their text whole', async () => {
  const { items } = (await get(server.app, '/api/articles?q=lobster')).json;
  const list = await page(server.app, '/articles?q=lobster&site=');
  expect(list.status).toBe(200);
  for (const { id } of items) expect(list.html).toContain(`href="/articles/${id}"`);
  const { html } = await page(server.app, `/articles/${items[0].id}`);
  const text = html
    .slice(html.indexOf('<div class="text"'), html.indexOf('<aside'))
    .replaceAll('</p><p dir="auto">', '\n\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!,
    );
  expect(text).toBe((await get(server.app, `/api/articles/${items[0].id}`)).json.text);
});
