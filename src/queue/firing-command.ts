import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../assets.ts';
import type { FiringResult, FiringTask } from '../store/firings.ts';

/** Commands that a schedule may give, and whether they leave the work to workers when told `--detach`. */
export const SCHEDULED_COMMANDS: Readonly<Record<string, { readonly detach: boolean }>> = {
  ingest: { detach: true },
  learn: { detach: false },
  reprocess: { detach: true },
};

/** Characters of an error message that are kept. */
const LONGEST_DETAIL = 300;

const NOTHING_TO_DO = /\(NOT_FOUND\)$/;

const readResult = (command: string, exit: number | null, out: string, err: string): FiringResult => {
  const said = err.trim().split('\n').at(-1)?.slice(-LONGEST_DETAIL) || null;
  if (exit !== 0) {
    // A reprocess that selects no page has nothing to do: on most nights that is as it should be.
    if (command === 'reprocess' && said !== null && NOTHING_TO_DO.test(said))
      return { state: 'done', run: null, detail: 'no page was selected' };
    return { state: 'failed', run: null, detail: said ?? `ended with ${exit ?? 'a signal'}` };
  }
  const first = out.slice(0, out.indexOf('\n'));
  const status: unknown = first.startsWith('{') ? JSON.parse(first) : null;
  const id = (status as { id?: unknown } | null)?.id;
  return { state: 'done', run: typeof id === 'number' ? id : null, detail: null };
};

/**
 * Gives the command of a firing to a process of its own, which enqueues and ends; the queue's workers do the rest.
 * Null when `signal` was aborted first: nobody knows how far it came. Never throws for what the command says.
 */
export const runFiring = async (
  { command, folder }: FiringTask,
  connections: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<FiringResult | null> => {
  const [name = '', ...rest] = command;
  const extra = SCHEDULED_COMMANDS[name]?.detach ? ['--detach', '--json'] : ['--json'];
  const main = join(packageRoot, 'dist', 'src', 'cli', 'main.js');
  const child = spawn(process.execPath, [main, name, ...extra, ...rest], {
    cwd: folder,
    env: { ...process.env, ...connections },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = (): void => {
    child.kill('SIGTERM');
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    const [[exit], out, err] = await Promise.all([
      once(child, 'close') as Promise<[number | null]>,
      text(child.stdout),
      text(child.stderr),
    ]);
    return signal.aborted ? null : readResult(name, exit, out, err);
  } catch (error) {
    const { code } = error as { code?: string };
    return {
      state: 'failed',
      run: null,
      detail:
        code === 'ENOENT'
          ? `the folder ${folder} is not there`
          : (code ?? 'the command could not be started'),
    };
  } finally {
    signal.removeEventListener('abort', stop);
  }
};
