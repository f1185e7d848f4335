import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { RefineAnswer, RefineRequest, RefineResult, RefineTask } from '../../workers/refine-process.ts';
import { packageRoot } from '../assets.ts';
import type { Stage } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import { decodePlace, NOWHERE, type PagePlace, watchPlace } from './page-place.ts';

/** Megabytes of a half of the young heap, for what lives as long as a page: with V8's 16, an eighth of the time went into it. */
const SEMI_SPACE = 64;

/** Characters of what a process wrote last, in which V8 says that memory ran out. */
const LAST_WORDS = 16_384;

/** How a task ended without a result, and where its process was. */
export interface Fault {
  /** `unstarted`: the process ended by itself before it read a page. `killed`: it has ended, nobody here knows why. */
  readonly kind: 'timeout' | 'memory' | 'thrown' | 'unstarted' | 'killed';
  readonly page: number | null;
  readonly stage: Stage;
  readonly detail: string;
}

/** A process that refines pages, one task at a time. It ends with the first fault that is not merely thrown. */
export interface Refiner {
  /** Megabytes that it may take. */
  readonly heap: number;
  readonly alive: () => boolean;
  /** `pageTimeout`: seconds that each of the pages may take. */
  run(task: RefineTask, pageTimeout: number): Promise<RefineResult | Fault>;
  /** Keeps this process from ending, as a refiner does from its start. */
  hold(): void;
  /** Lets this process end, and the refiner with it. */
  release(): void;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/** Where the process is started from; throws USAGE before the package has been built. */
const program = (): string => {
  const filename = join(packageRoot, 'dist', 'workers', 'refine-process.js');
  if (!existsSync(filename))
    throw new WinnowError('USAGE', 'the package has not been built: run `npm run build`');
  return filename;
};

const lastWordsOf = (child: ChildProcess): (() => string) => {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  return () => words;
};

/** The line in which Node says why it cannot start. */
const complaintIn = (words: string): string | null =>
  words.split('\n').find((line) => /error|bad option/i.test(line)) ?? null;

/**
 * Starts a process for pages: a page that takes all memory, or never ends, takes with it nothing else. (A thread
 * does not do: V8 ends the whole process when one allocation passes the heap limit of a thread by too much.) It
 * knows no address of a database or queue.
 */
export const startRefiner = (heap: number): Refiner => {
  const child = fork(program(), [], {
    env: {},
    execArgv: [`--max-old-space-size=${heap}`, `--max-semi-space-size=${SEMI_SPACE}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
  });
  const lastWords = lastWordsOf(child);
  let alive = true;
  let answered = false;
  let turn: 0 | 1 = 0;
  let place: PagePlace = NOWHERE;
  const places = child.stdio[4] as Socket;
  places.on('data', (bytes: Buffer) => {
    place = decodePlace(turn, bytes.at(-1)!) ?? place;
  });
  // After the end of the process and of all that it wrote.
  const ended = once(child, 'close').then(([code, signal]) => String(signal ?? `exit code ${code}`));
  const gone = ended.then(
    (reason) => reason,
    (error: NodeJS.ErrnoException) => error.code ?? error.name,
  );
  gone.then(() => {
    alive = false;
  });

  const send = (request: RefineRequest): Promise<RefineAnswer> =>
    new Promise((resolve) => {
      child.once('message', (answer) => resolve(answer as RefineAnswer));
      // When it cannot be sent, the process has ended, which is heard by itself.
      child.send(request, () => {});
    });

  const handles = [child, child.channel!, child.stderr as Socket, places];

  return {
    heap,
    alive: () => alive,
    hold: () => handles.forEach((handle) => void handle.ref()),
    release: () => handles.forEach((handle) => void handle.unref()),
    run: async (task, pageTimeout) => {
      turn = turn === 0 ? 1 : 0;
      place = NOWHERE;
      let late = false;
      const unwatch = watchPlace(
        () => place,
        pageTimeout,
        () => {
          late = true;
          child.kill('SIGKILL');
        },
      );
      try {
        const answer = await Promise.race([send({ ...task, turn }), gone]);
        if (typeof answer !== 'string') {
          answered = true;
          return 'result' in answer ? answer.result : { ...place, kind: 'thrown', detail: answer.thrown };
        }
        if (late) return { ...place, kind: 'timeout', detail: `${pageTimeout} s` };
        if (/out of memory|heap limit/i.test(lastWords()))
          return { ...place, kind: 'memory', detail: `${heap} MB` };
        if (child.exitCode !== null && place.page === null && !answered)
          return { ...place, kind: 'unstarted', detail: complaintIn(lastWords()) ?? answer };
        return { ...place, kind: 'killed', detail: answer };
      } finally {
        unwatch();
        child.removeAllListeners('message');
      }
    },
    kill: async () => {
      alive = false;
      child.kill('SIGKILL');
      await gone;
    },
  };
};
