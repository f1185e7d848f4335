import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../src/embedded/lock.ts';
import { isAlive, newOwner } from '../../../src/embedded/processes.ts';
import { countUsers, register, unregister } from '../../../src/embedded/users.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'winnow-lock-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Name of a process that has ended: a number that was in use a moment ago. */
const deadOwner = (): string => `${spawnSync('true').pid}_unknown_0`;

describe('an owner', () => {
  it('is alive while its process is', () => {
    expect(isAlive(newOwner())).toBe(true);
    expect(isAlive(deadOwner())).toBe(false);
  });

  it('is dead when another process has its number now', () => {
    expect(isAlive(`${process.pid}_anotherstart_0`)).toBe(false);
  });

  it.each(['', 'x', '0_a_b', '-1_a_b'])('is dead when the name is not one: %j', (name) => {
    expect(isAlive(name)).toBe(false);
  });
});

describe('withLock', () => {
  it('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const visit = () =>
      withLock(directory, { patienceMs: 30_000 }, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await sleep(2);
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 20 }, visit));
    expect(most).toBe(1);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is free after a process died holding it, or choosing', async () => {
    writeFileSync(join(directory, `${deadOwner()}.1`), '');
    writeFileSync(join(directory, `${deadOwner()}.choosing`), '');
    expect(await withLock(directory, { patienceMs: 0 }, async () => 'in')).toBe('in');
  });

  it('is free after the work threw', async () => {
    const failing = withLock(directory, { patienceMs: 0 }, async () => {
      throw new Error('work');
    });
    await expect(failing).rejects.toThrow('work');
    expect(await withLock(directory, { patienceMs: 0 }, async () => 'in')).toBe('in');
  });

  it('says which process holds it when that takes too long', async () => {
    await withLock(directory, { patienceMs: 0 }, async () => {
      await expect(withLock(directory, { patienceMs: 50 }, async () => 'in')).rejects.toThrow(
        `process ${process.pid} holds its lock`,
      );
    });
  });
});

describe('users', () => {
  it('are counted while they live', async () => {
    writeFileSync(join(directory, deadOwner()), '');
    const [one, two] = [await register(directory), await register(directory)];
    expect(await countUsers(directory)).toBe(2);
    await unregister(directory, one);
    await unregister(directory, two);
    expect(await countUsers(directory)).toBe(0);
    expect(readdirSync(directory)).toEqual([]);
  });
});
