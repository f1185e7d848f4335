import type { Command } from 'commander';
import { WinnowError } from '../errors.ts';
import { cancelRun, PRIORITIES, pagesInHand, pauseRun, prioritizeRun } from '../store/run-control.ts';
import type { Winnow } from '../winnow.ts';
import { integer, withWinnow } from './context.ts';
import { note, writeJson, writeLine } from './output.ts';
import { runReport } from './run-report.ts';

interface Options {
  readonly json?: boolean;
}

/** Does something to a run and shows it. */
const to =
  (act: (winnow: Winnow, run: number) => Promise<string | null>) =>
  (run: number, options: Options): Promise<void> =>
    withWinnow(async (winnow) => {
      const said = await act(winnow, run);
      const status = await winnow.status(run);
      if (options.json) return writeJson(status);
      await writeLine(runReport(status));
      if (said !== null) note(said);
    });

const pause = to(async ({ database }, run) => {
  await pauseRun(database, run, true);
  const left = await pagesInHand(database, run);
  const finished = left === 0 ? 'nothing is in hand' : `what is in hand is finished, ${left} pages at most`;
  return `${finished}; winnow run resume ${run} goes on with the rest`;
});

const resume = to(async ({ database }, run) => {
  await pauseRun(database, run, false);
  return null;
});

const cancel = to(async ({ database }, run) => {
  const left = await cancelRun(database, run);
  return left > 0 ? `${left} pages are left out; what is loaded stays` : null;
});

/** The priority of an argument or option. */
export const priorityOf = (value: string): number => {
  const priority = /^-?\d{1,2}$/.test(value) ? Number(value) : Number.NaN;
  if (!(priority >= PRIORITIES.least && priority <= PRIORITIES.most))
    throw new WinnowError(
      'USAGE',
      `a priority is a whole number from ${PRIORITIES.least} to ${PRIORITIES.most}`,
    );
  return priority;
};

const prioritize = (run: number, priority: number, options: Options): Promise<void> =>
  to(async ({ database }) => {
    await prioritizeRun(database, run, priority);
    return null;
  })(run, options);

/** `winnow run pause|resume|cancel|priority` */
export const addRun = (program: Command): void => {
  const run = program
    .command('run')
    .summary('pause, resume or cancel a run, or put it before others')
    .description('Changes a run while it goes on, wherever its workers are. `winnow status` shows runs.')
    .addHelpText(
      'after',
      `
Examples:
  winnow run pause 3
  winnow run priority 4 10
  winnow run cancel 3`,
    );
  const add = (name: string, summary: string): Command =>
    run
      .command(name)
      .summary(summary)
      .argument('<run>', 'number of the run', integer('RUN', 1))
      .option('--json', 'print the status of the run as JSON');
  add('pause', 'give none of its pages to workers until it is resumed').action(pause);
  add('resume', 'go on with a run that was paused').action(resume);
  add('cancel', 'end it now: pages that are loaded stay, no page is loaded by half').action(cancel);
  add('priority', 'work on it before runs of a lower priority')
    .argument('<priority>', `${PRIORITIES.least} to ${PRIORITIES.most}; runs begin with 0`, priorityOf)
    .action(prioritize);
};
