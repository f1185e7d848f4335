import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { packageRoot } from '../../src/assets.ts';
import { main } from '../support/cli.ts';
import { articleHtml } from '../support/sample-pages.ts';
import { withDatabase } from '../support/services.ts';
import { warcResponse } from '../support/warc.ts';

/** The server as people start it, and where it listens. */
const start = async (databaseUrl: string) => {
  const child = spawn(process.execPath, [main, 'serve', '--port', '0'], {
    cwd: packageRoot,
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      REDIS_URL: '',
      WINNOW_TOKEN: '',
      WINNOW_READ_TOKEN: '',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });
  for await (const text of child.stderr) {
    const address = /http:\/\/\S+?(?=,|;)/.exec(String(text))?.[0];
    if (address !== undefined) return { pid: child.pid!, address };
  }
  throw new Error('the server did not start');
};

/** The most memory that a process has had, in megabytes. */
const peak = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1000;

const upload = async (address: string, chunks: Iterable<Uint8Array>): Promise<unknown> => {
  const sent = request(`${address}/api/ingest?name=a.warc.gz`, { method: 'POST' });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  await pipeline(Readable.from(chunks), sent);
  return json((await answered)[0]);
};

const MEGABYTES = 200;

// Gzip cannot make it smaller: what is sent is what is read.
const image = gzipSync(
  warcResponse({
    url: 'https://large.example/image',
    headers: { 'Content-Type': 'image/png' },
    body: randomBytes(1_000_000),
  }),
);

const page = (number: number): Uint8Array =>
  gzipSync(warcResponse({ url: `https://large.example/${number}`, body: articleHtml(number) }));

function* archive(megabytes: number): Generator<Uint8Array> {
  for (let number = 0; number < megabytes; number++) {
    yield image;
    yield page(number);
  }
}

test.runIf(process.platform === 'linux')('an archive of any size takes the same memory', async () => {
  const { url, drop } = await withDatabase();
  onTestFinished(drop);
  const { pid, address } = await start(url);
  await upload(address, archive(10));
  const before = peak(pid);
  expect(await upload(address, archive(MEGABYTES))).toMatchObject({
    pages: MEGABYTES,
    skipped: { 'warc:image/png': MEGABYTES },
  });
  expect(peak(pid) - before).toBeLessThan(MEGABYTES / 2);
});
