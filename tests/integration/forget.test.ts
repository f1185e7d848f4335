import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/config.ts';
import { exportArticles } from '../../src/store/export.ts';
import { forgetPages, pagesToForget } from '../../src/store/forget.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { countGoneFromIndex } from '../support/indexed.ts';
import { broken } from '../support/invariants.ts';
import { articleHtml } from '../support/sample-pages.ts';
import { withDatabase } from '../support/services.ts';

const ALL = { url: null, site: null, before: null };

let folder: string;

const put = (name: string, pages: readonly (readonly [url: string, number: number])[]): string => {
  const file = join(folder, name);
  writeFileSync(
    file,
    pages.map(([url, number]) => JSON.stringify({ url, html: articleHtml(number) })).join('\n'),
  );
  return file;
};

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-forget-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withWinnow = async <T>(work: (winnow: Winnow) => Promise<T>): Promise<T> => {
  const { url, drop } = await withDatabase();
  const winnow = await open({ ...readSettings({}), databaseUrl: url, concurrency: 1 });
  try {
    return await work(winnow);
  } finally {
    await winnow.close();
    await drop();
  }
};

const exported = async (winnow: Winnow): Promise<string> => {
  let text = '';
  for await (const line of exportArticles(winnow.database, { blocks: true })) text += `${line}\n`;
  return text;
};

/** Rows that hang on nothing. */
const orphans = async (winnow: Winnow): Promise<Record<string, number>> => {
  const { rows } = await winnow.database.query<Record<string, number>>(
    `select
       (select count(*) from winnow.paragraph where not exists (select from winnow.block where paragraph_id = id)) as paragraphs,
       (select count(*) from winnow.content c where not exists (select from winnow.page where content_hash = c.hash)) as contents,
       (select count(*) from winnow.author where not exists (select from winnow.article_author where author_id = id)) as authors,
       (select count(*) from winnow.tag where not exists (select from winnow.article_tag where tag_id = id)) as tags,
       (select count(*) from winnow.name where not exists (select from winnow.article_name where name_id = id)) as names,
       (select count(*) from winnow.sense s where not exists (select from winnow.sense_member where sense_id = s.id)) as senses,
       (select count(*) from winnow.entity e where not exists (select from winnow.sense where entity_id = e.id)) as entities,
       (select count(*) from winnow.site where not exists (select from winnow.page where site_id = site.id)) as sites,
       (select count(*) from winnow.source where not exists (select from winnow.run_page where source_id = source.id)) as sources`,
  );
  return { ...rows[0]!, indexed: await countGoneFromIndex(winnow.database) };
};

test('a store that has forgotten a site holds what it would if it had never read it', async () => {
  const gone = put(
    'gone.jsonl',
    numbers(0, 20).map((number) => [`https://courier.example/${number}`, number] as const),
  );
  // The same bytes at other addresses, and pages of their own.
  const stays = put(
    'stays.jsonl',
    numbers(15, 30).map((number) => [`https://mirror.example/${number}`, number] as const),
  );
  const expected = await withWinnow(async (winnow) => {
    await winnow.ingest([stays]);
    return exported(winnow);
  });
  await withWinnow(async (winnow) => {
    await winnow.ingest([gone]);
    const run = await winnow.ingest([stays]);
    const pages = await pagesToForget(winnow.database, { ...ALL, site: 'courier.example' });
    expect(pages).toHaveLength(20);
    const { forgotten } = await forgetPages(winnow.database, pages);
    expect(forgotten).toMatchObject({ pages: 20, versions: 20, records: 20 });
    expect(await exported(winnow)).toBe(expected);
    expect(await broken(winnow.database)).toEqual({});
    expect(new Set(Object.values(await orphans(winnow)))).toEqual(new Set([0]));
    expect(await winnow.status(run.id)).toMatchObject({ pages: 15, pending: 0 });
    expect((await winnow.status(run.id - 1)).skipped).toEqual({ 'page:forgotten': 20 });

    await forgetPages(
      winnow.database,
      await pagesToForget(winnow.database, { ...ALL, before: '2100-01-01' }),
    );
    expect(await exported(winnow)).toBe('');
    expect(new Set(Object.values(await orphans(winnow)))).toEqual(new Set([0]));
  });
});

test('pages that a run still has in hand are not forgotten, and others are while it works', async () => {
  const first = put(
    'first.jsonl',
    numbers(0, 20).map((number) => [`https://courier.example/${number}`, number] as const),
  );
  const second = put(
    'second.jsonl',
    numbers(0, 64).map((number) => [`https://mirror.example/${number}`, number] as const),
  );
  const expected = await withWinnow(async (winnow) => {
    await winnow.ingest([second]);
    return exported(winnow);
  });
  await withWinnow(async (winnow) => {
    const { id } = await winnow.ingest([first], { detach: true });
    const pages = await pagesToForget(winnow.database, { ...ALL, site: 'courier.example' });
    await expect(forgetPages(winnow.database, pages)).rejects.toMatchObject({ code: 'PAGE_IN_WORK' });
    await winnow.finish(id);
    const [run] = await Promise.all([winnow.ingest([second]), forgetPages(winnow.database, pages)]);
    expect(run).toMatchObject({ state: 'done', pending: 0, pages: 64 });
    expect(run.outcomes).toMatchObject({ failed: 0 });
    expect(await exported(winnow)).toBe(expected);
    expect(await broken(winnow.database)).toEqual({});
    expect(new Set(Object.values(await orphans(winnow)))).toEqual(new Set([0]));
  });
});
