import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../assets.ts';
import type { FiringResult, FiringTask } from '../store/firings.ts';

/** A command that a schedule may give. */
interface ScheduledCommand {
  /** Its words, which its options follow. */
  readonly words: readonly string[];
  /** It starts a run, and leaves the work to workers when told `--detach`. */
  readonly detach: boolean;
}

export const SCHEDULED_COMMANDS: readonly ScheduledCommand[] = [
  { words: ['ingest'], detach: true },
  { words: ['learn'], detach: false },
  { words: ['templates', 'learn'], detach: false },
  { words: ['reprocess'], detach: true },
];

/** The one that a command line begins with; undefined when a schedule may not give it. */
export const scheduledCommand = (command: readonly string[]): ScheduledCommand | undefined =>
  SCHEDULED_COMMANDS.find(({ words }) => words.every((word, place) => command[place] === word));

/** Characters of an error message that are kept. */
const LONGEST_DETAIL = 300;

const NOTHING_TO_DO = /\(NOT_FOUND\)$/;

const readResult = (startsRun: boolean, exit: number | null, out: string, err: string): FiringResult => {
  const said = err.trim().split('\n').at(-1)?.slice(-LONGEST_DETAIL) || null;
  if (exit !== 0) {
    // A reprocess that selects no page has nothing to do: on most nights that is as it should be.
    if (startsRun && said !== null && NOTHING_TO_DO.test(said))
      return { state: 'done', run: null, detail: 'no page was selected' };
    return { state: 'failed', run: null, detail: said ?? `ended with ${exit ?? 'a signal'}` };
  }
  const first = out.slice(0, out.indexOf('\n'));
  const status: unknown = startsRun && first.startsWith('{') ? JSON.parse(first) : null;
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
  const { words, detach } = scheduledCommand(command) ?? { words: command.slice(0, 1), detach: false };
  const args = [...words, ...(detach ? ['--detach'] : []), '--json', ...command.slice(words.length)];
  const main = join(packageRoot, 'dist', 'src', 'cli', 'main.js');
  const child = spawn(process.execPath, [main, ...args], {
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
    return signal.aborted ? null : readResult(detach, exit, out, err);
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
