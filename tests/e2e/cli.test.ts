import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Entity } from '../../src/document/index.ts';
import { jsonLines, main, type Result, runCommand } from '../support/cli.ts';
import { rowsOf } from '../support/rows-of.ts';
import { withBareDatabase } from '../support/services.ts';

let databaseUrl: string;
let drop: () => Promise<void>;
let folder: string;

const winnow = (args: readonly string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Result> =>
  runCommand(args, { input, env: { DATABASE_URL: databaseUrl, ...env } });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-cli-'));
  ({ url: databaseUrl, drop } = await withBareDatabase());
});

afterAll(async () => {
  await drop?.();
  rmSync(folder, { recursive: true, force: true });
});

describe('the first command', () => {
  test('reads the sample pages, and shows every reader and outcome', async () => {
    const result = await winnow(['ingest', 'seeds', '--json']);
    expect(result).toMatchObject({ code: 0 });
    const [status] = jsonLines(result);
    expect(status).toMatchObject({ state: 'done', pages: 31, pending: 0 });
    expect(status?.outcomes).toMatchObject({ duplicate: 1, empty: 1, rejected: 1, failed: 1, loaded: 27 });
  });

  test('changes nothing when it is repeated', async () => {
    const before = await winnow(['export', '--blocks']);
    const [status] = jsonLines(await winnow(['ingest', 'seeds', '--json']));
    expect(status?.outcomes).toMatchObject({ loaded: 0, unchanged: 30, failed: 1 });
    expect((await winnow(['export', '--blocks'])).out).toBe(before.out);
  });
});

describe('asking', () => {
  test('sql prints a table, JSON and CSV', async () => {
    const sql = `select title, words from articles where title like '%whale%' order by title`;
    const table = await winnow(['sql', sql]);
    expect(table.out).toMatch(/^title\s+words/);
    const rows = jsonLines(await winnow(['sql', '--json', sql]));
    expect(rows.length).toBeGreaterThan(0);
    const csv = await winnow(['sql', '--csv', sql]);
    expect(csv.out.split('\n')).toHaveLength(rows.length + 2);
  });

  test.each(['', '--csv', '--json'])('sql %s shows more rows than memory holds', async (format) => {
    const rows = 40_000;
    const sql = `select n, repeat(chr(97 + n % 26), 2500) as words from generate_series(1, ${rows}) n`;
    const script = `"${process.execPath}" --max-old-space-size=60 "${main}" sql ${format} "${sql}" | wc -l`;
    const child = spawn('sh', ['-c', script], { env: { ...process.env, DATABASE_URL: databaseUrl } });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    expect(err).toBe(format === '' ? `${rows} rows\n` : '');
    expect(Number(out)).toBe(format === '--json' ? rows : rows + 1);
  });

  test('export takes the articles of a site and of some days, and of near copies the one that is kept', async () => {
    const articles = async (...options: string[]) =>
      jsonLines(await winnow(['export', ...options])) as { url: string | null; published: string | null }[];
    const all = await articles();
    const host = new URL(all.find(({ url }) => url !== null)?.url ?? '').hostname;
    const isOf = (name: string) => name === host || name.endsWith(`.${host}`);
    const ofSite = await articles('--site', host.toUpperCase());
    expect(ofSite.length).toBeGreaterThan(0);
    expect(ofSite.every(({ url }) => isOf(new URL(url ?? '').hostname))).toBe(true);
    const ofYear = await articles('--since', '2021-01-01', '--until', '2022-01-01');
    expect(ofYear.length).toBeGreaterThan(0);
    expect(ofYear.length).toBe(all.filter(({ published }) => published?.startsWith('2021')).length);
    const [counted] = jsonLines(
      await winnow(['sql', '--json', 'select count(*)::int as n from distinct_articles']),
    );
    expect(counted).toEqual({ n: (await articles('--distinct')).length });
    expect((counted as { n: number }).n).toBeLessThan(all.length);
  });

  test('entity list finds names by letters that they hold, when nothing is called so', async () => {
    const named = async (...options: string[]) =>
      (
        jsonLines(await winnow(['entity', 'list', ...options, '--json'])) as { name: string; type: string }[]
      ).map(({ name }) => name);
    expect(await named('Skarrow Harbour Trust')).toEqual(['Skarrow Harbour Trust']);
    expect(await named('row harbour tr')).toContain('Skarrow Harbour Trust');
    expect(await named('row harbour tr', '--type', 'person')).toEqual([]);
  });

  test('explain accounts for every line of a page, and says where a repeat was seen first', async () => {
    const result = await winnow(['explain', 'text/tag-archive.txt', '--json']);
    const [page] = jsonLines(result);
    expect((page as { lines: unknown[] }).lines.length).toBeGreaterThan(100);
    expect(page?.boundaries).toHaveLength(9);
    const seen = await winnow(['explain', 'text/tag-archive.txt']);
    expect(seen.out).toMatch(/text:|split:|model:/);
    expect(seen.out).toMatch(/= repeats/);
    expect(seen.out).toMatch(/^ {2}tags +Skarrow; .*\(block:tags\)$/m);
  });

  test('how sure a date is stands beside it in articles, versions and exports, and in what explain says', async () => {
    const sql = 'select published, published_confidence from';
    const rows = jsonLines(await winnow(['sql', '--json', `${sql} articles order by article_id`]));
    const dated = rows.filter(({ published }) => published !== null);
    expect(dated.length).toBeGreaterThan(5);
    for (const { published, published_confidence: confidence } of rows)
      expect(confidence === null).toBe(published === null);
    const sorted = (of: readonly Record<string, unknown>[]): string[] =>
      of.map((row) => `${row.published} ${row.published_confidence}`).sort();
    expect(sorted(jsonLines(await winnow(['export'])))).toEqual(sorted(rows));
    expect(sorted(jsonLines(await winnow(['sql', '--json', `${sql} article_versions where shown`])))).toEqual(
      expect.arrayContaining(sorted(rows)),
    );

    const [page] = jsonLines(await winnow(['inspect', '--json', 'seeds/html/museum-whale.html'])) as {
      articles?: { published: string; published_confidence: number }[];
    }[];
    const { published, published_confidence: confidence } = page!.articles![0]!;
    const explained = await winnow(['explain', 'html/museum-whale.html']);
    expect(explained.out).toContain(`published  ${published} ${confidence.toFixed(2)} (`);
  });

  test('search finds an article by its words', async () => {
    const hits = jsonLines(await winnow(['search', '--json', '"lost', 'whale"']));
    expect(hits[0]?.title).toMatch(/whale/i);
    expect((await winnow(['search', 'zzzqqq'])).err).toMatch(/no article/);
  });

  test('failures are listed by code, with the place of the record', async () => {
    const result = await winnow(['failures']);
    expect(result.out).toMatch(/READ_BAD_JSON/);
    expect(result.out).toMatch(/feed\.jsonl#4/);
    const retried = await winnow(['failures', 'retry']);
    expect(retried).toMatchObject({ code: 2 });
    expect(retried.err).toMatch(/\d records? could not be read, .* mend and ingest seeds\/feed\.jsonl, /);
  });

  test('status adds up', async () => {
    for (const status of jsonLines(await winnow(['status', '--json']))) {
      const outcomes = Object.values(status.outcomes as Record<string, number>);
      expect(outcomes.reduce((sum, count) => sum + count, 0)).toBe(status.pages);
    }
  });

  test('a reader that has had enough is no error', async () => {
    const child = spawn('sh', ['-c', `"${process.execPath}" "${main}" export | head -c 10`], {
      env: { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: '' },
    });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    expect(out).toHaveLength(10);
    expect(err).toBe('');
  });
});

describe('a query that nobody waits for any more', () => {
  const ask = <T>(sql: string): Promise<T[]> => rowsOf(databaseUrl, sql);
  const isInHand = async (words: string): Promise<boolean> => {
    const sql = `select from pg_stat_activity where state <> 'idle' and query like '%${words}%' and pid <> pg_backend_pid()`;
    return (await ask(sql)).length > 0;
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await sleep(100);
  };

  test('ends when its reader has had enough', async () => {
    const script = `"${process.execPath}" "${main}" sql --csv "select generate_series(1, 1e15) as headed" | head -n 2`;
    const child = spawn('sh', ['-c', script], { env: { ...process.env, DATABASE_URL: databaseUrl } });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    expect([out, err]).toEqual(['headed\n1\n', '']);
    await until(async () => !(await isInHand('headed')));
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends at the server on %s', async (signal, code) => {
    const words = `stopped_by_${signal.toLowerCase()}`;
    const child = spawn(
      process.execPath,
      [main, 'sql', '--timeout', '600', `select pg_sleep(600) as ${words}`],
      {
        env: { ...process.env, DATABASE_URL: databaseUrl },
      },
    );
    await until(() => isInHand(words));
    child.kill(signal);
    const [err] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([child.exitCode, err]).toEqual([code, '']);
    await until(async () => !(await isInHand(words)));
  });
});

describe('standard input', () => {
  test('is taken as JSON lines', async () => {
    const input = JSON.stringify({
      url: 'https://stdin.example/',
      text: 'One line.\n\nAnother line of text.',
    });
    const [status] = jsonLines(await winnow(['ingest', '-', '--json'], input));
    expect(status).toMatchObject({ pages: 1, pending: 0 });
  });
});

describe('the filters', () => {
  test('inspect prints one object a page, in order, and exits 0 when pages fail', async () => {
    const result = await winnow(['inspect', '--json', 'seeds/feed.jsonl'], '', {
      DATABASE_URL: 'postgres://127.0.0.1:1/x',
    });
    expect(result.code).toBe(0);
    const pages = jsonLines(result);
    expect(pages.map((page) => page.source)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `seeds/feed.jsonl#${n}`),
    );
    expect(pages[3]).toMatchObject({ outcome: 'failed', code: 'READ_BAD_JSON' });
    expect(pages[0]).toMatchObject({ outcome: 'loaded', media_type: 'text/html' });
  });

  test('inspect gives up a page that takes too long, and goes on', async () => {
    const input = [`${'a\n'.repeat(3_000_000)}`, 'One line of text.']
      .map((text, id) => JSON.stringify({ id: `p${id}`, text }))
      .join('\n');
    const result = await winnow(['inspect', '--json', '-'], input, { WINNOW_PAGE_TIMEOUT: '3' });
    expect(result.code).toBe(0);
    const [slow, quick] = jsonLines(result);
    expect(slow).toMatchObject({ id: 'p0', outcome: 'failed', code: 'REFINE_TIMEOUT', detail: '3 s' });
    expect(quick).toMatchObject({ id: 'p1', blocks: [{ text: 'One line of text.' }] });
  });

  test('entities gives offsets into the text as given', async () => {
    const text = 'On Monday Angela Merkel met the United Nations in New York. 𝒜 Merkel spoke.';
    const [record] = jsonLines(await winnow(['entities', '-'], JSON.stringify({ id: 'a', text })));
    const mentions = (record as unknown as { entities: Entity[] }).entities.flatMap(
      (entity) => entity.mentions,
    );
    expect(mentions.length).toBeGreaterThan(1);
    for (const mention of mentions) expect(text.slice(mention.start, mention.end)).toBe(mention.text);
  });

  test('what breaks off while a file of texts is read has a code, after what was read before', async () => {
    const lines = Array.from({ length: 2000 }, (_, n) =>
      JSON.stringify({ text: `${n} ${Math.sin(n)} ferries` }),
    );
    const file = join(folder, 'cut.jsonl.gz');
    writeFileSync(file, gzipSync(lines.join('\n')).subarray(0, -1000));
    const { code, err } = await winnow(['entities', file]);
    expect(code).toBe(1);
    expect(err).toContain('(READ_TRUNCATED)');
    expect((await winnow(['dedupe', folder])).err).toBe(
      `winnow: the file cannot be read: ${folder}: EISDIR (READ_UNREADABLE)\n`,
    );
  });

  test('dedupe keeps the first of two that say the same', async () => {
    const said =
      'The council of Norhaven said on Monday that the works on the old ferry landing will take three months, and that nobody who lives near it will have to move out.';
    const input = [said, 'Something else.', said.replace('old ferry', 'olde ferry')].map((text, id) =>
      JSON.stringify({ id: `p${id}`, text }),
    );
    const records = jsonLines(await winnow(['dedupe', '-'], input.join('\n')));
    expect(records.map((record) => record.duplicate_of)).toEqual([null, null, 'p0']);
    expect(records.map((record) => record.kept)).toEqual([true, true, false]);
  });
});

describe('wrong use gets one clear line and exit code 2', () => {
  test.each([
    [['frobnicate']],
    [['ingest']],
    [['ingest', 'no/such/place']],
    [['sql', 'select from where']],
    [['status', 'yesterday']],
    [['status', '999999']],
    [['explain', 'https://nowhere.example/']],
    [['failures', '--code', 'NO_SUCH_CODE']],
    [['explain', '']],
    [['history', ' ']],
    [['repeats', '']],
    [['sql', '']],
    [['search', '']],
    [['ingest', 'seeds', '']],
    [['entity', 'show', '']],
    [['export', '--site', '']],
    [['reprocess', '--where', '']],
    [['forget', '--url', '', '--yes']],
    [['ingest', 'seeds', '--config', 'no-such.json']],
    [['export', '--format', 'xml']],
    [['export', '--since', '2026-02-30']],
    // Which V8 would read as a day of May 2001.
    [['forget', '--before', '5', '--yes']],
  ])('%j', async (args) => {
    const { code, out, err } = await winnow(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(/^winnow: /);
  });

  test.each(['postgres://ann:secret@host:port/x', 'mysql://ann:secret@127.0.0.1/x', 'secret@127.0.0.1'])(
    'an address that is none, without showing it: %s',
    async (address) => {
      const { code, err } = await winnow(['status'], '', { DATABASE_URL: address });
      expect(code).toBe(2);
      expect(err).toMatch(/^winnow: .*DATABASE_URL.*\(CONFIG_INVALID\)\n$/);
      expect(err).not.toContain('secret');
    },
  );

  test.each([
    ['in another character set', Buffer.from('name,type\nT\xe9st,person\n', 'latin1'), 'line 2 is not UTF-8'],
    ['with a NUL', Buffer.from('name,type\nA\0B,person\n'), 'line 2 is not UTF-8'],
    ['that is far too long', Buffer.from(`name,type\n${'N'.repeat(401)},person\n`), 'line 2: a name has 400'],
  ])('a gazetteer with a name %s', async (_, bytes, said) => {
    const file = join(folder, 'names.csv');
    writeFileSync(file, bytes);
    const { code, err } = await winnow(['gazetteer', 'load', file]);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });

  test('a database that does not let this account in', async () => {
    const address = new URL(databaseUrl);
    address.pathname = '/no_such_database';
    const { code, err } = await winnow(['status'], '', { DATABASE_URL: address.href });
    expect(code).toBe(2);
    expect(err).toMatch(/DATABASE_URL: database "no_such_database" does not exist \(CONFIG_INVALID\)/);
  });

  // Each is waited for: at the same time.
  test.concurrent.each([
    ['redis://ann:s3cret@127.0.0.1:1/2', 1, /127\.0\.0\.1:1: ECONNREFUSED \(QUEUE_UNREACHABLE\)\n$/],
    [
      'redis://ann:s3cret@no-such-host.invalid:6379',
      1,
      /no-such-host\.invalid:6379.*\(QUEUE_UNREACHABLE\)\n$/,
    ],
    ['s3cret@127.0.0.1', 2, /REDIS_URL.*\(CONFIG_INVALID\)\n$/],
  ])('a Redis that is not there, without its password: %s', async (address, exit, said) => {
    const { code, err } = await winnow(['ingest', 'seeds'], '', { REDIS_URL: address });
    expect(err).toMatch(said);
    expect(err).not.toContain('s3cret');
    expect(code).toBe(exit);
  });

  test('a database that is away is no wrong use: exit code 1', async () => {
    const { code, err } = await winnow(['status'], '', { DATABASE_URL: 'postgres://127.0.0.1:1/x' });
    expect(code).toBe(1);
    expect(err).toMatch(/STORE_UNREACHABLE/);
    const ofSocket = await winnow(['status'], '', { DATABASE_URL: '/no/such/folder' });
    expect(ofSocket.err).toMatch(/ENOENT \(STORE_UNREACHABLE\)/);
  });

  test('an export of nothing says so beside its output', async () => {
    expect(await winnow(['export', '--site', 'nowhere.example'])).toEqual({
      code: 0,
      out: '',
      err: 'no article is selected\n',
    });
  });
});
