import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { packageRoot } from '../../src/assets.ts';
import { openEmbedded } from '../../src/embedded/index.ts';
import { serverPid } from '../support/processes.ts';
import { type OwnRedis, ownRedis } from '../support/services-local.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';

const MAIN = join(packageRoot, 'dist', 'src', 'cli', 'main.js');

/** A process in which every clock of JavaScript is `seconds` ahead. */
const skewed = (seconds: number): string => {
  const shift = `const now = Date.now; Date.now = () => now() + ${seconds * 1000};
    globalThis.Date = class extends Date { constructor(...a) { a.length ? super(...a) : super(Date.now()); } };`;
  return `--import data:text/javascript,${encodeURIComponent(shift)}`;
};

/** Servers and processes of the soak's own, so that it may break them. */
export interface World {
  readonly home: string;
  readonly databaseUrl: string;
  readonly redis: OwnRedis | null;
  readonly workers: ChildProcess[];
  /** The command that a round is about: it reads, works along and waits for the end. */
  errand: ChildProcess | null;
  /** The disk of the databases; null where none may be mounted. */
  readonly disk: SmallDisk | null;
  startWorker(clockSeconds?: number): void;
  /** Starts the command that the round is about. */
  startErrand(args: readonly string[]): void;
  /** A statement for the server, outside the database that is soaked. */
  admin<T extends object>(sql: string, values?: readonly unknown[]): Promise<T[]>;
}

export const isRunning = (child: ChildProcess | null): boolean =>
  child !== null && child.exitCode === null && child.signalCode === null;

/** Ends a process at once and waits until it has gone. */
export const kill = async (child: ChildProcess): Promise<void> => {
  if (!isRunning(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

/** The server of a soak, for all its rounds. */
export const openServers = async (folder: string, backend: 'postgres' | 'redis') => {
  const home = join(folder, 'winnow');
  const embedded = await openEmbedded({ directory: home });
  const redis = backend === 'redis' ? await ownRedis(true) : null;
  if (backend === 'redis' && redis === null) throw new Error('there is no redis-server here');
  const admin: World['admin'] = async <T extends object>(sql: string, values: readonly unknown[] = []) => {
    const client = new pg.Client(embedded.url);
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<T>(sql, [...values])).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const disk = smallDisk('512m');
  if (typeof disk === 'string') console.log(`no full disk: ${disk}`);
  else {
    const owner = statSync(join(home, 'postgres', 'data'));
    chownSync(disk.folder, owner.uid, owner.gid);
    await admin(`create tablespace small location '${disk.folder}'`);
  }
  return {
    home,
    redis,
    admin,
    disk: typeof disk === 'string' ? null : disk,
    /** An empty database, on the disk that can be filled where there is one. */
    database: async (name: string): Promise<string> => {
      await admin(`create database ${name}${typeof disk === 'string' ? '' : ' tablespace small'}`);
      const url = new URL(embedded.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    dropDatabase: (name: string) => admin(`drop database ${name} with (force)`),
    close: async () => {
      await redis?.stop();
      await embedded.close();
      if (typeof disk !== 'string') disk.remove();
    },
  };
};

export type Servers = Awaited<ReturnType<typeof openServers>>;

export const newWorld = ({ home, redis, admin, disk }: Servers, databaseUrl: string): World => {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, REDIS_URL: redis?.url ?? '' };
  const start = (args: readonly string[], options = ''): ChildProcess =>
    spawn(process.execPath, [MAIN, ...args], { env: { ...env, NODE_OPTIONS: options }, stdio: 'ignore' });
  const world: World = {
    home,
    databaseUrl,
    redis,
    admin,
    workers: [],
    errand: null,
    disk,
    startWorker: (clockSeconds = 0) => {
      const options = clockSeconds === 0 ? '' : skewed(clockSeconds);
      world.workers.push(start(['work', '--concurrency', '1'], options));
    },
    startErrand: (args) => {
      world.errand = start([...args, '--json']);
    },
  };
  return world;
};

/** The server's process, when it runs. */
export const postmaster = (world: World): number | null => serverPid(world.home);
