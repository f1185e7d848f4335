import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createServer } from '../../../src/server/server.ts';
import { csvText } from '../../../src/store/row-text.ts';
import { page, SEEDS, served } from '../../support/server.ts';

const tokens = { all: 'all-of-it-all-of-it', read: 'reading-reading-reading' };
const reading = { authorization: `Bearer ${tokens.read}` };
const server = served([], tokens);

const ask = async (statement: string, headers: Record<string, string> = {}, timeout?: number) => {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/sql',
    headers: { ...reading, ...headers },
    payload: { statement, timeout },
  });
  return { status: answer.statusCode, body: answer.body, type: String(answer.headers['content-type']) };
};

const refusal = async (statement: string, timeout?: number) => {
  const { status, body } = await ask(statement, {}, timeout);
  return [status, JSON.parse(body).code];
};

const REFUSED = [400, 'SQL_REFUSED'];

describe('a question', () => {
  test('is answered in JSON lines, or in CSV as winnow sql writes it', async () => {
    const statement = `select n, 'a "b", c' as said, null as nothing from generate_series(1, 2) n`;
    const lines = await ask(statement);
    expect(lines.type).toContain('application/x-ndjson');
    expect(lines.body).toBe(
      '{"n":1,"said":"a \\"b\\", c","nothing":null}\n{"n":2,"said":"a \\"b\\", c","nothing":null}\n',
    );
    const csv = await ask(statement, { accept: 'text/csv' });
    expect(csv.type).toContain('text/csv');
    const said = 'a "b", c';
    expect(csv.body).toBe(
      csvText()(
        [
          [1, said, null],
          [2, said, null],
        ],
        ['n', 'said', 'nothing'],
      ),
    );
    expect((await ask('select 1 as one where false', { accept: 'text/csv' })).body).toBe('one\n');
  });

  test('is put with an account of its own, which ends with the server and owns nothing to take back', async () => {
    const roles = async (): Promise<string[]> =>
      (
        await server.winnow.database.query<{ name: string }>(
          `select rolname as name from pg_roles where rolname like 'winnow\\_question\\_%'`,
        )
      ).rows.map((row) => row.name);
    const before = await roles();
    const app = await createServer(server.winnow, { tokens });
    const asked = await app.inject({
      method: 'POST',
      url: '/api/sql',
      headers: reading,
      payload: {
        statement: `select session_user as login, pg_has_role(session_user, 'winnow_reader', 'usage') as reads,
          (select bool_or(rolsuper or rolcreaterole) from pg_roles where rolname = session_user) as more,
          has_table_privilege(session_user, 'winnow.page', 'select') as tables`,
      },
    });
    const { login, ...rights } = asked.json();
    expect(rights).toEqual({ reads: true, more: false, tables: false });
    expect(before).not.toContain(login);
    expect(await roles()).toContain(login);
    await app.close();
    expect(await roles()).toEqual(before);
  });

  test('may have more rows than fit at once', async () => {
    const { body } = await ask(`select n, repeat('x', 500) as x from generate_series(1, 20000) n`);
    const lines = body.trimEnd().split('\n');
    expect(lines).toHaveLength(20_000);
    expect(JSON.parse(lines.at(-1)!).n).toBe(20_000);
  });

  test('writes nothing, is one statement, and reads the views alone', async () => {
    expect(await refusal('select 1; select 2')).toEqual(REFUSED);
    expect(await refusal('with gone as (delete from winnow.decision returning 1) table gone')).toEqual(
      REFUSED,
    );
    expect(await refusal('select 1 as a into temporary kept')).toEqual(REFUSED);
    expect(await refusal('select from where')).toEqual(REFUSED);
    expect((await ask('select count(*) from articles')).status).toBe(200);
    // Where the role of readers could not be made, the account of the store keeps its own rights.
    const { rows } = await server.winnow.database.query(
      `select from pg_roles where rolname = 'winnow_reader' and pg_has_role(current_user, oid, 'member')`,
    );
    if (rows.length === 0) return;
    expect(await refusal('select * from winnow.page')).toEqual(REFUSED);
    expect(await refusal(`select pg_read_file('/etc/hostname')`)).toEqual(REFUSED);
  });

  test('does not take back the rights of the account', async () => {
    const inside = `query_to_xml('select * from winnow.page', true, false, '')`;
    expect(await refusal(`select set_config('role', 'none', true), ${inside}`)).toEqual(REFUSED);
    expect(await refusal(`do $$ begin reset role; raise exception '%', version(); end $$`)).toEqual(REFUSED);
  });

  test('is given up when it takes too long', async () => {
    expect(await refusal('select pg_sleep(20)', 1)).toEqual(REFUSED);
    expect(await refusal('select 1', 100_000)).toEqual([400, 'USAGE']);
  });

  test('needs a token, and comes from no other site', async () => {
    const status = async (headers: Record<string, string>): Promise<number> =>
      (
        await server.app.inject({
          method: 'POST',
          url: '/api/sql',
          headers,
          payload: { statement: 'select 1' },
        })
      ).statusCode;
    expect(await status({})).toBe(401);
    expect(await status({ ...reading, origin: 'https://evil.example' })).toBe(403);
    expect(await status({ ...reading, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status(reading)).toBe(200);
  });
});

describe('over the network', () => {
  const inHand = async (words: string): Promise<number> => {
    const { rows } = await server.winnow.database.query(
      `select count(*)::int as n from pg_stat_activity
       where state <> 'idle' and pid <> pg_backend_pid() and query like $1`,
      [`%${words}%`],
    );
    return rows[0]!.n;
  };
  const until = async (words: string, count: number): Promise<void> => {
    while ((await inHand(words)) !== count) await sleep(50);
  };
  const post = async (statement: string, signal?: AbortSignal): Promise<Response> =>
    fetch(`${server.app.listeningOrigin}/api/sql`, {
      method: 'POST',
      headers: { ...reading, 'content-type': 'application/json' },
      body: JSON.stringify({ statement, timeout: 300 }),
      ...(signal === undefined ? {} : { signal }),
    });

  test('a question ends when nobody waits for its answer', async () => {
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    const leaving = new AbortController();
    const silent = post('select pg_sleep(300) as nobody_waits', leaving.signal);
    silent.catch(() => {});
    await until('nobody_waits', 1);
    leaving.abort();
    await until('nobody_waits', 0);

    const reader = new AbortController();
    const answer = await post('select generate_series(1, 1e15) as half_read', reader.signal);
    await answer.body!.getReader().read();
    expect(await inHand('half_read')).toBe(1);
    reader.abort();
    await until('half_read', 0);
  });

  test('an answer that fails half way is broken off', async () => {
    const answer = await post('select 1 / (100000 - n) from generate_series(1, 200000) n');
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  test('no more questions than a few are asked at once', async () => {
    const leaving = new AbortController();
    const asked = Array.from({ length: 4 }, () => post('select pg_sleep(300) as crowd', leaving.signal));
    for (const each of asked) each.catch(() => {});
    await until('crowd', 4);
    const busy = await post('select 1');
    expect([busy.status, ((await busy.json()) as { code: string }).code]).toEqual([503, 'SERVER_BUSY']);
    leaving.abort();
    await until('crowd', 0);
    while ((await post('select 1')).status !== 200) await sleep(50);
  });
});

test('the views say what their columns mean', async () => {
  const json = (await server.app.inject({ url: '/api/columns', headers: reading })).json();
  const { rows } = await server.winnow.database.query('select view, "column" from winnow.columns');
  const listed = json.items.flatMap(({ view, columns }: { view: string; columns: { column: string }[] }) =>
    columns.map(({ column }) => ({ view, column })),
  );
  expect(listed).toEqual(rows);
  for (const { view, meaning, columns } of json.items) {
    expect(meaning, view).toBeTruthy();
    for (const { column, meaning } of columns) expect(meaning, `${view}.${column}`).toBeTruthy();
  }
});

describe('the console', () => {
  const open = served([SEEDS]);
  const run = (fields: Record<string, string>) =>
    open.app.inject({
      method: 'POST',
      url: '/sql',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      payload: new URLSearchParams({ timeout: '30', ...fields }).toString(),
    });
  const rowsIn = (html: string): number => html.split('<tr>').length - 2;

  test('fills in the statement of a link and does not run it', async () => {
    const { html } = await page(open.app, '/sql?statement=select+987654*2+as+answer');
    expect(html).toContain('select 987654*2 as answer</textarea>');
    expect(html).not.toContain('1975308');
    expect(html).not.toContain('<table');
  });

  test('shows an answer as a table, the first of many rows, escaped', async () => {
    const { body } = await run({ statement: `select n, '<b>' as text from generate_series(1, 3000) n` });
    expect(rowsIn(body)).toBe(1000);
    expect(body).toContain('the first 1000 rows');
    expect(body).toContain('&lt;b>');
    const few = await run({ statement: 'select 1 as one' });
    expect(rowsIn(few.body)).toBe(1);
    expect(few.body).toContain('1 row<');
    const none = await run({ statement: 'select title from articles where false' });
    expect(none.body).toContain('>title</th>');
  });

  test('says what is wrong beside the statement', async () => {
    const { statusCode, body } = await run({ statement: 'select from where' });
    expect(statusCode).toBe(400);
    expect(body).toMatch(/role="alert"[^<]*>[^<]*syntax error/);
    expect(body).toContain('select from where</textarea>');
  });

  test('hands the whole answer out as a file', async () => {
    const statement = 'select n from generate_series(1, 3000) n';
    const csv = await run({ statement, as: 'csv' });
    expect(csv.headers['content-disposition']).toBe('attachment; filename="answer.csv"');
    expect(csv.body.trimEnd().split('\n')).toHaveLength(3001);
    expect((await run({ statement, as: 'jsonl' })).body.startsWith('{"n":1}\n')).toBe(true);
  });

  test('asks nothing in its examples that the views do not answer', async () => {
    const { html } = await page(open.app, '/sql');
    const links = [...html.matchAll(/href="\/sql\?statement=([^"]*)"/g)];
    expect(links).toHaveLength(5);
    for (const [, encoded] of links) {
      const statement = new URLSearchParams(`q=${encoded!.replaceAll('&amp;', '&')}`).get('q')!;
      const { statusCode, body } = await run({ statement });
      expect(statusCode, statement).toBe(200);
      expect(rowsIn(body), statement).toBeGreaterThan(0);
    }
  });
});
