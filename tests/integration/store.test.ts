import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/document/index.ts';
import { migrateQueue } from '../../src/queue/open.ts';
import { type Database, openDatabase, transaction } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { putChunk } from '../../src/store/pages.ts';
import { readOnlyQuery } from '../../src/store/query.ts';
import { createRun, listRuns } from '../../src/store/runs.ts';
import { articleHtml, pageRecord } from '../support/sample-pages.ts';
import { withDatabase } from '../support/services.ts';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const made = await withDatabase();
  database = openDatabase(made.url);
  drop = made.drop;
});

afterAll(async () => {
  await database?.end();
  await drop?.();
});

describe('migrate', () => {
  test('runs each script once when many start at the same moment', async () => {
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database)));
    await Promise.all([1, 2, 3, 4].map(() => migrateQueue(database)));
    const scripts = runs.flat();
    expect(scripts.length).toBeGreaterThan(5);
    expect(new Set(scripts).size).toBe(scripts.length);
    expect(await migrate(database)).toEqual([]);
  });

  test('refuses a database that a newer version has migrated', async () => {
    await database.query(`insert into winnow.migration (name, checksum) values ('9999_later.sql', 'x')`);
    await expect(migrate(database)).rejects.toMatchObject({ code: 'STORE_TOO_NEW' });
    await database.query(`delete from winnow.migration where name = '9999_later.sql'`);
  });
});

describe('the public views', () => {
  test('have a comment on every column', async () => {
    const { rows } = await database.query(
      `select view, "column" from winnow.columns where coalesce(meaning, '') = ''`,
    );
    expect(rows).toEqual([]);
  });

  test('can all be read by winnow_reader, who can read nothing else', async () => {
    const views = await database.query<{ name: string }>(
      `select table_name as name from information_schema.views where table_schema = 'winnow'`,
    );
    for (const { name } of views.rows)
      await expect(readOnlyQuery(database, `select * from ${name} limit 1`)).resolves.toBeDefined();
    const tables = await database.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema in ('winnow', 'bullmq')`,
    );
    expect(tables.rows.length).toBeGreaterThan(20);
    for (const { name } of tables.rows)
      await expect(readOnlyQuery(database, `select * from ${name} limit 1`), name).rejects.toMatchObject({
        code: 'SQL_REFUSED',
      });
  });
});

describe('a query that somebody typed', () => {
  test.each([
    ['writes', 'insert into tag (name) values (1)'],
    ['takes its rights back', 'reset role'],
    ['is two statements', 'select 1; select 2'],
    ['is no SQL', 'hello'],
    ['takes longer than it may', 'select pg_sleep(10)'],
  ])('is refused when it %s', async (_, sql) => {
    const attempt = readOnlyQuery(database, sql, 1);
    if (sql === 'reset role') await attempt.catch(() => {});
    else await expect(attempt).rejects.toMatchObject({ code: 'SQL_REFUSED' });
    await expect(readOnlyQuery(database, 'select * from winnow.page')).rejects.toMatchObject({
      code: 'SQL_REFUSED',
    });
  });
});

describe('storing a chunk', () => {
  test('keeps bytes once by content, and one row for each record of the run', async () => {
    const run = await createRun(database, 'ingest', DEFAULT_OPTIONS);
    const records = [
      pageRecord('https://a.example/1', articleHtml(1), 1),
      pageRecord('https://a.example/2', articleHtml(1), 2),
      pageRecord('https://a.example/1', articleHtml(1), 3),
      pageRecord('https://a.example/1#top', articleHtml(1), 4),
    ];
    const stored = records.flatMap((record) => (record.kind === 'page' ? [record] : []));
    await transaction(database, (connection) => putChunk(connection, run, 0, 0, stored));
    const count = async (sql: string) => (await database.query<{ n: number }>(sql, [run.id])).rows[0]?.n;
    expect(await count('select count(*) as n from winnow.run_page where run_id = $1')).toBe(4);
    const pages = 'from winnow.run_page join winnow.page on page.id = page_id where run_id = $1';
    expect(await count(`select count(distinct page_id) as n ${pages}`)).toBe(2);
    expect(await count(`select count(distinct content_hash) as n ${pages}`)).toBe(1);
    expect((await listRuns(database, 1))[0]).toMatchObject({ pages: 4, pending: 4 });
  });

  test('takes names and addresses that PostgreSQL would refuse', async () => {
    const run = await createRun(database, 'ingest', DEFAULT_OPTIONS);
    const record = pageRecord('https://b.example/\ud800', 'text', 1);
    if (record.kind !== 'page') throw new Error('not a page');
    const page = { ...record.page, id: 'a\0b', origin: { source: 'c\0\ud800.txt', record: null } };
    await transaction(database, (connection) => putChunk(connection, run, 0, 0, [{ kind: 'page', page }]));
    const { rows } = await database.query('select source, record_id from winnow.outcomes where run_id = $1', [
      run.id,
    ]);
    expect(rows).toEqual([{ source: 'c\ufffd.txt', record_id: 'ab' }]);
  });
});
