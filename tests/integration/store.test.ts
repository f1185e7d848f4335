import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/assets.ts';
import { DEFAULT_OPTIONS } from '../../src/document/index.ts';
import { migrateQueue } from '../../src/queue/open.ts';
import { takeChunks } from '../../src/store/chunks.ts';
import {
  cancelQueries,
  type Database,
  openDatabase,
  type Queryable,
  transaction,
} from '../../src/store/database.ts';
import { findPage } from '../../src/store/explain.ts';
import { exportQuery } from '../../src/store/export.ts';

import { migrate } from '../../src/store/migrate.ts';
import { putChunk } from '../../src/store/pages.ts';
import { readOnlyQuery } from '../../src/store/query.ts';
import { listClusters } from '../../src/store/read-repeats.ts';
import { createRun, listRuns } from '../../src/store/runs.ts';
import { searchArticles } from '../../src/store/search.ts';
import { decideShown } from '../../src/store/settle.ts';
import { articleHtml, pageRecord } from '../support/sample-pages.ts';
import { withBareDatabase } from '../support/services.ts';

/** The rows of a query that somebody typed. */
const askFor = async (of: Database, sql: string, seconds = 300): Promise<unknown[]> => {
  const found: unknown[] = [];
  await readOnlyQuery(of, sql, { seconds }, async (rows) => {
    found.push(...rows);
  });
  return found;
};

let database: Database;
let drop: () => Promise<void>;
let url: string;

beforeAll(async () => {
  const made = await withBareDatabase();
  database = openDatabase(made.url);
  drop = made.drop;
  url = made.url;
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

/** Rows of a table that a transaction has read so far. */
const rowsRead = async (connection: Queryable, table: string): Promise<number> => {
  const { rows } = await connection.query<{ n: number }>(
    `select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_xact_user_tables
     where schemaname = 'winnow' and relname = $1`,
    [table],
  );
  return rows[0]!.n;
};

describe('a large store', () => {
  test('has an index for each key by which rows that are removed may be needed', async () => {
    // Rows of these are never removed.
    const kept = ['rule', 'pipeline', 'run'];
    const { rows } = await database.query<{ key: string }>(
      `select conrelid::regclass || ' ' || pg_get_constraintdef(con.oid) as key
       from pg_constraint con join pg_class parent on parent.oid = confrelid
       where contype = 'f' and connamespace = 'winnow'::regnamespace and parent.relname <> all($1)
         and not exists (
           select from pg_index where indrelid = conrelid and (indkey::int2[])[0:cardinality(conkey) - 1] = conkey)
       order by 1`,
      [kept],
    );
    expect(rows).toEqual([]);
  });

  test('gives chunks to the queue without looking at all that wait', async () => {
    const run = await createRun(database, 'ingest', DEFAULT_OPTIONS);
    await database.query('insert into winnow.chunk (run_id, ordinal) select $1, generate_series(0, 19999)', [
      run.id,
    ]);
    await database.query('analyze winnow.chunk');
    await takeChunks(database, 64, 120);
    const { taken, read } = await transaction(database, async (connection) => ({
      taken: await takeChunks(connection, 64, 120),
      read: await rowsRead(connection, 'chunk'),
    }));
    expect(taken).toEqual([]);
    expect(read).toBeLessThan(1000);
    await database.query('delete from winnow.run where id = $1', [run.id]);
  });

  test('settles a few pages, and finds one by its address, without reading all pages, files and records', async () => {
    const read = await transaction(database, async (connection) => {
      await connection.query(`
        insert into winnow.content (hash, size, encoding, bytes)
          select sha256(n::text::bytea), 0, 'none', '' from generate_series(1, 10000) n;
        insert into winnow.page (key, url, address, content_hash, media_type, seen_at)
          select substring(sha256(n::text::bytea) for 16), address, address, sha256(n::text::bytea), 'text/html', now()
          from generate_series(1, 10000) n, format('https://large.example/%s', n) address;
        insert into winnow.pipeline (version, options) values ('of a test', '{}');
        insert into winnow.run (kind, pipeline_id) select 'ingest', id from winnow.pipeline where version = 'of a test';
        insert into winnow.source (run_id, name)
          select run.id, format('%s.html', n) from winnow.run, generate_series(1, 10000) n;
        insert into winnow.run_page (run_id, position, chunk, page_id, source_id)
          select run_id, page.id, 0, page.id, source.id
          from winnow.source join winnow.page on address = 'https://large.example/' || replace(name, '.html', '');
        analyze winnow.content, winnow.page, winnow.source, winnow.run_page`);
      const { rows } = await connection.query<{ id: number }>(
        'select id from winnow.page order by id limit 3',
      );
      const tables = ['page', 'source', 'run_page'];
      const counts = () => Promise.all(tables.map((table) => rowsRead(connection, table)));
      const before = await counts();
      await decideShown(
        connection,
        rows.map((row) => row.id),
      );
      expect(await findPage(connection, 'https://large.example/77')).toMatchObject({ source: '77.html' });
      const after = await counts();
      await connection.query('rollback');
      await connection.query('begin');
      return after.map((count, table) => count - before[table]!);
    });
    expect(Math.max(...read)).toBeLessThan(1000);
  });

  test('is searched without reading all articles for their languages', async () => {
    const read = await transaction(database, async (connection) => {
      await connection.query(`
        insert into winnow.content (hash, size, encoding, bytes) values (sha256('x'), 0, 'none', '');
        insert into winnow.page (key, content_hash, media_type, seen_at)
          values (substring(sha256('x') for 16), sha256('x'), 'text/html', now());
        insert into winnow.pipeline (version, options) values ('of a test', '{}');
        insert into winnow.run (kind, pipeline_id) select 'ingest', id from winnow.pipeline where version = 'of a test';
        insert into winnow.refinement (page_id, pipeline_id, run_id, outcome, page_type, current)
          select page.id, pipeline_id, run.id, 'loaded', 'article', true from winnow.page, winnow.run
          join winnow.pipeline on pipeline.id = pipeline_id and version = 'of a test';
        insert into winnow.article (refinement_id, ordinal, language, teaser, text, words, search)
          select refinement.id, n, said.language, false, said.text, 1, winnow.search_document(said.language, null, said.text)
          from winnow.refinement, generate_series(1, 3000) n, lateral (
            select (array['de', 'en', null])[n % 3 + 1] as language,
              case n when 1 then 'ferries' when 2 then 'Fähren' when 3 then 'Fähren'
                when 4 then 'boats and ferries' when 7 then 'boats' else 'nothing' end as text) said`);
      await connection.query('analyze winnow.article');
      const before = await rowsRead(connection, 'article');
      // English by its stem, without a language by the word itself; what is ruled out is so in the article's language.
      const asked = ['ferry', 'fähren', 'boats', 'boats -ferry'];
      const found = await Promise.all(asked.map((words) => searchArticles(connection, words, 9)));
      expect(found.map((hits) => hits.length)).toEqual([2, 2, 2, 1]);
      const read = (await rowsRead(connection, 'article')) - before;
      await connection.query('rollback');
      await connection.query('begin');
      return read;
    });
    expect(read).toBeLessThan(1000);
  });
});

describe('what repeats on one site', () => {
  test('is listed and exported without reading the blocks of all others', async () => {
    const read = await transaction(database, async (connection) => {
      await connection.query(`
        insert into winnow.site (host) values ('large.example'), ('small.example');
        insert into winnow.content (hash, size, encoding, bytes) values (sha256('y'), 0, 'none', '');
        insert into winnow.page (key, url, address, site_id, content_hash, media_type, seen_at)
          select substring(sha256(n::text::bytea) for 16), url, url, site.id, sha256('y'), 'text/html', now()
          from generate_series(1, 100) n
          join winnow.site on host = case when n > 2 then 'large.example' else 'small.example' end,
            format('https://%s/%s', host, n) url;
        insert into winnow.pipeline (version, options) values ('of a test', '{}');
        insert into winnow.run (kind, pipeline_id) select 'ingest', id from winnow.pipeline where version = 'of a test';
        insert into winnow.refinement (page_id, pipeline_id, run_id, outcome, page_type, current)
          select page.id, pipeline_id, run.id, 'loaded', 'article', true
          from winnow.page join winnow.site on site.id = site_id and host ~ '^(large|small)', winnow.run
          join winnow.pipeline on pipeline.id = pipeline_id and version = 'of a test';
        insert into winnow.rule (name) values ('of-a-test');
        insert into winnow.paragraph (text_hash, normal_hash, text)
          select substring(sha256(text::bytea) for 16), substring(sha256(text::bytea) for 16), text
          from generate_series(1, 100) n, format('%s said again', n) text;
        insert into winnow.article (refinement_id, ordinal, teaser, text, words, search)
          select refinement.id, 1, false, '', 0, '' from winnow.refinement;
        insert into winnow.block (refinement_id, ordinal, role, article, rule_id, paragraph_id)
          select refinement.id, ordinal, 'paragraph', 1, rule.id, paragraph.id
          from winnow.rule, winnow.refinement join winnow.page on page.id = page_id, generate_series(0, 99) ordinal
          join winnow.paragraph on text = format('%s said again', ordinal + 1)
          where rule.name = 'of-a-test' and (page.url ~ 'large' or ordinal = 0);
        analyze winnow.page, winnow.refinement, winnow.article, winnow.block, winnow.paragraph, winnow.repeat`);
      const before = await rowsRead(connection, 'block');
      const clusters = await listClusters(connection, 'small.example', 20);
      const listed = await rowsRead(connection, 'block');
      const exported = await connection.query<{ line: string }>(
        exportQuery({ blocks: false, site: 'small.example' }),
        ['small.example', null, null],
      );
      const read = Math.max(listed - before, (await rowsRead(connection, 'block')) - listed);
      const first = { ordinal: 0, url: 'https://large.example/10', of: 0, similarity: 1 };
      expect(exported.rows.map(({ line }) => JSON.parse(line).repeats)).toEqual([[first], [first]]);
      expect(clusters).toMatchObject([{ text: '1 said again', occurrences: 100, sites: 2 }]);
      await connection.query('rollback');
      await connection.query('begin');
      return read;
    });
    expect(read).toBeLessThan(1000);
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
      await expect(askFor(database, `select * from ${name} limit 1`)).resolves.toBeDefined();
    const tables = await database.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema in ('winnow', 'bullmq')`,
    );
    expect(tables.rows.length).toBeGreaterThan(20);
    for (const { name } of tables.rows)
      await expect(askFor(database, `select * from ${name} limit 1`), name).rejects.toMatchObject({
        code: 'SQL_REFUSED',
      });
  });
});

describe('an account that may not make roles', () => {
  test('migrates, and asks with its own rights, but to read only', async () => {
    const made = await withBareDatabase();
    const address = new URL(made.url);
    const role = `winnow_test_${randomBytes(6).toString('hex')}`;
    const admin = openDatabase(made.url, 1);
    await admin.query(`create role ${role} login password 'x' nosuperuser nocreaterole`);
    await admin.query(`alter database ${address.pathname.slice(1)} owner to ${role}`);
    address.username = role;
    address.password = 'x';
    const owned = openDatabase(address.href, 1);
    try {
      await migrate(owned);
      await expect(askFor(owned, 'select count(*) from articles')).resolves.toEqual([[0]]);
      await expect(askFor(owned, 'delete from site')).rejects.toMatchObject({ code: 'SQL_REFUSED' });
    } finally {
      await owned.end();
      await admin.end();
      await made.drop();
      await database.query(`drop role ${role}`);
    }
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
    const attempt = askFor(database, sql, 1);
    if (sql === 'reset role') await attempt.catch(() => {});
    else await expect(attempt).rejects.toMatchObject({ code: 'SQL_REFUSED' });
    await expect(askFor(database, 'select * from winnow.page')).rejects.toMatchObject({
      code: 'SQL_REFUSED',
    });
  });
});

describe('the rows of a query', () => {
  /** What the server does for Winnow at the moment, but for this question. */
  const inHand = async (words: string): Promise<number> => {
    const { rows } = await database.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
       where state <> 'idle' and pid <> pg_backend_pid() and query like $1`,
      [`%${words}%`],
    );
    return rows[0]!.n;
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await sleep(50);
  };

  test('come in order, with the columns also of none', async () => {
    let columns: readonly string[] = [];
    const found: unknown[] = [];
    await readOnlyQuery(
      database,
      `select n, repeat('x', 1000) from generate_series(1, 20000) n`,
      { seconds: 300 },
      async (rows, names) => {
        columns = names;
        found.push(...rows.map(([n]) => n));
        if (found.length % 7 === 0) await sleep(1);
      },
    );
    expect(columns).toEqual(['n', 'repeat']);
    expect(found).toEqual(Array.from({ length: 20_000 }, (_, index) => index + 1));
    const calls: unknown[] = [];
    await readOnlyQuery(database, 'select 1 as a, 2 as b where false', { seconds: 300 }, async (...call) => {
      calls.push(call);
    });
    expect(calls).toEqual([[[], ['a', 'b']]]);
  });

  test('may be taken for longer than the database may take for them', async () => {
    let count = 0;
    await readOnlyQuery(
      database,
      `select repeat('x', 10000) from generate_series(1, 1000)`,
      { seconds: 3 },
      async (rows) => {
        if (count === 0) await sleep(3500);
        count += rows.length;
      },
    );
    expect(count).toBe(1000);
  });

  test('end the query when nobody wants more of them', async () => {
    const enough = new Error('enough');
    const attempt = readOnlyQuery(
      database,
      'select generate_series(1, 1e15) as endless',
      { seconds: 300 },
      async () => {
        throw enough;
      },
    );
    await expect(attempt).rejects.toBe(enough);
    await until(async () => (await inHand('endless')) === 0);
    await expect(askFor(database, 'select 1')).resolves.toEqual([[1]]);
  });

  test('end the query when their reader leaves before the first one', async () => {
    const leaving = new AbortController();
    const bounds = { seconds: 600, signal: leaving.signal };
    const attempt = readOnlyQuery(database, 'select pg_sleep(600) as forsaken', bounds, async () => {});
    attempt.catch(() => {});
    await until(async () => (await inHand('forsaken')) === 1);
    const gone = new Error('gone');
    leaving.abort(gone);
    await expect(attempt).rejects.toBe(gone);
    await until(async () => (await inHand('forsaken')) === 0);
    await expect(readOnlyQuery(database, 'select 1', bounds, async () => {})).rejects.toBe(gone);
    await expect(askFor(database, 'select 1')).resolves.toEqual([[1]]);
  });

  test('are refused when one is larger than may be', async () => {
    const bounds = { seconds: 300, rowBytes: 1_000_000 };
    const small = `select repeat('x', 10000) from generate_series(1, 1000)`;
    let count = 0;
    await readOnlyQuery(database, small, bounds, async (rows) => {
      count += rows.length;
    });
    expect(count).toBe(1000);
    await expect(
      readOnlyQuery(database, `select repeat('x', 30000000)`, bounds, async () => {}),
    ).rejects.toMatchObject({ code: 'SQL_REFUSED', detail: 'a row is too large' });
  });

  test('that were in hand when all is cancelled are refused, and the server does nothing more for them', async () => {
    const attempt = askFor(database, 'select pg_sleep(600) as cancelled', 600);
    attempt.catch(() => {});
    await until(async () => (await inHand('cancelled')) === 1);
    await cancelQueries(database);
    await expect(attempt).rejects.toMatchObject({ code: 'SQL_REFUSED' });
    expect(await inHand('cancelled')).toBe(0);
  });

  test('after an error begin anew on the same connection', async () => {
    const single = openDatabase(url, 1);
    try {
      await expect(askFor(single, 'select 1 / (3 - n) from generate_series(1, 9) n')).rejects.toMatchObject({
        code: 'SQL_REFUSED',
      });
      await expect(askFor(single, 'select 1')).resolves.toEqual([[1]]);
    } finally {
      await single.end();
    }
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

describe('an upgrade', () => {
  test('takes name and password out of the addresses that were stored with them', async () => {
    const given = [
      ['https://ann:s3cret@up.example/a@b?c', 'https://up.example/a@b?c'],
      ['ftp://ann@up.example', 'ftp://up.example'],
      ['https://up.example/@ann', 'https://up.example/@ann'],
      ['mailto:ann@up.example', 'mailto:ann@up.example'],
    ] as const;
    const run = await createRun(database, 'ingest', DEFAULT_OPTIONS);
    const records = given.map((_, index) =>
      pageRecord(`https://up.example/${index}`, articleHtml(index), index),
    );
    const stored = records.flatMap((record) => (record.kind === 'page' ? [record] : []));
    await transaction(database, (connection) => putChunk(connection, run, 0, 0, stored));
    for (const [index, [url]] of given.entries())
      await database.query('update winnow.page set url = $2 where url = $1', [
        `https://up.example/${index}`,
        url,
      ]);
    await database.query(readFileSync(join(packageRoot, 'sql/migrations/0021_no_credentials.sql'), 'utf8'));
    const { rows } = await database.query<{ url: string }>(
      `select url from winnow.outcomes where run_id = $1 order by position`,
      [run.id],
    );
    expect(rows.map(({ url }) => url)).toEqual(given.map(([, url]) => url));
  });
});
