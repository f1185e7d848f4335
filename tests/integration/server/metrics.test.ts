import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { beforeAll, expect, test } from 'vitest';
import { listenForMetrics } from '../../../src/metrics/listen.ts';
import { workMetrics } from '../../../src/metrics/work.ts';
import { createServer } from '../../../src/server/server.ts';
import type { Winnow } from '../../../src/winnow.ts';
import { articleHtml } from '../../support/sample-pages.ts';
import { NO_TOKENS, served } from '../../support/server.ts';

const server = served();

const source = (name: string, lines: readonly string[]) => ({
  name,
  chunks: (async function* () {
    yield Buffer.from(lines.join('\n'));
  })(),
});

const pages = (count: number): string[] =>
  Array.from({ length: count }, (_, number) =>
    JSON.stringify({ url: `https://watched.example/${number}`, html: articleHtml(number) }),
  );

beforeAll(async () => {
  const { id } = await server.winnow.ingestStream(source('a.jsonl', [...pages(3), 'broken']));
  await server.winnow.finish(id);
});

/** Samples by name and labels, as a text in the format of Prometheus says them. */
const samplesOf = (text: string): Map<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );

/** What a server answers that has been asked nothing before. */
const measured = async (winnow: Winnow = server.winnow): Promise<Map<string, number>> => {
  const app = await createServer(winnow, { tokens: NO_TOKENS });
  try {
    const answer = await app.inject({ url: '/metrics' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
    return samplesOf(answer.body);
  } finally {
    await app.close();
  }
};

test('what a store holds and what waits in it can be watched', async () => {
  const quiet = await measured();
  expect(Object.fromEntries(quiet)).toMatchObject({
    winnow_store_up: 1,
    'winnow_runs{state="done"}': 1,
    'winnow_runs{state="reading"}': 0,
    'winnow_pages{outcome="loaded"}': 3,
    'winnow_pages{outcome="failed"}': 1,
    'winnow_pages{outcome="rejected"}': 0,
    'winnow_failures_open{code="READ_BAD_JSON"}': 1,
    'winnow_chunks_open{state="waiting"}': 0,
    winnow_standstill_seconds: 0,
    winnow_paragraphs_unlinked: 0,
    winnow_workers: 0,
  });
  expect(quiet.get('winnow_database_bytes')).toBeGreaterThan(1e6);
  expect(quiet.get('process_resident_memory_bytes')).toBeGreaterThan(1e6);

  const { id } = await server.winnow.ingestStream(source('b.jsonl', pages(5).slice(3)));
  const open = await measured();
  expect(
    open.get('winnow_chunks_open{state="waiting"}')! + open.get('winnow_chunks_open{state="queued"}')!,
  ).toBe(1);
  expect(open.get('winnow_standstill_seconds')).toBeGreaterThan(0);
  await server.winnow.finish(id);
  expect((await measured()).get('winnow_standstill_seconds')).toBe(0);
});

test('that the database is away can be watched, too', async () => {
  const away = await measured({ ...server.winnow, databaseUrl: 'postgres://nobody@127.0.0.1:1/none' });
  expect(away.get('winnow_store_up')).toBe(0);
  expect([...away.keys()].filter((name) => name.startsWith('winnow_runs'))).toEqual([]);
});

test('a server whose process also refines tells both', async () => {
  const metrics = new Registry();
  workMetrics(metrics)({ outcomes: ['loaded'], timings: { load: 40 } });
  const app = await createServer(server.winnow, { tokens: NO_TOKENS, metrics });
  try {
    const samples = samplesOf((await app.inject({ url: '/metrics' })).body);
    expect(samples.get('winnow_refined_pages_total{outcome="loaded"}')).toBe(1);
    expect(samples.get('winnow_stage_seconds_sum{stage="load"}')).toBe(0.04);
    expect(samples.get('winnow_store_up')).toBe(1);
  } finally {
    await app.close();
  }
});

test('metrics are for those who may read', async () => {
  const app = await createServer(server.winnow, { tokens: { all: null, read: 'reading-reading' } });
  try {
    expect((await app.inject({ url: '/metrics' })).statusCode).toBe(401);
    const headers = { authorization: 'Bearer reading-reading' };
    expect((await app.inject({ url: '/metrics', headers })).statusCode).toBe(200);
  } finally {
    await app.close();
  }
});

test('a process that refines tells how its pages ended and what took its time', async () => {
  const register = new Registry();
  const workers = await server.winnow.work({ onChunk: workMetrics(register) });
  const { address, close } = await listenForMetrics(register, { host: '127.0.0.1', port: 0 });
  try {
    await server.winnow.ingestStream(source('c.jsonl', pages(9).slice(4)));
    const loaded = async (): Promise<Map<string, number>> => samplesOf(await (await fetch(address)).text());
    let samples = await loaded();
    while (samples.get('winnow_refined_pages_total{outcome="loaded"}') === 0) {
      await sleep(50);
      samples = await loaded();
    }
    // One of the five was there.
    expect(samples.get('winnow_refined_pages_total{outcome="loaded"}')).toBe(4);
    expect(samples.get('winnow_refined_pages_total{outcome="unchanged"}')).toBe(1);
    for (const stage of ['clean', 'entities', 'load']) {
      expect(samples.get(`winnow_stage_seconds_count{stage="${stage}"}`), stage).toBe(1);
      expect(samples.get(`winnow_stage_seconds_sum{stage="${stage}"}`), stage).toBeGreaterThan(0);
    }
    expect((await fetch(new URL('/', address))).status).toBe(404);
  } finally {
    await close();
    await workers.close();
  }
});
