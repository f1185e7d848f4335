import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ROLE_MEANINGS } from '../../../src/server/console/parts/roles.tsx';
import { explainPage } from '../../../src/store/explain.ts';
import { textIn } from '../../support/markup.ts';
import { get, page, SEEDS, served } from '../../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'winnow-pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LINES = 1300;
const story = (aboard: number) =>
  `<h1>The ferry sank</h1><p>The ferry sank on Monday with ${aboard} people aboard, said the harbour master in a long
   statement to the reporters who stood there.</p><p>Nobody was hurt; the crane of the harbour will lift it.</p>`;
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const long = written(
  'long.txt',
  Array.from({ length: LINES }, (_, n) => `Line ${n} says that boat ${n * 7} came back.`).join('\n'),
);
const news = written(
  'news.jsonl',
  [12, 15]
    .map((aboard, day) =>
      JSON.stringify({
        url: 'https://news.example/1',
        html: story(aboard),
        fetched_at: `2024-05-0${day + 1}`,
      }),
    )
    .join('\n'),
);

const server = served([SEEDS, long, news]);

interface Listed {
  readonly id: number;
  readonly url: string | null;
  readonly source: string;
  readonly host: string | null;
  readonly outcome: string;
  readonly pageType: string;
}

const listed = async (query: string): Promise<Listed[]> =>
  (await get(server.app, `/api/pages?limit=200&${query}`)).json.items;

const found = async (wanted: string): Promise<number> =>
  (await get(server.app, `/api/pages/find?page=${encodeURIComponent(wanted)}`)).json.pageId;

/** The lines that a page of the console shows: block, article and text. */
const shownLines = (html: string): { ordinal: number; article: number | null; text: string }[] =>
  [...html.matchAll(/<li id="b(\d+)"(.*?)<\/li>/gs)].map(([, ordinal, line]) => ({
    ordinal: Number(ordinal),
    article: Number(/title="article (\d+)"/.exec(line!)?.[1] ?? 0) || null,
    text: textIn(/<(?:p|pre) class="said" dir="auto">(.*?)<\/(?:p|pre)>/s.exec(line!)![1]!),
  }));

describe('the list of pages', () => {
  test('holds every page, in parts that join, and is narrowed by what is known of them', async () => {
    const all = await listed('');
    const { rows } = await server.winnow.database.query('select page_id from winnow.pages');
    expect(all.map(({ id }) => id).sort()).toEqual(rows.map((row) => row.page_id).sort());
    const first = (await get(server.app, '/api/pages?limit=5')).json;
    const second = (await get(server.app, `/api/pages?limit=5&offset=${first.next}`)).json;
    expect([...first.items, ...second.items]).toEqual(all.slice(0, 10));
    const one = (await listed('shown=true')).find(
      ({ url, outcome }) => url?.includes('tidewater') && outcome === 'loaded',
    )!;
    for (const query of [
      `site=${one.host}`,
      'outcome=loaded',
      `language=en&type=${one.pageType}`,
      `run=1`,
      `place=${encodeURIComponent(one.url!.slice(0, -4))}`,
      `place=${encodeURIComponent(one.url!.slice(9))}`,
      'shown=true',
    ])
      expect(
        (await listed(query)).map(({ id }) => id),
        query,
      ).toContain(one.id);
    expect((await listed('outcome=rejected')).map(({ source }) => source)).toEqual([
      join(SEEDS, 'html', 'not-a-page.html'),
    ]);
    expect(await listed('code=PAGE_BINARY')).toEqual(await listed('outcome=rejected'));
    expect((await listed('place=long.txt')).length).toBe(1);
    expect((await listed('site=ledger.example')).length).toBe(0);
    expect((await listed('run=2')).length).toBe(0);
    const [hidden, shown] = [await listed('shown=false'), await listed('shown=true')];
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.length + shown.length).toBe(all.length);
  });

  test('is shown in the console with links to their accounts', async () => {
    const { html } = await page(server.app, '/pages?place=html&outcome=');
    for (const { id } of await listed('place=html')) expect(html).toContain(`href="/pages/${id}"`);
  });
});

describe('the account of a page', () => {
  test('is the one that explain gives', async () => {
    const id = await found('text/tag-archive.txt');
    const explained = await explainPage(server.winnow.database, 'text/tag-archive.txt');
    expect((await get(server.app, `/api/pages/${id}`)).json).toEqual(JSON.parse(JSON.stringify(explained)));
    expect(explained.lines.some(({ repeats }) => repeats !== null)).toBe(true);
  });

  test('a page is found by its number, address or file', async () => {
    const [{ id }] = (await listed('site=news.example&shown=true')) as [Listed];
    expect(await found('https://news.example/1#top')).toBe(id);
    expect(await found(String(id))).toBe(id);
    expect((await get(server.app, '/api/pages/find?page=https://nowhere.example/')).status).toBe(404);
    expect((await get(server.app, '/api/pages/987654321')).status).toBe(404);
    const answer = await server.app.inject({ url: `/pages/find?page=https://news.example/1` });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/pages/${id}`]);
  });

  test('holds every line in the console exactly once, with its text, its article and its rule', async () => {
    for (const file of [
      'text/tag-archive.txt',
      'html/museum-whale.html',
      'html/manara.html',
      'menu-only.html',
    ]) {
      const id = await found(file);
      const { lines } = (await get(server.app, `/api/pages/${id}`)).json;
      const { html } = await page(server.app, `/pages/${id}`);
      expect(shownLines(html)).toEqual(
        lines.map(({ ordinal, article, text }: { ordinal: number; article: number; text: string }) => ({
          ordinal,
          article,
          text,
        })),
      );
      for (const { rule } of lines) expect(html).toContain(`href="/rules/${encodeURIComponent(rule)}"`);
    }
  });

  test('of a long page comes in parts that together hold every line once, both ways', async () => {
    const id = await found('long.txt');
    const seen: number[] = [];
    let url = `/pages/${id}`;
    const ways: string[] = [];
    for (;;) {
      const { html } = await page(server.app, url);
      expect(html).toContain(`of ${LINES} lines`);
      seen.push(...shownLines(html).map(({ ordinal }) => ordinal));
      ways.push(url);
      const next = /href="([^"]*)">Lines after/.exec(html)?.[1];
      if (next === undefined) break;
      url = next.replaceAll('&amp;', '&');
    }
    expect(seen).toEqual(Array.from({ length: LINES }, (_, n) => n));
    for (const [index, way] of ways.slice(0, -1).entries()) {
      const { html } = await page(server.app, ways[index + 1]!);
      expect(/href="([^"]*)">Lines before/.exec(html)![1]).toBe(way);
    }
    const { items, next } = (await get(server.app, `/api/pages/${id}/lines?from=1250&limit=100`)).json;
    expect([items.length, items[0].ordinal, next]).toEqual([50, 1250, null]);
    expect((await get(server.app, `/api/pages/${id}/lines?limit=100`)).json.next).toBe(100);
  });

  test('is narrowed to what was kept or set aside, to a role, to an article', async () => {
    const id = await found('html/tag-archive.html');
    const { lines } = (await get(server.app, `/api/pages/${id}`)).json;
    const shown = async (query: string) =>
      shownLines((await page(server.app, `/pages/${id}?${query}`)).html).map(({ ordinal }) => ordinal);
    const those = (is: (line: { role: string; article: number | null }) => boolean) =>
      lines.filter(is).map(({ ordinal }: { ordinal: number }) => ordinal);
    expect(await shown('kept=true')).toEqual(those(({ article }) => article !== null));
    expect(await shown('kept=false')).toEqual(those(({ article }) => article === null));
    expect(await shown('role=caption')).toEqual(those(({ role }) => role === 'caption'));
    expect(await shown('article=3')).toEqual(those(({ article }) => article === 3));
    expect(await shown('article=3&role=title')).toHaveLength(1);
    const { html } = await page(server.app, `/pages/${id}?article=3&role=code`);
    expect(html).toContain('No line is like that');
  });

  test('tells of each article why it begins there, what it says of itself, and which source is believed', async () => {
    const id = await found('html/museum-whale.html');
    const [{ signals, claims, publishedConfidence }] = (await get(server.app, `/api/pages/${id}`)).json
      .boundaries;
    const { html } = await page(server.app, `/pages/${id}`);
    const text = textIn(html);
    expect(text).toContain(signals.filter((signal: string) => !signal.startsWith('at:')).at(-1));
    for (const { value, source } of claims) {
      expect(text).toContain(value.slice(0, 300));
      expect(text).toContain(source);
    }
    expect(text).toContain(`sure by ${Math.round(publishedConfidence * 100)} %`);
    expect(text).toContain('(not believed)');
    const { rows } = await server.winnow.database.query(
      'select article_id from winnow.articles where page_id = $1',
      [id],
    );
    expect(html).toContain(`href="/articles/${rows[0].article_id}"`);
  });

  test('leads from a repeat to where it was first', async () => {
    const { rows } = await server.winnow.database.query(
      `select repeated.page_id, repeated.ordinal, first.page_id as first_page, first.ordinal as first_ordinal
       from winnow.repeated_paragraphs repeated join winnow.repeated_paragraphs first using (repeat_id)
       where not repeated.kept and first.kept and repeated.page_id <> first.page_id and length(repeated.text) > 60
       order by repeated.page_id, repeated.ordinal limit 12`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { page_id, ordinal, first_page, first_ordinal } of rows) {
      const { html } = await page(server.app, `/pages/${page_id}`);
      const line = new RegExp(`<li id="b${ordinal}".*?</li>`, 's').exec(html)![0];
      const [, to, anchor] = /<small class="repeat">.*?href="([^"]*)#(b\d+)"/s.exec(line)!;
      expect([to!.split('?')[0], anchor]).toEqual([`/pages/${first_page}`, `b${first_ordinal}`]);
      expect((await page(server.app, to!.replaceAll('&amp;', '&'))).html).toContain(`<li id="${anchor}"`);
    }
  });
});

test('versions are listed newest first, with what changed between them', async () => {
  const id = await found('https://news.example/1');
  const { url, items } = (await get(server.app, `/api/pages/${id}/history`)).json;
  expect(url).toBe('https://news.example/1');
  expect(
    items.map(({ fetchedAt, shown }: { fetchedAt: string; shown: boolean }) => [
      fetchedAt.slice(0, 10),
      shown,
    ]),
  ).toEqual([
    ['2024-05-02', true],
    ['2024-05-01', false],
  ]);
  expect((await get(server.app, `/api/pages/${id}/history?limit=1&offset=1`)).json.items).toEqual([items[1]]);
  const { html } = await page(server.app, `/pages/${id}/history`);
  expect(textIn(/<del>(.*?)<\/del>/s.exec(html)![1]!).trim()).toBe('12');
  expect(textIn(/<ins>(.*?)<\/ins>/s.exec(html)![1]!).trim()).toBe('15');
  const oldest = await page(server.app, `/pages/${id}/history?to=${items[1].version}`);
  expect(oldest.html).not.toContain('<ins>');
});

test('the meanings of roles are those of the glossary', async () => {
  const { readFileSync } = await import('node:fs');
  const glossary = readFileSync(join(SEEDS, '..', 'docs', 'glossary.md'), 'utf8');
  const rows = glossary.slice(glossary.indexOf('## Roles')).matchAll(/^\| ([a-z-]+) \| (.+) \|$/gm);
  expect(ROLE_MEANINGS).toEqual(
    Object.fromEntries([...rows].slice(1).map(([, role, meaning]) => [role, meaning])),
  );
});
