import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type ReadInput, readPages } from '../../../src/read/index.ts';
import { warcResponse } from '../../support/warc.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const MEGABYTE = 1_000_000;
const STREAM_BYTES = 150 * MEGABYTE;

/** Memory that is in use, after what is not has been let go. */
const liveMegabytes = (): number => {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / MEGABYTE;
};

const repeated = async function* (chunk: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < size; sent += chunk.length) yield chunk;
};

const html = `<p>${'A page of some length about nothing in particular. '.repeat(800)}</p>`;
const lines = Buffer.from(`${JSON.stringify({ url: 'https://example.org/', html })}\n`.repeat(6));
const entries = Buffer.from(
  `<rss>${`<item><link>https://example.org/</link><content:encoded><![CDATA[${html}]]></content:encoded></item>`.repeat(6)}`,
);
const record = warcResponse({ url: 'https://example.org/', body: html });

/** Reads a stream and gives the most that was live while it was read, above what was before. */
const growth = async (
  format: ReadInput['format'],
  chunk: Uint8Array,
  size = STREAM_BYTES,
): Promise<number> => {
  const before = liveMegabytes();
  let most = 0;
  let records = 0;
  for await (const _ of readPages({ source: 'a', format, chunks: repeated(chunk, size) })) {
    records += 1;
    if (records % 500 === 0) most = Math.max(most, liveMegabytes() - before);
  }
  expect(records).toBeGreaterThan(0);
  return Math.max(most, liveMegabytes() - before);
};

test.each([
  ['JSONL', 'jsonl', lines, STREAM_BYTES],
  ['a feed', 'feed', entries, STREAM_BYTES],
  ['WARC', 'warc', record, STREAM_BYTES],
  ['WARC in gzip', 'warc', gzipSync(record), STREAM_BYTES / 100],
] as const)('%s of any size takes the same memory', async (_, format, chunk, size) => {
  expect(await growth(format, chunk, size)).toBeLessThan(40);
});

test('a line without an end takes no more than the limit', async () => {
  expect(await growth('jsonl', Buffer.alloc(MEGABYTE, 'x'))).toBeLessThan(80);
  expect(await growth('feed', Buffer.from(`<rss><item><!--${'x'.repeat(MEGABYTE)}`))).toBeLessThan(80);
});
