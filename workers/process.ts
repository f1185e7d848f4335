import type { Settings } from '../src/config.ts';
import type { Backend, JobWorker, ScheduleQueue } from '../src/queue/backend.ts';
import { withDeadline } from '../src/queue/deadline.ts';
import { dispatch, type Queues } from '../src/queue/dispatch.ts';
import type { OnChunk } from '../src/queue/refine-chunk.ts';
import { openRefinery, type Refinery } from '../src/queue/refinery.ts';
import { dispatchFirings, syncSchedules } from '../src/queue/schedules.ts';
import type { Database } from '../src/store/database.ts';
import { refineWorker } from './refine.ts';
import { scheduleWorker } from './schedule.ts';
import { settleWorker } from './settle.ts';

/** What the workers of one process share. */
export interface WorkerContext {
  readonly backend: Backend;
  readonly database: Database;
  /** How a command of its own reaches the same database and queue: environment variables. */
  readonly connections: NodeJS.ProcessEnv;
  readonly refinery: Refinery;
  readonly concurrency: number;
  /** Days for which replaced versions are kept. */
  readonly keepVersions: number;
  /** Something ended: there may be room in the queue, or a run to settle. */
  nudge(): void;
  readonly onChunk: OnChunk;
}

export interface WorkerProcess {
  /** Something was stored: look for work now. */
  nudge(): void;
  /**
   * Ends what is in hand, or hands it back to the queue when the deadline passes first. Safe to call twice.
   */
  close(): Promise<void>;
}

/** How often a process looks for work that nobody told it of, in milliseconds. */
const PATROL_MILLISECONDS = 3_000;

/** Runs `task` again as soon as it has been asked for since it last began; never twice at once. */
const coalesced = (task: () => Promise<void>) => {
  let running: Promise<void> | null = null;
  let asked = false;
  const turn = async (): Promise<void> => {
    do {
      asked = false;
      await task();
    } while (asked);
    running = null;
  };
  return {
    ask: (): void => {
      asked = true;
      running ??= turn();
    },
    idle: (): Promise<void> => running ?? Promise.resolve(),
  };
};

/** Turns of the patrol after which the queue's schedules are compared with the database's. */
const SYNC_TURNS = 10;

/** Does what schedules say. */
const startClock = (
  context: WorkerContext,
  queue: ScheduleQueue,
  onError: (error: Error) => void,
): Pick<JobWorker, 'close'> => {
  const stopping = new AbortController();
  const worker = scheduleWorker(context, stopping.signal);
  let turn = 0;
  const round = coalesced(async () => {
    try {
      if (turn++ % SYNC_TURNS === 0) await syncSchedules(context.database, queue);
      await dispatchFirings(context.database, queue);
    } catch (error) {
      onError(error as Error);
    }
  });
  const patrol = setInterval(round.ask, PATROL_MILLISECONDS);
  round.ask();
  return {
    close: async () => {
      clearInterval(patrol);
      stopping.abort();
      await worker.close();
      await round.idle();
    },
  };
};

/**
 * Starts the workers of one process: refining in processes of their own, settling, and the dispatcher that feeds
 * both. With a queue of schedules it also does what they say.
 */
export const startWorkers = (
  shared: Pick<WorkerContext, 'backend' | 'database' | 'connections'>,
  queues: Queues & { readonly schedule: ScheduleQueue | null },
  settings: Settings,
  onError: (error: Error) => void,
  onChunk: OnChunk = () => {},
): WorkerProcess => {
  const refinery = openRefinery(settings);
  const { database } = shared;
  const dispatcher = coalesced(() => dispatch(database, queues).catch(onError));
  const context: WorkerContext = {
    ...shared,
    refinery,
    // One chunk is read and loaded while another is refined.
    concurrency: settings.concurrency + 1,
    keepVersions: settings.keepVersions,
    nudge: dispatcher.ask,
    onChunk,
  };
  const workers: JobWorker[] = [refineWorker(context), settleWorker(context)];
  const patrol = setInterval(dispatcher.ask, PATROL_MILLISECONDS);
  dispatcher.ask();
  const { schedule } = queues;
  const clock = schedule === null ? null : startClock(context, schedule, onError);

  const close = async (): Promise<void> => {
    clearInterval(patrol);
    const closing = Promise.all(
      [...workers, ...(clock === null ? [] : [clock])].map((worker) => worker.close()),
    );
    const finished = await withDeadline(closing, settings.stopDeadline);
    await refinery.close();
    // Without refiners what is in hand is rejected and goes back to the queue; that takes a moment, no more.
    if (!finished) await withDeadline(closing, 5);
    await withDeadline(dispatcher.idle(), 5);
  };
  let closed: Promise<void> | null = null;
  return {
    nudge: dispatcher.ask,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
};
