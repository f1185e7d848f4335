import { createPostgresBackend, type Job, type JobsOptions, Queue, Worker } from 'bullmq';
import pg from 'pg';
import type { Settings } from '../config.ts';
import { redisError } from './reach-redis.ts';
import { LOCK_MILLISECONDS, type QueueName, STALLED_CHECK_MILLISECONDS, TOPOLOGY } from './topology.ts';

type JobState = 'wait' | 'active' | 'delayed' | 'prioritized';

/** What Winnow uses of a BullMQ queue: the same on both backends. */
export interface JobQueue {
  addBulk(jobs: { name: string; data: object; opts?: JobsOptions }[]): Promise<unknown>;
  getJobCounts(...states: JobState[]): Promise<Record<string, number>>;
  getWorkersCount(): Promise<number>;
  close(): Promise<void>;
}

/** … and of the one queue that the clock feeds. */
export type ScheduleQueue = JobQueue &
  Pick<Queue, 'getJobSchedulers' | 'removeJobScheduler' | 'upsertJobScheduler'>;

/** What Winnow uses of a BullMQ worker: the same on both backends. */
export interface JobWorker {
  close(force?: boolean): Promise<void>;
}

export interface Backend {
  readonly kind: 'postgres' | 'redis';
  queue(name: QueueName): ScheduleQueue;
  worker(name: QueueName, concurrency: number, work: (data: unknown, job: Job) => Promise<void>): JobWorker;
}

type OnError = (error: Error) => void;

/**
 * A connection that BullMQ has borrowed from its pool and that breaks between two of its queries says so by an event
 * that nobody hears there, which would end the process; its next query rejects as well.
 */
class HeardClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => {});
  }
}

/**
 * The queue on Redis when `redisUrl` is set, on PostgreSQL otherwise. Errors of connections that BullMQ
 * mends by itself go to `onError`.
 */
export const openBackend = (
  settings: Pick<Settings, 'redisUrl'>,
  databaseUrl: string,
  onError: OnError,
): Backend => {
  const { redisUrl } = settings;
  const workerOptions = {
    lockDuration: LOCK_MILLISECONDS,
    stalledInterval: STALLED_CHECK_MILLISECONDS,
    // A killed worker is no fault of the job: the chunk itself knows when it is done.
    maxStalledCount: 1_000_000,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  };
  if (redisUrl !== null) {
    const onRedisError: OnError = (error) => onError(redisError(error));
    return {
      kind: 'redis',
      queue: (name) => {
        const connection = { url: redisUrl, maxRetriesPerRequest: 3 };
        return new Queue(TOPOLOGY[name].name, { connection }).on('error', onRedisError);
      },
      worker: (name, concurrency, work) => {
        const connection = { url: redisUrl, maxRetriesPerRequest: null };
        const options = { connection, concurrency, ...workerOptions };
        return new Worker(TOPOLOGY[name].name, (job) => work(job.data, job), options).on(
          'error',
          onRedisError,
        );
      },
    };
  }
  const connection = { connectionString: databaseUrl, max: 4, Client: HeardClient };
  return {
    kind: 'postgres',
    queue: (name) =>
      new Queue(TOPOLOGY[name].name, { connection }, createPostgresBackend).on('error', onError),
    worker: (name, concurrency, work) =>
      new Worker(
        TOPOLOGY[name].name,
        (job: Job) => work(job.data, job),
        { connection, concurrency, ...workerOptions },
        createPostgresBackend,
      ).on('error', onError),
  };
};
