import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { openEmbedded } from '../../src/embedded/index.ts';

/** A server that the tests may use, and how to end it. */
export interface Service {
  readonly url: string;
  /** Where it came from, for the notes at the end of the run. */
  readonly from: string;
  stop(): Promise<void>;
}

const scratchFolder = (name: string): string => mkdtempSync(join(tmpdir(), `winnow-tests-${name}-`));

/** Winnow's own embedded PostgreSQL, in a folder that goes with the run. */
export const embeddedPostgres = async (): Promise<Service> => {
  const folder = scratchFolder('postgres');
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const embedded = await openEmbedded({ directory: folder });
    return {
      url: embedded.url,
      from: 'the embedded PostgreSQL',
      stop: async () => {
        await embedded.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
};

const findProgram = (names: readonly string[]): string | null => {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // not here
      }
    }
  }
  return null;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const answers = async (url: string): Promise<boolean> => {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
};

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const ending = (child: ChildProcess): Promise<void> =>
  hasEnded(child) ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()));

/** A `redis-server` of this machine that can be made to fail. */
export interface OwnRedis {
  readonly url: string;
  readonly program: string;
  /** Kills it with -9 and starts it again on the same port, with what it held or without. */
  restart(data: 'kept' | 'lost'): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Redis on a port of its own; `durable` makes it write down everything. Null when there is none here. */
export const ownRedis = async (durable: boolean): Promise<OwnRedis | null> => {
  const program = findProgram(['redis-server', 'valkey-server']);
  if (program === null) return null;
  const folder = scratchFolder('redis');
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const keeping = durable ? { appendonly: 'yes', appendfsync: 'always' } : { appendonly: 'no' };
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '', daemonize: 'no', ...keeping };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const start = async (): Promise<ChildProcess | null> => {
    const child = spawn(program, words, { stdio: 'ignore' });
    child.once('error', () => undefined);
    for (let tries = 0; tries < 200 && !hasEnded(child); tries += 1) {
      if (await answers(url)) return child;
      await sleep(50);
    }
    child.kill('SIGKILL');
    await ending(child);
    return null;
  };
  let child = await start();
  if (child === null) {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === null) return;
    child.kill(signal);
    const impatient = setTimeout(() => child?.kill('SIGKILL'), 3000);
    await ending(child);
    clearTimeout(impatient);
  };
  return {
    url,
    program,
    restart: async (data) => {
      await end('SIGKILL');
      if (data === 'lost') rmSync(join(folder, 'appendonlydir'), { recursive: true, force: true });
      child = await start();
      if (child === null) throw new Error('Redis does not start again');
    },
    stop: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A `redis-server` of this machine on a port of its own, that keeps nothing; null when there is none. */
export const localRedis = async (): Promise<Service | null> => {
  const redis = await ownRedis(false);
  return redis === null ? null : { url: redis.url, from: redis.program, stop: redis.stop };
};
