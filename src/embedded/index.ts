import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '../errors.ts';
import { findBinaries, linkLibraries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { ensureDatabase, readPassword } from './database.ts';
import { chooseIdentity, giveTo, requireReachable } from './identity.ts';
import { withLock } from './lock.ts';
import { type Paths, pathsOf } from './paths.ts';
import { isRunning } from './processes.ts';
import { awaitReady, findServer, type Server, startServer, stopServer } from './server.ts';
import { unavailable } from './unavailable.ts';
import { countUsers, register, unregister } from './users.ts';

export interface EmbeddedOptions {
  /** Where the data are kept, such as `.winnow`; made when it is not there. */
  readonly directory: string;
  /** Told what takes longer than a moment. Never told a password. */
  readonly log?: (line: string) => void;
}

export interface Embedded {
  /** Connection string of the database `winnow`, password included: keep it out of logs. */
  readonly url: string;
  /** Lets go of the server, and stops it when no other process uses it. May be called twice. */
  close(): Promise<void>;
}

/** Longer than a first start takes on a slow machine. */
const LOCK_MS = 240_000;

/** How often a command looks whether its server is still there. */
const WATCH_MS = 1000;

/** The folders, as the account that runs the server needs them. The real path: one server has one name. */
const prepare = async (directory: string): Promise<Paths> => {
  await mkdir(directory, { recursive: true });
  const paths = pathsOf(await realpath(directory));
  // Nobody wants a database in a commit.
  await writeFile(join(paths.directory, '.gitignore'), '*\n', { flag: 'wx' }).catch(() => undefined);
  for (const folder of [paths.root, paths.users, paths.lock]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  return paths;
};

const start = async (paths: Paths, log: (line: string) => void, port: number): Promise<Server> => {
  const identity = await chooseIdentity(paths.data);
  const binaries = findBinaries();
  await linkLibraries(binaries, paths.libraries);
  for (const folder of [paths.root, paths.users, paths.lock, paths.libraries]) await giveTo(identity, folder);
  await requireReachable(identity, paths.root);
  await ensureCluster(binaries, paths, identity, log);
  return startServer(binaries, paths, identity, log, port);
};

const findOrStart = async (paths: Paths, log: (line: string) => void, port = 0): Promise<Server> => {
  const found = await findServer(paths);
  const ready = found === null ? null : await awaitReady(paths, found);
  return ready ?? start(paths, log, port);
};

/** Calls `revive` when the server has gone, until it is told to stop; `revive` returns the server's new process. */
const watch = (server: Server, revive: () => Promise<Server>): (() => Promise<void>) => {
  let { pid } = server;
  let reviving: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (reviving !== null || isRunning(pid)) return;
    reviving = revive()
      .then((found) => {
        pid = found.pid;
      })
      // Tried again a second later; what needs the database says that it is away.
      .catch(() => undefined)
      .finally(() => {
        reviving = null;
      });
  }, WATCH_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await reviving;
  };
};

const asWinnowError = (error: unknown): WinnowError =>
  error instanceof WinnowError
    ? error
    : unavailable((error as Error).message?.split('\n', 1)[0] ?? 'unknown', error);

/**
 * Opens the embedded PostgreSQL under a directory: starts it, or shares the one that another
 * command started. The last to close stops it. A command that was killed is forgotten by the next
 * one that opens or closes; when every command was killed, the server goes on until then. A server
 * that is killed is started again by the commands that use it, where they look for it.
 *
 * @throws WinnowError EMBEDDED_UNAVAILABLE, always with what is wrong and the way out
 */
export const openEmbedded = async ({
  directory,
  log = () => undefined,
}: EmbeddedOptions): Promise<Embedded> => {
  try {
    const paths = await prepare(directory);
    const lock = {
      patienceMs: LOCK_MS,
      onWait: (pid: number) => log(`waiting for process ${pid}, which starts or stops the local PostgreSQL`),
    };

    const leave = (owner: string): Promise<void> =>
      withLock(paths.lock, lock, async () => {
        await unregister(paths.users, owner);
        if ((await countUsers(paths.users)) === 0) await stopServer(paths);
      });

    const { owner, url, server } = await withLock(paths.lock, lock, async () => {
      const registered = await register(paths.users);
      try {
        const server = await findOrStart(paths, log);
        const found = await ensureDatabase(server.port, await readPassword(paths));
        return { owner: registered, url: found, server };
      } catch (error) {
        await unregister(paths.users, registered);
        if ((await countUsers(paths.users)) === 0) await stopServer(paths).catch(() => undefined);
        throw error;
      }
    });

    const unwatch = watch(server, () =>
      withLock(paths.lock, lock, () => findOrStart(paths, log, server.port)),
    );
    let closing: Promise<void> | null = null;
    return {
      url,
      close: () => {
        closing ??= unwatch().then(() => leave(owner));
        return closing;
      },
    };
  } catch (error) {
    throw asWinnowError(error);
  }
};
