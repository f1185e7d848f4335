import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, environmentFor } from './binaries.ts';
import { commandAs, giveTo, type Identity } from './identity.ts';
import type { Paths } from './paths.ts';
import { argumentsOf, isRunning } from './processes.ts';
import { settingsFor, settingWords } from './settings.ts';
import { unavailable } from './unavailable.ts';

/** A PostgreSQL that runs on our data directory, as its `postmaster.pid` describes it. */
export interface Server {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const POLL_MS = 25;
/** Recovery after a crash replays up to `max_wal_size` of changes. */
const START_MS = 180_000;
const LOG_LIMIT_BYTES = 5 * 1024 * 1024;

/** Lines of `postmaster.pid`: process, data directory, start, port, socket, address, memory, status. */
export const parsePidFile = (text: string): Server | null => {
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3] ?? '0')];
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number.isInteger(port) ? port : 0, ready: lines[7]?.trim() === 'ready' };
};

const sameFolder = (a: string, b: string): boolean => {
  try {
    const [one, two] = [statSync(a), statSync(b)];
    return one.ino === two.ino && one.dev === two.dev;
  } catch {
    return false;
  }
};

/** Whether this process is the server of this data directory, and not one that was given its old number. */
export const isServerOf = (pid: number, data: string): boolean => {
  const words = argumentsOf(pid);
  if (words.length === 0 || !/(^|\/)postgres($| -D )/.test(words[0] ?? '')) return false;
  return words.join(' ').includes(`postgres -D ${data} `) || sameFolder(`/proc/${pid}/cwd`, data);
};

const pidFileOf = (paths: Paths): string => join(paths.data, 'postmaster.pid');

/** The running server, or null. Takes away a pid file whose number now belongs to some other program. */
export const findServer = async (paths: Paths): Promise<Server | null> => {
  const file = pidFileOf(paths);
  const server = parsePidFile(await readFile(file, 'utf8').catch(() => ''));
  if (server === null) return null;
  if (isServerOf(server.pid, paths.data)) return server;
  // PostgreSQL sees for itself that a number is free; it would not start when another program has it.
  if (isRunning(server.pid)) await rm(file, { force: true });
  return null;
};

/** A port that nobody listens on: the wanted one if it can be had. */
const freePort = (wanted = 0): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted === 0 ? reject(error) : resolve(freePort())));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Where a server that did not end by itself was last: its commands still look for it there. */
const lastPort = async (paths: Paths): Promise<number> =>
  parsePidFile(await readFile(pidFileOf(paths), 'utf8').catch(() => ''))?.port ?? 0;

const openLog = async (paths: Paths, identity: Identity): Promise<FileHandle> => {
  const size = await stat(paths.log).then(
    (s) => s.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(paths.log, `${paths.log}.1`);
  const handle = await open(paths.log, 'a', 0o600);
  await giveTo(identity, paths.log);
  return handle;
};

/** Why a start failed, from what the server wrote about it: try again, or the line to show. */
export const judgeFailure = (written: string): { again: boolean; line: string } => {
  const lines = written.split('\n').filter((line) => /FATAL|PANIC|error|cannot|could not/i.test(line));
  // A port that was taken meanwhile; processes of a killed server that are about to notice.
  const again = /could not bind|Address already in use|pre-existing shared memory block/.test(written);
  const line = (lines.find((l) => /FATAL|PANIC/.test(l)) ?? lines[0] ?? 'it ended without a word').trim();
  return { again, line: line.replace(/^.*?(FATAL|PANIC): +/, '') };
};

const writtenSince = async (log: string, offset: number): Promise<string> =>
  (await readFile(log)).subarray(offset).toString('utf8');

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** One try to start: the server when it takes connections, or what it wrote when it ended. */
const tryStart = async (
  binaries: Binaries,
  paths: Paths,
  identity: Identity,
  log: (line: string) => void,
  port: number,
): Promise<Server | string> => {
  const handle = await openLog(paths, identity);
  const offset = (await handle.stat()).size;
  const words = [
    '-D',
    paths.data,
    ...settingWords(settingsFor(await freePort(port || (await lastPort(paths))))),
  ];
  const { file, args, options } = commandAs(identity, binaries.postgres, words);
  let child: ChildProcess;
  let failed: Error | null = null;
  try {
    child = spawn(file, args, {
      ...options,
      // A session of its own: the server outlives the command that started it, and its Ctrl-C.
      detached: true,
      stdio: ['ignore', handle.fd, handle.fd],
      env: environmentFor(binaries, paths.libraries),
      cwd: paths.root,
    });
    child.once('error', (error) => {
      failed = error;
    });
    child.unref();
  } finally {
    await handle.close();
  }
  for (let waited = 0, told = false; waited < START_MS; waited += POLL_MS) {
    await sleep(POLL_MS);
    if (failed !== null) throw unavailable('its program cannot be started', failed);
    if (hasEnded(child)) return writtenSince(paths.log, offset);
    const server = parsePidFile(await readFile(pidFileOf(paths), 'utf8').catch(() => ''));
    if (server?.pid === child.pid && server?.ready) return server;
    if (!told && waited > 5000) {
      told = true;
      log('the local PostgreSQL is recovering what a crash left');
    }
  }
  throw unavailable(`it has not started within ${START_MS / 1000} s (see ${paths.log})`);
};

/**
 * Starts the server on an existing data directory, on `port` if that is free: it may be where running commands look
 * for it. Call it under the lock, when `findServer` finds none.
 *
 * @throws WinnowError EMBEDDED_UNAVAILABLE with PostgreSQL's own words
 */
export const startServer = async (
  binaries: Binaries,
  paths: Paths,
  identity: Identity,
  log: (line: string) => void,
  port = 0,
): Promise<Server> => {
  const end = performance.now() + 30_000;
  for (;;) {
    const result = await tryStart(binaries, paths, identity, log, port);
    if (typeof result !== 'string') return result;
    const { again, line } = judgeFailure(result);
    if (!again || performance.now() > end) throw unavailable(`${line} (see ${paths.log})`);
    await sleep(200);
  }
};

/** Waits for a server that another command started and did not live to see ready. */
export const awaitReady = async (paths: Paths, found: Server): Promise<Server | null> => {
  let server: Server | null = found;
  for (let waited = 0; server !== null && !server.ready; waited += POLL_MS) {
    if (waited >= START_MS)
      throw unavailable(`it has not started within ${START_MS / 1000} s (see ${paths.log})`);
    await sleep(POLL_MS);
    server = await findServer(paths);
  }
  return server;
};

/** Signals from polite to final, and how long each may take: all of them leave sound data behind. */
const STOPPING: readonly (readonly [signal: NodeJS.Signals, patienceMs: number])[] = [
  ['SIGINT', 20_000], // disconnects everybody, writes a checkpoint
  ['SIGQUIT', 5000], // leaves at once; the next start replays the log
  ['SIGKILL', 5000],
];

/** Stops the server, if one runs. Call it under the lock. */
export const stopServer = async (paths: Paths): Promise<void> => {
  const server = await findServer(paths);
  if (server === null) return;
  for (const [signal, patienceMs] of STOPPING) {
    try {
      process.kill(server.pid, signal);
    } catch {
      return; // it has gone by itself
    }
    for (let waited = 0; waited < patienceMs; waited += POLL_MS) {
      if (!isServerOf(server.pid, paths.data)) return;
      await sleep(POLL_MS);
    }
  }
  throw unavailable(`process ${server.pid} does not end`);
};
