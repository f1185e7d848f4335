import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = join(ROOT, 'tests/integration/embedded-user.mjs');

export interface Opened {
  readonly event: 'open';
  readonly url: string;
  readonly log: string[];
  readonly answer: Record<string, unknown>[] | null;
}

interface Failed {
  readonly event: 'failed';
  readonly code: string;
  readonly message: string;
}

type Event = Opened | Failed | { readonly event: 'closed' };

/** A process of its own that opened, or is opening, the embedded PostgreSQL. */
export interface User {
  readonly process: ChildProcess;
  /** The first thing that it says. */
  readonly first: Promise<Event>;
  readonly ended: Promise<number | null>;
  close(): Promise<number | null>;
  kill(): Promise<number | null>;
}

export interface UserOptions {
  readonly statement?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** User and group id to run as; only root can. */
  readonly as?: number;
}

const living = new Set<User>();

export const startUser = (directory: string, { statement, env, as }: UserOptions = {}): User => {
  const child = spawn(process.execPath, [PROGRAM, directory, ...(statement ? [statement] : [])], {
    cwd: ROOT,
    env: env ?? process.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(as === undefined ? {} : { uid: as, gid: as }),
  });
  child.stdin.on('error', () => undefined);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  const first = new Promise<Event>((resolve, reject) => {
    lines.once('line', (line) => resolve(JSON.parse(line) as Event));
    child.once('close', () => reject(new Error(`ended without a word: ${complaint}`)));
  });
  first.catch(() => undefined);
  const user: User = {
    process: child,
    first,
    ended,
    close: () => {
      child.stdin.write('close\n');
      return ended;
    },
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
  living.add(user);
  ended.then(() => living.delete(user));
  return user;
};

/** Starts a process and waits until it is connected. */
export const openUser = async (
  directory: string,
  options?: UserOptions,
): Promise<User & { readonly opened: Opened }> => {
  const user = startUser(directory, options);
  const event = await user.first;
  if (event.event !== 'open') throw new Error(JSON.stringify(event));
  return { ...user, opened: event };
};

export const killAllUsers = async (): Promise<void> => {
  await Promise.all([...living].map((user) => user.kill()));
};

/** The processes run what `npm run build` made: a stale build would test yesterday's code. */
export const requireBuild = (): void => {
  const source = join(ROOT, 'src/embedded');
  for (const name of readdirSync(source)) {
    const built = join(ROOT, 'dist/src/embedded', name.replace(/\.ts$/, '.js'));
    if (!existsSync(built) || statSync(built).mtimeMs < statSync(join(source, name)).mtimeMs) {
      throw new Error('dist is older than src: run `npm run build` first');
    }
  }
};
