import type { Command } from 'commander';
import { open } from '../winnow.ts';
import { integer, stopSignal } from './context.ts';
import { log } from './log.ts';
import { note } from './output.ts';

interface Options {
  readonly concurrency?: number;
}

const work = async (options: Options): Promise<void> => {
  const signal = stopSignal();
  const given = options.concurrency === undefined ? {} : { concurrency: options.concurrency };
  const winnow = await open(given, (error) => log.warn({ code: error.name }, 'tried again'));
  try {
    const workers = await winnow.work();
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
    .action(work);
};
