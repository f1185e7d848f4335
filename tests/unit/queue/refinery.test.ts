import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { packageRoot } from '../../../src/assets.ts';
import { DEFAULT_OPTIONS } from '../../../src/document/index.ts';
import { openRefinery } from '../../../src/queue/refinery.ts';
import { refinersOf } from '../../support/processes.ts';

const PAGE = {
  url: null,
  mediaType: 'text/plain',
  charset: null,
  packed: new Uint8Array(0),
  size: 0,
} as const;

test('a process that cannot start is an error that says why, and no fault of the pages', async () => {
  const refinery = openRefinery({ concurrency: 1, pageTimeout: 5, threadHeap: Number.NaN });
  try {
    await expect(refinery.refine([PAGE, PAGE], DEFAULT_OPTIONS)).rejects.toMatchObject({
      code: 'REFINE_UNSTARTED',
      detail: expect.stringContaining('max-old-space-size'),
    });
  } finally {
    await refinery.close();
  }
});

describe('a process that refines', () => {
  afterEach(() => {
    for (const pid of refinersOf(process.pid)) process.kill(pid, 'SIGKILL');
  });

  const refineOnce = async (threadHeap: number, pageTimeout = 60): Promise<void> => {
    const refinery = openRefinery({ concurrency: 1, pageTimeout, threadHeap });
    await refinery.refine([PAGE], DEFAULT_OPTIONS);
    await refinery.close();
  };

  test('is kept for the next refinery that gives pages as much memory, whatever their time', async () => {
    await refineOnce(512);
    const first = refinersOf(process.pid);
    expect(first).toHaveLength(1);
    await refineOnce(512, 61);
    expect(refinersOf(process.pid)).toEqual(first);
    await refineOnce(513);
    expect(refinersOf(process.pid)).toHaveLength(2);
  });

  test('is started anew when the one that was kept has ended', async () => {
    await refineOnce(514);
    const [first] = refinersOf(process.pid);
    process.kill(first!, 'SIGKILL');
    await refineOnce(514);
    expect(refinersOf(process.pid)).not.toContain(first);
  });

  test('ends when nobody has needed it for a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await refineOnce(515);
    expect(refinersOf(process.pid)).toHaveLength(1);
    vi.runAllTimers();
    await vi.waitUntil(() => refinersOf(process.pid).length === 0, { timeout: 60_000 });
  });

  test('does not keep who used it from ending, and ends with it', async () => {
    const address = pathToFileURL(join(packageRoot, 'dist/src/queue/refinery.js')).href;
    const script = `
      const { openRefinery } = await import(${JSON.stringify(address)});
      const refinery = openRefinery({ concurrency: 2, pageTimeout: 30, threadHeap: 512 });
      await refinery.refine(${JSON.stringify([PAGE])}.map((page) => ({ ...page, packed: new Uint8Array() })),
        ${JSON.stringify(DEFAULT_OPTIONS)});
      await refinery.close();
      console.log(process.getActiveResourcesInfo().filter((name) => /Process|Pipe|Timeout/.test(name)).join());
      // Now it is looked at from outside.
      process.stdin.once('data', () => process.stdin.destroy());`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    const said = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    await Promise.race([once(child.stdout, 'data'), said]);
    const kept = refinersOf(child.pid!);
    expect(kept).toHaveLength(1);
    child.stdin.end('.');
    expect((await said).slice(0, 2)).toEqual(['\n', '']);
    const lives = (pid: number): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await vi.waitUntil(() => !kept.some(lives), { timeout: 60_000 });
  });
});
