import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { RunStatus } from '../store/runs.ts';
import type { Winnow } from '../winnow.ts';
import { integer, stopSignal, withWinnow } from './context.ts';
import { writeJson, writeLine } from './output.ts';
import { openProgress, runStep } from './progress.ts';
import { runReport } from './run-report.ts';

interface Options {
  readonly watch?: boolean;
  readonly json?: boolean;
}

const WATCH_MILLISECONDS = 500;

const read = async (winnow: Winnow, run: number | undefined): Promise<RunStatus[]> =>
  run === undefined ? winnow.runs() : [await winnow.status(run)];

const print = async (runs: readonly RunStatus[], json: boolean): Promise<void> => {
  if (json) for (const run of runs) await writeJson(run);
  else if (runs.length === 0) await writeLine('no runs yet: winnow ingest PATH');
  else await writeLine(runs.map(runReport).join('\n'));
};

const isOpen = ({ state }: RunStatus): boolean =>
  state !== 'done' && state !== 'failed' && state !== 'cancelled';

const watch = async (
  winnow: Winnow,
  wanted: number | undefined,
  json: boolean,
  signal: AbortSignal,
): Promise<void> => {
  const progress = openProgress(json);
  for (;;) {
    const runs = await read(winnow, wanted);
    const open = runs.filter(isOpen);
    if (open.length === 0 || signal.aborted) {
      progress.stop();
      return print(wanted === undefined ? runs.slice(0, 1) : runs, json);
    }
    if (json) await print(open, true);
    const current = open.at(-1)!;
    progress.update(
      runStep({
        run: current.id,
        reading: current.state === 'reading',
        pages: current.pages,
        ended: current.pages - current.pending,
      }),
    );
    await sleep(WATCH_MILLISECONDS);
  }
};

/** `winnow status [RUN]` */
export const addStatus = (program: Command): void => {
  program
    .command('status')
    .summary('how runs are doing, with totals that add up')
    .description(
      'Shows one run, or the latest twenty. Every page of a run has exactly one outcome, or is pending.',
    )
    .argument('[run]', 'number of the run', integer('RUN', 1))
    .option('--watch', 'follow until nothing is left to do')
    .option('--json', 'one JSON object a run')
    .action((run: number | undefined, options: Options) => {
      const json = options.json === true;
      const signal = options.watch ? stopSignal() : null;
      return withWinnow(async (winnow) => {
        if (signal !== null) return watch(winnow, run, json, signal);
        return print(await read(winnow, run), json);
      });
    });
};
