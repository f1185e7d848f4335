import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { RefineAnswer, RefineRequest, RefineResult, RefineTask } from '../../workers/refine-process.ts';
import { packageRoot } from '../assets.ts';
import type { Settings } from '../config.ts';
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
  readonly alive: () => boolean;
  run(task: RefineTask): Promise<RefineResult | Fault>;
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
export const startRefiner = (settings: Pick<Settings, 'pageTimeout' | 'threadHeap'>): Refiner => {
  const child = fork(program(), [], {
    env: {},
    execArgv: [`--max-old-space-size=${settings.threadHeap}`, `--max-semi-space-size=${SEMI_SPACE}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
  });
  const lastWords = lastWordsOf(child);
  let alive = true;
  let answered = false;
  let turn: 0 | 1 = 0;
  let place: PagePlace = NOWHERE;
  // The fifth of its pipes is for reading here.
  (child.stdio[4] as Readable).on('data', (bytes: Buffer) => {
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

  return {
    alive: () => alive,
    run: async (task) => {
      turn = turn === 0 ? 1 : 0;
      place = NOWHERE;
      let late = false;
      const unwatch = watchPlace(
        () => place,
        settings.pageTimeout,
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
        if (late) return { ...place, kind: 'timeout', detail: `${settings.pageTimeout} s` };
        if (/out of memory|heap limit/i.test(lastWords()))
          return { ...place, kind: 'memory', detail: `${settings.threadHeap} MB` };
        if (child.exitCode !== null && place.page === null && !answered)
          return { ...place, kind: 'unstarted', detail: complaintIn(lastWords()) ?? answer };
        return { ...place, kind: 'killed', detail: answer };
      } finally {
        unwatch();
        child.removeAllListeners('message');
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
};
