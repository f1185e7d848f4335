import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createServer } from '../../../src/server/server.ts';
import { type ExportOptions, exportArticles } from '../../../src/store/export.ts';
import { get, NO_TOKENS, SEEDS, served } from '../../support/server.ts';

const server = served([SEEDS]);

const written = async (options: ExportOptions): Promise<string> => {
  let text = '';
  for await (const line of exportArticles(server.winnow.database, options)) text += `${line}\n`;
  return text;
};

test('articles come as the command writes them', async () => {
  const asked: [string, ExportOptions][] = [
    ['', { blocks: false }],
    ['?blocks=true&distinct=true', { blocks: true, distinct: true }],
    ['?site=sound-observer.example', { blocks: false, site: 'sound-observer.example' }],
    ['?since=2022-01-01&until=2022-05-17', { blocks: false, since: '2022-01-01', until: '2022-05-17' }],
  ];
  const sizes = new Set<number>();
  for (const [query, options] of asked) {
    const answer = await server.app.inject({ url: `/api/export${query}` });
    expect(answer.headers['content-type']).toBe('application/x-ndjson');
    expect(answer.body, query).toBe(await written(options));
    sizes.add(answer.body.split('\n').length);
  }
  expect(sizes.size).toBe(asked.length);
  expect((await get(server.app, '/api/export?since=yesterday')).json.code).toBe('USAGE');
});

test('an export takes the time it needs, where a list has a limit', async () => {
  const hasty = await createServer(server.winnow, { tokens: NO_TOKENS, querySeconds: 0.001 });
  try {
    expect((await get(hasty, '/api/articles?q=ferry')).json.code).toBe('QUERY_TIMEOUT');
    expect((await hasty.inject({ url: '/api/export' })).statusCode).toBe(200);
  } finally {
    await hasty.close();
  }
});

test('nothing is asked of the database any more when nobody reads on', async () => {
  const other = new pg.Client(server.winnow.databaseUrl);
  await other.connect();
  const exporting = async (): Promise<boolean> => {
    const { rows } = await server.winnow.database.query(
      `select from pg_stat_activity where datname = current_database() and query like 'declare articles%'
         and state = 'active'`,
    );
    return rows.length > 0;
  };
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  await other.query('begin; lock table winnow.article in access exclusive mode');
  const { port } = server.app.server.address() as AddressInfo;
  const sent = request({ port, path: '/api/export' }).end();
  sent.on('error', () => {});
  while (!(await exporting())) await sleep(20);
  sent.destroy();
  while (await exporting()) await sleep(20);
  await other.query('rollback');
  await other.end();
  // Those that come after it are served.
  const again = request({ port, path: '/api/export' }).end();
  const [answer] = (await once(again, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  again.destroy();
});
