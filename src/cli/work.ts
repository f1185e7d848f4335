import type { Command } from 'commander';
import { WinnowError } from '../errors.ts';
import type { Place } from '../metrics/listen.ts';
import { open } from '../winnow.ts';
import { integer, stopSignal } from './context.ts';
import { log } from './log.ts';
import { note } from './output.ts';

interface Options {
  readonly concurrency?: number;
  readonly metrics?: Place;
}

/** `9100` on this machine alone, or `HOST:9100`. */
const placeOf = (value: string): Place => {
  const [, host = '127.0.0.1', port = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(value) ?? [];
  if (port === '' || Number(port) > 65_535)
    throw new WinnowError('USAGE', '--metrics takes a port, or an address such as 0.0.0.0:9100');
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
};

/** Tells what this process does to who asks at a place; workers of whom nobody asks it do without the library. */
const openMetrics = async (place: Place) => {
  const { collectDefaultMetrics, Registry } = await import('prom-client');
  const { listenForMetrics } = await import('../metrics/listen.ts');
  const { workMetrics } = await import('../metrics/work.ts');
  const register = new Registry();
  collectDefaultMetrics({ register });
  const onChunk = workMetrics(register);
  const server = await listenForMetrics(register, place);
  note(`metrics at ${server.address}`);
  return { onChunk, close: server.close };
};

const work = async (options: Options): Promise<void> => {
  const signal = stopSignal();
  const given = options.concurrency === undefined ? {} : { concurrency: options.concurrency };
  const winnow = await open(given, (error) => log.warn({ code: error.name }, 'tried again'));
  let metrics: Awaited<ReturnType<typeof openMetrics>> | null = null;
  try {
    if (options.metrics !== undefined) metrics = await openMetrics(options.metrics);
    const workers = await winnow.work({ onChunk: metrics?.onChunk });
    note(
      `working on the queue in ${winnow.queue}, ${winnow.settings.concurrency} at a time; stop with Ctrl-C`,
    );
    if (!signal.aborted)
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    note(`stopping: up to ${winnow.settings.stopDeadline} s for what is in hand`);
    await workers.close();
  } finally {
    await metrics?.close();
    await winnow.close();
  }
};

/** `winnow work` */
export const addWork = (program: Command): void => {
  program
    .command('work')
    .summary('refine what is enqueued, until stopped')
    .description(
      `Refines what \`winnow ingest --detach\` and schedules enqueue, until it is stopped. Start it on as many
machines as you like; all need the same DATABASE_URL, and the same REDIS_URL if the queue is on Redis.
SIGTERM finishes what is in hand, or hands it back when WINNOW_STOP_DEADLINE (30 s) passes first.`,
    )
    .option(
      '--concurrency <n>',
      'processes that refine (default: WINNOW_CONCURRENCY or 2)',
      integer('--concurrency', 1),
    )
    .option('--metrics <port>', 'what it does, for Prometheus: on this machine alone, or HOST:PORT', placeOf)
    .action(work);
};
