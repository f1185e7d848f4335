import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { linkLibraries } from '../../../src/embedded/binaries.ts';
import { parseAccounts, pickAccount } from '../../../src/embedded/identity.ts';
import { isServerOf, judgeFailure, parsePidFile } from '../../../src/embedded/server.ts';

const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

describe('parsePidFile', () => {
  it('reads process, port and status', () => {
    const text = '4711\n/srv/data\n1700000000\n54321\n\n127.0.0.1\n  1234 5\nready   \n';
    expect(parsePidFile(text)).toEqual({ pid: 4711, port: 54321, ready: true });
    expect(parsePidFile(text.replace('ready   ', 'starting'))?.ready).toBe(false);
  });

  it('takes a file that is only half written for a server that is not ready', () => {
    expect(parsePidFile('4711\n/srv/data\n')).toEqual({ pid: 4711, port: 0, ready: false });
    expect(parsePidFile('')).toBeNull();
    expect(parsePidFile('-4711\n')).toBeNull();
  });
});

describe('isServerOf', () => {
  it('does not take another program that works in the folder for the server', () => {
    const data = scratch();
    const child = spawn('sleep', ['60'], { cwd: data, stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    expect(isServerOf(child.pid!, data)).toBe(false);
  });
});

describe('judgeFailure', () => {
  it('tries again when the port was taken or killed processes linger', () => {
    expect(
      judgeFailure('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use\n').again,
    ).toBe(true);
    expect(judgeFailure('FATAL:  pre-existing shared memory block (key 1) is still in use\n').again).toBe(
      true,
    );
  });

  it('gives up on anything else, in the words of PostgreSQL', () => {
    const log =
      '2026-01-01 10:00:00 UTC [7] FATAL:  data directory "/d" has wrong ownership\nUTC [7] HINT:  none\n';
    expect(judgeFailure(log)).toEqual({ again: false, line: 'data directory "/d" has wrong ownership' });
    expect(judgeFailure('').line).not.toBe('');
  });
});

describe('accounts', () => {
  const passwd = 'root:x:0:0:r:/root:/bin/sh\ndaemon:x:1:1::/:/bin/sh\nnobody:x:65534:65533::/:/bin/false\n';

  it('prefers one that is meant for nothing else, never root', () => {
    expect(pickAccount(parseAccounts(passwd))).toEqual({ name: 'nobody', uid: 65534, gid: 65533 });
    expect(pickAccount(parseAccounts(passwd.replace(/nobody.*/, '')))?.name).toBe('daemon');
    expect(pickAccount(parseAccounts('root:x:0:0:r:/root:/bin/sh\nbroken line\n+::::::\n'))).toBeNull();
  });
});

describe('linkLibraries', () => {
  it('makes the links that the package lists, and mends those that point to an old place', async () => {
    const folder = scratch();
    const native = join(folder, 'package/native');
    const links = join(folder, 'lib');
    mkdirSync(join(native, 'lib'), { recursive: true });
    mkdirSync(links);
    writeFileSync(join(native, 'lib/libx.so.1.2'), 'library');
    writeFileSync(
      join(native, 'pg-symlinks.json'),
      JSON.stringify([{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]),
    );
    symlinkSync('/nowhere/libx.so.1.1', join(links, 'libx.so.1'));
    const binaries = { native, initdb: '', postgres: '' };
    await linkLibraries(binaries, links);
    await linkLibraries(binaries, links);
    expect(readFileSync(join(links, 'libx.so.1'), 'utf8')).toBe('library');
  });
});
