import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../../src/assets.ts';

/** The built command. */
export const main = join(packageRoot, 'dist/src/cli/main.js');

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CommandOptions {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** User and group id to run as; only root can. */
  readonly as?: number;
}

/** Runs `winnow` to its end in the folder of the package, on the queue in PostgreSQL unless told otherwise. */
export const runCommand = async (args: readonly string[], options: CommandOptions = {}): Promise<Result> => {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: packageRoot,
    env: { ...process.env, REDIS_URL: '', NO_COLOR: '1', ...options.env },
    ...(options.as === undefined ? {} : { uid: options.as, gid: options.as }),
  });
  child.stdin.end(options.input ?? '');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, out, err };
};

/** What a command printed with `--json`. */
export const jsonLines = <T = Record<string, unknown>>({ out }: Result): T[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
