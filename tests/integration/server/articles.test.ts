import { expect, test } from 'vitest';
import { textIn } from '../../support/markup.ts';
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
  expect(await ids(`site=${host.toUpperCase()}`)).toContain(id);
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

/** The blocks of the text that a page of the console shows, with what they are shown as. */
const shownBlocks = (html: string): { tag: string; text: string }[] =>
  [...html.matchAll(/<(\w+) data-block="\w+" dir="auto">(.*?)<\/\1>/gs)].map(([, tag, text]) => ({
    tag: tag!,
    text: textIn(text!),
  }));

test('the console shows the same articles, with their text whole, letter for letter', async () => {
  const list = await page(server.app, '/articles?q=lobster&site=');
  expect(list.status).toBe(200);
  for (const { id } of (await get(server.app, '/api/articles?q=lobster')).json.items)
    expect(list.html).toContain(`href="/articles/${id}"`);
  const { items } = (await get(server.app, '/api/articles?limit=200')).json;
  for (const { id } of items) {
    const { html } = await page(server.app, `/articles/${id}`);
    const { text } = (await get(server.app, `/api/articles/${id}`)).json;
    expect(html).not.toContain('data-block="unknown"');
    expect(
      shownBlocks(html)
        .map((block) => block.text)
        .join('\n\n'),
    ).toBe(text);
  }
});

test('names are marked in the text where they stand', async () => {
  const { items } = (await get(server.app, '/api/articles?q=lobster')).json;
  const { mentions, text } = (await get(server.app, `/api/articles/${items[0].id}`)).json;
  const { html } = await page(server.app, `/articles/${items[0].id}`);
  const named = [...html.matchAll(/class="name [a-z]+"[^>]*>(.*?)<\/(?:a|span)>/gs)].map(([, name]) =>
    textIn(name!),
  );
  expect(named).toEqual(
    mentions.map(({ start, end }: { start: number; end: number }) => text.slice(start, end)),
  );
});

test('headings, quotes, lists and tables of a text are shown as such', async () => {
  const { rows } = await server.winnow.database.query(
    `select article_id as id from winnow.articles where source like '%museum-whale.html'`,
  );
  const { html } = await page(server.app, `/articles/${rows[0].id}`);
  const as = (tag: string) => shownBlocks(html).flatMap((block) => (block.tag === tag ? [block.text] : []));
  expect(as('h2')).toContain('“It was very clean”');
  expect(as('blockquote')[0]).toMatch(/^A museum is a machine/);
  const [, listed] = /<div class="list" role="list">(.*?)<\/div><\/div>/s.exec(html)!;
  expect(listed!.match(/role="listitem"/g)).toHaveLength(3);
  expect(textIn(/<div class="rows">(.*?)<\/div><\/div>/s.exec(html)![1]!)).toContain('Vertebrae | 58 | 58');
});

test('posts of a thread are told apart', async () => {
  const { rows } = await server.winnow.database.query(
    'select article_id as id, count(*) as posts from winnow.parts group by article_id having count(*) > 2',
  );
  const { id, posts } = rows[0];
  const { items } = (await get(server.app, `/api/articles/${id}/posts`)).json;
  expect(items).toHaveLength(posts);
  const { html } = await page(server.app, `/articles/${id}`);
  const heads = [...html.matchAll(/<p class="post dim" id="post(\d+)">(.*?)<\/p>/gs)];
  expect(heads.map(([, ordinal]) => Number(ordinal))).toEqual(
    items.map(({ ordinal }: { ordinal: number }) => ordinal),
  );
  for (const [index, { author }] of items.entries())
    expect(textIn(heads[index]![2]!)).toContain(author ?? 'post');
  // Each post stands above its own first line.
  const first = (
    await get(
      server.app,
      `/api/pages/${(await get(server.app, `/api/articles/${id}`)).json.pageId}/lines?from=${items[1].firstBlock}&kept=true&limit=50`,
    )
  ).json.items.find(({ role }: { role: string }) => role === 'paragraph');
  const after = html.slice(html.indexOf('id="post2"'));
  expect(textIn(/data-block="\d+" dir="auto">(.*?)<\/p>/s.exec(after)![1]!)).toBe(first.text);
});

test('copies of an article stand beside it, and a paragraph that was seen before says where', async () => {
  const copies = await server.winnow.database.query(
    'select article_id as id, cluster_id, place from winnow.article_clusters order by cluster_id, place',
  );
  expect(copies.rows.length).toBeGreaterThan(1);
  for (const { id, cluster_id } of copies.rows) {
    const others = copies.rows.filter((other) => other.cluster_id === cluster_id && other.id !== id);
    const { html } = await page(server.app, `/articles/${id}`);
    const aside = html.slice(html.indexOf('<aside'));
    for (const other of others) expect(aside).toContain(`href="/articles/${other.id}"`);
    const { items } = (await get(server.app, `/api/articles/${id}/copies`)).json;
    expect(items).toHaveLength(others.length + 1);
  }
  const repeats = await server.winnow.database.query(
    `select article.article_id as id, repeated.ordinal, first.page_id, first.ordinal as first_ordinal
     from winnow.repeated_paragraphs repeated join winnow.repeated_paragraphs first using (repeat_id)
     join winnow.articles article on article.page_id = repeated.page_id and article.ordinal = repeated.article
     where not repeated.kept and first.kept and repeated.role = 'paragraph' and first.page_id <> repeated.page_id
     limit 5`,
  );
  expect(repeats.rows.length).toBeGreaterThan(0);
  for (const { id, ordinal, page_id, first_ordinal } of repeats.rows) {
    const { html } = await page(server.app, `/articles/${id}`);
    const [, to] = new RegExp(
      `data-block="${ordinal}".*?</p><small class="repeat">.*?href="([^"]*)"`,
      's',
    ).exec(html)!;
    expect(to).toMatch(new RegExp(`^/pages/${page_id}\\?.*#b${first_ordinal}$`));
  }
});
