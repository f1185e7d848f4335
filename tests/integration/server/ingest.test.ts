import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { createServer } from '../../../src/server/server.ts';
import { articleHtml } from '../../support/sample-pages.ts';
import { served } from '../../support/server.ts';
import { warcResponse } from '../../support/warc.ts';

const ALL = 'all-of-it-all-of-it';
const READ = 'reading-reading-reading';
const server = served([], { all: ALL, read: READ });

let port = 0;
beforeAll(async () => {
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  port = (server.app.server.address() as AddressInfo).port;
});

/** A request whose body is still to be written. */
const begin = (name: string, { token = ALL, at = port, length = 0 } = {}) =>
  request({
    port: at,
    method: 'POST',
    path: `/api/ingest?name=${encodeURIComponent(name)}`,
    headers: { authorization: `Bearer ${token}`, ...(length > 0 ? { 'content-length': length } : {}) },
  });

const answerOf = async (sent: ReturnType<typeof begin>) => {
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  // Of whatever shape: what it must be is for the tests to say.
  return { status: answer.statusCode, body: (await json(answer)) as ReturnType<typeof JSON.parse> };
};

const send = (name: string, body: string | Uint8Array, options?: Parameters<typeof begin>[1]) => {
  const sent = begin(name, options);
  const answered = answerOf(sent);
  sent.end(body);
  return answered;
};

const page = (site: string, number: number): string =>
  `${JSON.stringify({ url: `https://${site}.example/${number}`, html: articleHtml(number) })}\n`;

const pages = (site: string, count: number): string =>
  Array.from({ length: count }, (_, number) => page(site, number)).join('');

const runs = async () => server.winnow.runs();

const until = async <T>(ask: () => Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    await sleep(50);
  }
};

/** The run of what is being sent, once a chunk of it is stored. */
const storedOf = (name: string) =>
  until(async () => (await runs()).find(({ sources, pages }) => sources[0] === name && pages >= 32));

test('what is sent is stored when it is answered, and loaded by workers', async () => {
  const html = articleHtml(1);
  const archive = gzipSync(warcResponse({ url: 'https://sent.example/1', body: html }));
  const { status, body } = await send('crawl.warc.gz', archive);
  expect(status).toBe(202);
  expect(body).toMatchObject({ kind: 'ingest', sources: ['crawl.warc.gz'], pages: 1, pending: 1 });
  expect(body.readAt).not.toBeNull();
  expect((await server.winnow.finish(body.id)).outcomes.loaded).toBe(1);
  const { rows } = await server.winnow.database.query(
    `select page_id, source from winnow.pages where url = 'https://sent.example/1'`,
  );
  expect(rows).toEqual([{ page_id: expect.any(Number), source: expect.stringContaining('crawl.warc.gz') }]);
  const bytes = await server.app.inject({
    url: `/api/pages/${rows[0].page_id}/bytes`,
    headers: { authorization: `Bearer ${READ}` },
  });
  expect(bytes.body).toBe(html);
  expect(bytes.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment;/),
    'x-content-type-options': 'nosniff',
  });
});

test('a name says what is sent, and leads to no file of the server', async () => {
  const before = (await runs()).length;
  for (const name of ['crawl.zip', '/etc/passwd', '-', 'https://example.org/']) {
    const { status, body } = await send(name, '{}');
    expect([status, body.code], name).toEqual([400, 'USAGE']);
  }
  expect((await runs()).length).toBe(before);
  const { body } = await send('../../package.jsonl', page('elsewhere', 1));
  expect(body).toMatchObject({ sources: ['../../package.jsonl'], pages: 1 });
});

test('who may only read sends nothing', async () => {
  const before = (await runs()).length;
  expect((await send('a.jsonl', page('refused', 1), { token: READ })).status).toBe(401);
  expect((await runs()).length).toBe(before);
});

test('of what breaks off, the pages that came whole are kept, and the run says that it was interrupted', async () => {
  const sent = begin('broken.jsonl');
  sent.on('error', () => {});
  sent.write(pages('broken', 40));
  sent.write(page('broken', 40).slice(0, 50));
  const reading = await storedOf('broken.jsonl');
  expect(reading.state).toBe('reading');
  sent.destroy();
  const ended = await until(async () => {
    const status = await server.winnow.status(reading.id);
    return status.state === 'reading' ? undefined : status;
  });
  expect(ended).toMatchObject({ pages: 40, skipped: { 'run:interrupted': 1 }, errors: [] });
});

test('what is larger than the limit is refused, before it is read where its length is known', async () => {
  const small = await createServer(server.winnow, { tokens: { all: ALL, read: null }, maxUpload: 50_000 });
  try {
    await small.listen({ port: 0, host: '127.0.0.1' });
    const at = (small.server.address() as AddressInfo).port;
    const before = (await runs()).length;
    const body = pages('large', 100);
    expect(body.length).toBeGreaterThan(60_000);
    const announced = await send('a.jsonl', body, { at, length: body.length });
    expect([announced.status, announced.body.code]).toEqual([413, 'UPLOAD_TOO_LARGE']);
    expect((await runs()).length).toBe(before);
    const sent = begin('b.jsonl', { at });
    const answered = answerOf(sent);
    sent.write(pages('large', 40));
    const { id } = await storedOf('b.jsonl');
    sent.write(body);
    const { status, body: said } = await answered;
    expect([status, said.code]).toEqual([413, 'UPLOAD_TOO_LARGE']);
    expect(said.message).toContain(`run ${id} has what was read before`);
    expect(await server.winnow.status(id)).toMatchObject({ pages: 40, skipped: { 'run:interrupted': 1 } });
  } finally {
    await small.close();
  }
});

test('a server that closes ends what is being sent', async () => {
  const closing = await createServer(server.winnow, { tokens: { all: ALL, read: null } });
  await closing.listen({ port: 0, host: '127.0.0.1' });
  const sent = begin('closing.jsonl', { at: (closing.server.address() as AddressInfo).port });
  const answered = answerOf(sent);
  sent.write(pages('closing', 40));
  const { id } = await storedOf('closing.jsonl');
  await closing.close();
  const { status, body } = await answered;
  expect([status, body.code]).toEqual([503, 'SERVER_CLOSING']);
  expect(await server.winnow.status(id)).toMatchObject({ pages: 40, skipped: { 'run:interrupted': 1 } });
});

test('while the database is busy no more is read than a chunk', async () => {
  const other = new pg.Client(server.winnow.databaseUrl);
  await other.connect();
  await other.query('begin; lock table winnow.chunk in access exclusive mode');
  const line = `${JSON.stringify({ url: 'https://busy.example/', text: 'Waiting. '.repeat(50_000) })}\n`;
  const wanted = 80;
  const sent = begin('busy.jsonl');
  const answered = answerOf(sent);
  let written = 0;
  const writing = (async () => {
    for (; written < wanted; written++) if (!sent.write(line)) await once(sent, 'drain');
    sent.end();
  })();
  await sleep(2000);
  const held = written * line.length;
  await other.query('rollback');
  await other.end();
  await writing;
  expect((await answered).status).toBe(202);
  // A chunk of 4 MB, and what the system keeps of a connection.
  expect(held).toBeLessThan(20e6);
});
