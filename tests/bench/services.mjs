// PostgreSQL and Redis for the benchmarks: those of the environment, else an embedded PostgreSQL in a folder that
// goes away again, and a redis-server of this machine if there is one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbedded } from '../../dist/src/embedded/index.js';

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};

const startRedis = async (folder) => {
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const started = once(child.stdout, 'data').then(() => true);
  const missing = once(child, 'error').then(() => false);
  if (!(await Promise.race([started, missing]))) return null;
  const stop = async () => {
    child.kill();
    await once(child, 'exit');
  };
  return { url: `redis://127.0.0.1:${port}`, stop };
};

/** Starts what is missing; `database()` makes an empty database and gives its address. */
export const startServices = async (folder) => {
  const embedded = process.env.DATABASE_URL
    ? null
    : await openEmbedded({ directory: join(folder, 'winnow') });
  const base = process.env.DATABASE_URL ?? embedded.url;
  const redis = process.env.REDIS_URL ? null : await startRedis(folder);
  const made = [];
  const admin = async (sql) => {
    const client = new pg.Client(base);
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  return {
    redisUrl: process.env.REDIS_URL ?? redis?.url ?? null,
    database: async () => {
      const name = `winnow_bench_${process.pid}_${made.length}`;
      await admin(`create database ${name}`);
      made.push(name);
      const url = new URL(base);
      url.pathname = `/${name}`;
      return url.href;
    },
    stop: async () => {
      for (const name of made) await admin(`drop database ${name} with (force)`);
      await redis?.stop();
      await embedded?.close();
    },
  };
};
