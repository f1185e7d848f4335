import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { main } from '../support/cli.ts';
import { NOBODY, noOtherAccount } from '../support/other-account.ts';
import { processesNaming, serverPid } from '../support/processes.ts';
import { noteSkipped } from '../support/services.ts';
import { killAllUsers, openUser, requireBuild, startUser } from './embedded-processes.ts';

/** A directory that has a cluster already, copied for each test: initdb is most of a first start. */
let template: string;
let scratch: string;
let directory: string;

const stopServerOf = async (folder: string): Promise<void> => {
  const pid = serverPid(folder);
  // A number in a pid file may be anybody's by now.
  if (pid === null || !processesNaming(`${folder}/`).includes(pid)) return;
  spawnSync('kill', ['-QUIT', String(pid)]);
  for (let i = 0; i < 200 && processesNaming(`${folder}/`).length > 0; i += 1) await sleep(25);
};

beforeAll(async () => {
  requireBuild();
  if (noOtherAccount !== null) await noteSkipped(`who runs the embedded PostgreSQL: ${noOtherAccount}`);
  template = mkdtempSync(join(tmpdir(), 'winnow-template-'));
  await (await openUser(template)).close();
});

afterAll(() => {
  rmSync(template, { recursive: true, force: true });
});

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'winnow-embedded-'));
  chmodSync(scratch, 0o755);
  directory = join(scratch, '.winnow');
});

afterEach(async () => {
  await killAllUsers();
  await stopServerOf(directory);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
});

const useTemplate = (): void => {
  spawnSync('cp', ['-a', template, directory]);
};

describe('openEmbedded', () => {
  it('makes a UTF-8 database at the first start and keeps its rows for the next command', async () => {
    const statement = 'create table kept as select getdatabaseencoding() as encoding';
    const first = await openUser(directory, { statement });
    expect(first.opened.log).toEqual([expect.stringContaining('preparing a local PostgreSQL 18')]);
    expect(await first.close()).toBe(0);
    expect(processesNaming(directory)).toEqual([]);

    const second = await openUser(directory, { statement: 'select encoding from kept' });
    expect(second.opened.log).toEqual([]);
    expect(second.opened.answer).toEqual([{ encoding: 'UTF8' }]);
    await second.close();
  });

  it('keeps the password out of the log, the process list and other users’ sight', async () => {
    const user = await openUser(directory, { statement: 'select' });
    const password = new URL(user.opened.url).password;
    expect(password.length).toBeGreaterThan(20);
    expect(readFileSync(join(directory, 'postgres/server.log'), 'utf8')).not.toContain(password);
    expect(processesNaming(password)).toEqual([]);
    const mode = spawnSync('stat', ['-c', '%a', join(directory, 'postgres/password')]).stdout.toString();
    expect(mode.trim()).toBe('600');
    await user.close();
  });

  it('outlives the command that started it while others use it, and goes with the last', async () => {
    useTemplate();
    const starter = await openUser(directory);
    const other = await openUser(directory);
    expect(other.opened.url).toBe(starter.opened.url);
    await starter.close();
    const third = await openUser(directory, { statement: 'select 1 as one' });
    expect(third.opened.answer).toEqual([{ one: 1 }]);
    await third.close();
    expect(serverPid(directory)).not.toBeNull();
    await other.close();
    expect(processesNaming(directory)).toEqual([]);
  });

  it('serves commands that start and stop at the same moments', async () => {
    const rounds = [1, 2, 3];
    for (const _ of rounds) {
      const users = Array.from({ length: 6 }, (_, i) =>
        // Each lives for another while, so that some open just when others close.
        sleep(i * 60).then(async () => {
          const user = await openUser(directory, { statement: 'select pg_sleep(random() / 5)' });
          return user.close();
        }),
      );
      expect(await Promise.all(users)).toEqual([0, 0, 0, 0, 0, 0]);
      expect(processesNaming(directory)).toEqual([]);
    }
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('is stopped by a command that ends on %s', async (signal) => {
    useTemplate();
    const user = await openUser(directory);
    user.process.kill(signal);
    expect(await user.ended).toBe(0);
    expect(processesNaming(directory)).toEqual([]);
  });

  it('is stopped by a command whose reader has had enough, and by one that is told to end while it waits', async () => {
    useTemplate();
    const env = { ...process.env, DATABASE_URL: '', WINNOW_HOME: directory };
    const many = spawn(
      'sh',
      ['-c', `"${process.execPath}" "${main}" sql --csv "select generate_series(1, 200000)" | head -c 1`],
      {
        env,
      },
    );
    await once(many, 'exit');
    expect(processesNaming(directory)).toEqual([]);
    const waiting = spawn(process.execPath, [main, 'sql', 'select pg_sleep(60)'], { env });
    const ended = once(waiting, 'exit');
    for (let i = 0; i < 400 && serverPid(directory) === null; i += 1) await sleep(25);
    waiting.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    expect(processesNaming(directory)).toEqual([]);
  });

  it('is not reached by a Ctrl-C that is meant for the command', async () => {
    useTemplate();
    const user = await openUser(directory);
    const group = (pid: number): string =>
      spawnSync('ps', ['-o', 'pgid=', '-p', String(pid)])
        .stdout.toString()
        .trim();
    expect(group(serverPid(directory)!)).toBe(String(serverPid(directory)));
    await user.close();
  });
});

describe('openEmbedded after a crash', () => {
  it('adopts the server of commands that were all killed, and stops it in the end', async () => {
    useTemplate();
    const users = [await openUser(directory), await openUser(directory)];
    const pid = serverPid(directory);
    await Promise.all(users.map((user) => user.kill()));
    expect(processesNaming(join(directory, 'postgres'))).toEqual([pid]);

    const next = await openUser(directory, { statement: 'select 1 as one' });
    expect(serverPid(directory)).toBe(pid);
    await next.close();
    expect(processesNaming(directory)).toEqual([]);
  });

  it('recovers what was committed when the server itself was killed', async () => {
    useTemplate();
    const user = await openUser(directory, { statement: 'create table kept as select 7 as seven' });
    process.kill(serverPid(directory)!, 'SIGKILL');
    const next = await openUser(directory, { statement: 'select seven from kept' });
    expect(next.opened.answer).toEqual([{ seven: 7 }]);
    // The first one still counts: the new server stays until both are gone.
    await next.close();
    expect(serverPid(directory)).not.toBeNull();
    expect(await user.close()).toBe(0);
    expect(processesNaming(directory)).toEqual([]);
  });

  // As many moments between the first file and the first answer as a fast machine has of them.
  it.each([100, 200, 300, 450, 650])('starts when the first start was killed after %i ms', async (delay) => {
    const starter = startUser(directory);
    await Promise.race([sleep(delay), starter.first]);
    await starter.kill();
    const next = await openUser(directory, { statement: 'select 1 as one' });
    expect(next.opened.answer).toEqual([{ one: 1 }]);
    expect(await next.close()).toBe(0);
    expect(serverPid(directory)).toBeNull();
    // An initdb whose parent was killed runs to its end in a folder that nobody uses.
    for (let i = 0; i < 200 && processesNaming(scratch).length > 0; i += 1) await sleep(25);
    expect(processesNaming(scratch)).toEqual([]);
  });

  it('is not fooled by a pid file whose number another program has now', async () => {
    useTemplate();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    onTestFinished(() => {
      stranger.kill('SIGKILL');
    });
    const data = join(directory, 'postgres/data');
    writeFileSync(
      join(data, 'postmaster.pid'),
      `${stranger.pid}\n${data}\n1700000000\n54321\n\n127.0.0.1\n  1234 5\nready   \n`,
      { mode: 0o600 },
    );
    const user = await openUser(directory, { statement: 'select 1 as one' });
    expect(serverPid(directory)).not.toBe(stranger.pid);
    await user.close();
    expect(stranger.exitCode).toBeNull();
  });

  it('names the way out when the data are of another PostgreSQL', async () => {
    useTemplate();
    writeFileSync(join(directory, 'postgres/data/PG_VERSION'), '17\n');
    expect(await startUser(directory).first).toMatchObject({
      event: 'failed',
      code: 'EMBEDDED_UNAVAILABLE',
      message: expect.stringMatching(/PostgreSQL 17.*18.*DATABASE_URL/),
    });
  });
});

/** A `PATH` without `unshare`. */
const withoutNamespaces = (): NodeJS.ProcessEnv => {
  const bin = join(scratch, 'bin');
  mkdirSync(bin);
  return { ...process.env, PATH: bin };
};

describe.skipIf(noOtherAccount !== null)('openEmbedded and who runs it (needs root)', () => {
  const serverUser = (): string =>
    spawnSync('ps', ['-o', 'uid=', '-p', String(serverPid(directory))])
      .stdout.toString()
      .trim();

  it('runs as an ordinary user', async () => {
    mkdirSync(directory);
    chownSync(directory, NOBODY, NOBODY);
    const user = await openUser(directory, { as: NOBODY, statement: 'select 1 as one' });
    expect(serverUser()).toBe(String(NOBODY));
    expect(await user.close()).toBe(0);
  });

  it('leaves an ordinary user’s data to that user when root uses them in between', async () => {
    mkdirSync(directory);
    chownSync(directory, NOBODY, NOBODY);
    await (await openUser(directory, { as: NOBODY, statement: 'create table kept (n int)' })).close();
    const root = await openUser(directory, { statement: 'insert into kept values (1)' });
    expect(serverUser()).toBe(String(NOBODY));
    const both = await openUser(directory, { as: NOBODY, statement: 'select n from kept' });
    expect(both.opened.answer).toEqual([{ n: 1 }]);
    await root.close();
    await both.close();
    expect(await (await openUser(directory, { as: NOBODY })).close()).toBe(0);
  });

  it('runs under another account where user namespaces are switched off', async () => {
    const env = withoutNamespaces();
    const user = await openUser(directory, { env, statement: 'select 1 as one' });
    expect(serverUser()).not.toBe('0');
    expect(await user.close()).toBe(0);
    // The next command of root finds them again, with or without namespaces.
    expect(await (await openUser(directory)).close()).toBe(0);
  });

  it('says why it cannot where that account cannot enter', async () => {
    const env = withoutNamespaces();
    chmodSync(scratch, 0o700);
    expect(await startUser(directory, { env }).first).toMatchObject({
      event: 'failed',
      code: 'EMBEDDED_UNAVAILABLE',
      message: expect.stringMatching(/cannot enter .*DATABASE_URL/),
    });
  });
});
