import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkerProcess } from '../workers/process.ts';
import { readSettings, type Settings } from './config.ts';
import { DEFAULT_OPTIONS, type RefineOptions } from './document/index.ts';
import { openEmbedded } from './embedded/index.ts';
import { withDeadline } from './queue/deadline.ts';
import { dispatchChunks } from './queue/dispatch.ts';
import { type IntakeHooks, intake } from './queue/ingest.ts';
import type { OpenQueues } from './queue/open.ts';
import type { OnChunk } from './queue/refine-chunk.ts';
import { syncSchedules } from './queue/schedules.ts';
import { CHUNK_PAGES } from './queue/topology.ts';
import type { StreamSource } from './source/read-sources.ts';
import { cancelQueries, type Database, openDatabase } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { patiently } from './store/patience.ts';
import type { StageAlone } from './store/renewals.ts';
import { startReprocess } from './store/reprocess.ts';
import { listRuns, type RunStatus, runProgress, runStatus } from './store/runs.ts';
import type { Selection } from './store/selection.ts';
import { storeError } from './store/store-error.ts';

export interface IngestOptions {
  /** What to do with the pages; the defaults suit most. */
  readonly refine?: RefineOptions;
  /** -10 to 10: runs of a higher one come first. 0 unless given. */
  readonly priority?: number;
  /** Only store and enqueue; workers elsewhere do the rest. */
  readonly detach?: boolean;
  /** Called a few times a second with how far the run is. */
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Stops: reading ends, what is in hand is finished, and the rest waits for the next worker. */
  readonly signal?: AbortSignal;
}

export interface ReprocessOptions extends IngestOptions {
  /**
   * Promote the run when it is done, if a smaller share of the words than this would vanish, 0 to 1; without it
   * the run waits beside what readers see, for `promoteRun` or `discardRun`.
   */
  readonly promoteBelow?: number;
  /** Stages to run alone, over what is stored of the others; all stages, from the bytes of the pages, unless given. */
  readonly stages?: readonly StageAlone[];
}

export interface IngestProgress {
  readonly run: number;
  /** Sources are still being read: `pages` grows. */
  readonly reading: boolean;
  readonly pages: number;
  readonly ended: number;
}

/** An open store with its queue. */
export interface Winnow {
  readonly settings: Settings;
  /** For queries of your own; Winnow's views are in the schema `winnow`. */
  readonly database: Database;
  readonly databaseUrl: string;
  /** Where the queue lives. */
  readonly queue: 'postgres' | 'redis';
  /**
   * Reads sources into the store and refines their pages, in this process unless detached. `-` is standard
   * input. Resolves to the status of the run; pages that fail are outcomes, not errors.
   */
  ingest(paths: readonly string[], options?: IngestOptions): Promise<RunStatus>;
  /**
   * Reads a stream into the store and enqueues its pages for workers, here or elsewhere. No more of it is in memory
   * than a few pages, and nothing on disk. Resolves to the status of the run when all has been read. Throws USAGE when
   * the name does not tell what the stream holds, QUEUE_UNREACHABLE before anything is read.
   */
  ingestStream(
    source: StreamSource,
    options?: Pick<IngestOptions, 'refine' | 'priority' | 'signal' | 'onProgress'>,
  ): Promise<RunStatus>;
  /**
   * Refines stored pages anew, beside what readers see, in this process unless detached. Resolves to the status
   * of the run. Throws NOT_FOUND when no page is selected, SQL_REFUSED when the condition is none.
   */
  reprocess(selection: Selection, options?: ReprocessOptions): Promise<RunStatus>;
  /** Refines in this process until a run that has been stored is done. */
  finish(run: number, options?: Pick<IngestOptions, 'onProgress' | 'signal'>): Promise<RunStatus>;
  /**
   * Refines what is enqueued, by anybody, and does what schedules say, until it is closed. `onChunk` hears of each chunk
   * of pages that was loaded.
   */
  work(options?: { readonly onChunk?: OnChunk | undefined }): Promise<WorkerProcess>;
  /** How many processes refine what is enqueued, on all machines. */
  workers(): Promise<number>;
  /** Makes the queue know the schedules of the database; do it after changing them. */
  syncSchedules(): Promise<void>;
  status(run: number): Promise<RunStatus>;
  /** The latest runs, newest first. */
  runs(limit?: number): Promise<RunStatus[]>;
  close(): Promise<void>;
  /** Lets go at once: cancels queries in hand, and stops the embedded server if nobody else uses it. */
  abandon(): Promise<void>;
}

const POLL_MILLISECONDS = 200;

/** What a queue that cannot be reached is given to say goodbye. */
const CLOSE_SECONDS = 5;

/** Polls a run until all of it has been read and it is settled, or until the caller has heard enough. */
const untilDone = async (
  database: Database,
  run: number,
  reading: () => boolean,
  onProgress: IngestOptions['onProgress'],
  signal: AbortSignal | undefined,
): Promise<void> => {
  while (!signal?.aborted) {
    const since = performance.now();
    // Asked before the state: a run that was taken for abandoned may be done while it is still being read.
    const isReading = reading();
    const { state, pages, ended } = await patiently(() => runProgress(database, run));
    onProgress?.({ run, reading: isReading, pages, ended });
    if (!isReading && (state === 'done' || state === 'failed')) return;
    // Counting a large run takes its time: most of the time is left to those who work.
    await sleep(Math.max(POLL_MILLISECONDS, 4 * (performance.now() - since)));
  }
};

/**
 * Opens the store: the database of `databaseUrl`, or the embedded one; its schema is brought up to date.
 * Close it when you are done, or the process does not end. `onError` hears of broken connections that are
 * being mended.
 */
export const open = async (
  given: Partial<Settings> = {},
  onError: (error: Error) => void = () => {},
): Promise<Winnow> => {
  const settings = { ...readSettings(), ...given };
  const embedded = settings.databaseUrl === null ? await openEmbedded({ directory: settings.home }) : null;
  const databaseUrl = settings.databaseUrl ?? embedded!.url;
  const database = openDatabase(databaseUrl);
  try {
    await migrate(database);
  } catch (error) {
    await database.end();
    await embedded?.close();
    throw storeError(error);
  }
  let queues: Promise<OpenQueues> | null = null;
  const openedQueues = (): Promise<OpenQueues> => {
    queues ??= import('./queue/open.ts')
      .then(({ openQueues }) => openQueues(settings, database, databaseUrl, onError))
      .catch((error: unknown) => {
        // What failed is tried again by who asks next.
        queues = null;
        throw error;
      });
    return queues;
  };

  const work = async (clock: boolean, onChunk?: OnChunk): Promise<WorkerProcess> => {
    const { backend, refine, settle, schedule } = await openedQueues();
    const { startWorkers } = await import('../workers/process.ts');
    const connections = { DATABASE_URL: databaseUrl, REDIS_URL: settings.redisUrl ?? '' };
    return startWorkers(
      { backend, database, connections },
      { refine, settle, schedule: clock ? schedule : null },
      settings,
      onError,
      onChunk,
    );
  };

  type Records = ReturnType<typeof import('./source/read-sources.ts').openStream>;

  const ingestDetached = async (records: Records, options: IngestOptions): Promise<RunStatus> => {
    const hooks: IntakeHooks = options.signal === undefined ? {} : { signal: options.signal };
    let id = 0;
    const run = await intake(database, records, options.refine ?? DEFAULT_OPTIONS, {
      ...hooks,
      priority: options.priority ?? 0,
      onRun: (started) => {
        id = started.id;
      },
      onChunk: ({ pages }) => options.onProgress?.({ run: id, reading: true, pages, ended: 0 }),
    });
    await dispatchChunks(database, await openedQueues());
    return runStatus(database, run.id);
  };

  const ingestHere = async (records: Records, options: IngestOptions): Promise<RunStatus> => {
    const workers = await work(false);
    const enough = new AbortController();
    try {
      let reading = true;
      let watching: Promise<void> | null = null;
      const signals = options.signal === undefined ? [enough.signal] : [enough.signal, options.signal];
      const signal = AbortSignal.any(signals);
      const run = await intake(database, records, options.refine ?? DEFAULT_OPTIONS, {
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        priority: options.priority ?? 0,
        onRun: (started) => {
          watching = untilDone(database, started.id, () => reading, options.onProgress, signal);
          // Awaited below; until then a lost connection must not count as an unhandled rejection.
          watching.catch(() => {});
        },
        onChunk: workers.nudge,
      });
      reading = false;
      workers.nudge();
      await watching;
      return await runStatus(database, run.id);
    } finally {
      // When reading has failed, nobody waits for the end of the run.
      enough.abort();
      await workers.close();
    }
  };

  const finish: Winnow['finish'] = async (run, options = {}) => {
    const workers = await work(false);
    try {
      await untilDone(database, run, () => false, options.onProgress, options.signal);
      return await runStatus(database, run);
    } finally {
      await workers.close();
    }
  };

  const reprocess: Winnow['reprocess'] = async (selection, options = {}) => {
    const { refine = DEFAULT_OPTIONS, promoteBelow = null, stages = null } = options;
    const { run } = await startReprocess(database, selection, refine, stages, promoteBelow, CHUNK_PAGES);
    if (!options.detach) return finish(run.id, options);
    await dispatchChunks(database, await openedQueues());
    return runStatus(database, run.id);
  };

  return {
    settings,
    database,
    databaseUrl,
    queue: settings.redisUrl === null ? 'postgres' : 'redis',
    ingest: async (paths, options = {}) => {
      const { openSources } = await import('./source/read-sources.ts');
      const records = await openSources(paths);
      return (options.detach ? ingestDetached : ingestHere)(records, options);
    },
    ingestStream: async (source, options = {}) => {
      const { openStream } = await import('./source/read-sources.ts');
      const records = openStream(source);
      await openedQueues();
      return ingestDetached(records, options);
    },
    reprocess,
    finish,
    workers: async () => (await openedQueues()).refine.getWorkersCount(),
    work: ({ onChunk } = {}) => work(true, onChunk),
    syncSchedules: async () => syncSchedules(database, (await openedQueues()).schedule),
    status: (run) => runStatus(database, run),
    runs: (limit) => listRuns(database, limit),
    close: async () => {
      const opened = await queues?.catch(() => null);
      if (opened) await withDeadline(opened.close(), CLOSE_SECONDS);
      await database.end();
      await embedded?.close();
    },
    abandon: async () => {
      await cancelQueries(database);
      await embedded?.close();
    },
  };
};
