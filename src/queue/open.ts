import { runMigrations } from 'bullmq';
import type { Settings } from '../config.ts';
import { borrow, type Database } from '../store/database.ts';
import { patiently } from '../store/patience.ts';
import { type Backend, openBackend, type ScheduleQueue } from './backend.ts';
import type { Queues } from './dispatch.ts';
import { reachRedis } from './reach-redis.ts';

export interface OpenQueues extends Queues {
  readonly backend: Backend;
  readonly schedule: ScheduleQueue;
  close(): Promise<void>;
}

/** Brings BullMQ's own schema up to date; it waits for others who do so, and while the database is away or full. */
export const migrateQueue = (database: Database): Promise<void> =>
  patiently(async () => {
    const { connection, giveBack } = await borrow(database);
    try {
      await runMigrations(connection);
      giveBack();
    } catch (error) {
      giveBack(error as Error);
      throw error;
    }
  });

/**
 * Opens the queues on Redis, which has to be there, or on PostgreSQL with the schema that BullMQ needs there. Only commands that enqueue or
 * work load this module, and BullMQ with it: it is most of what there is to load.
 */
export const openQueues = async (
  settings: Pick<Settings, 'redisUrl'>,
  database: Database,
  databaseUrl: string,
  onError: (error: Error) => void,
): Promise<OpenQueues> => {
  if (settings.redisUrl !== null) await reachRedis(settings.redisUrl, onError);
  const backend = openBackend(settings, databaseUrl, onError);
  if (backend.kind === 'postgres') await migrateQueue(database);
  const refine = backend.queue('refine');
  const settle = backend.queue('settle');
  const schedule = backend.queue('schedule');
  return {
    backend,
    refine,
    settle,
    schedule,
    close: async () => {
      await Promise.all([refine.close(), settle.close(), schedule.close()]);
    },
  };
};
