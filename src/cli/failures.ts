import type { Command } from 'commander';
import { DEFAULT_OPTIONS } from '../document/index.ts';
import { ERRORS } from '../errors.ts';
import { CHUNK_PAGES } from '../queue/topology.ts';
import { type FailureFilter, failureGroups, listFailures, retryFailures } from '../store/failures.ts';
import { integer, stopSignal, withWinnow } from './context.ts';
import { note, table, writeJson, writeLine } from './output.ts';
import { openProgress, runStep } from './progress.ts';
import { runReport } from './run-report.ts';

interface Options {
  readonly code?: string;
  readonly run?: number;
  readonly limit: number;
  readonly json?: boolean;
}

const filterOf = (options: Pick<Options, 'code' | 'run'>): FailureFilter => ({
  code: options.code ?? null,
  run: options.run ?? null,
});

const meaning = (code: string): string => (code in ERRORS ? ERRORS[code as keyof typeof ERRORS].text : '');

const list = (options: Options): Promise<void> =>
  withWinnow(async (winnow) => {
    const failures = await listFailures(winnow.database, filterOf(options), options.limit);
    if (options.json) {
      for (const failure of failures) await writeJson(failure);
      return;
    }
    const groups = await failureGroups(winnow.database, filterOf(options));
    if (groups.length === 0) return writeLine('no failures');
    await writeLine(
      table(
        ['code', 'stage', 'state', 'failures', 'sites', 'meaning'],
        groups.map((group) => [
          group.code,
          group.stage,
          group.state,
          group.failures,
          group.sites,
          meaning(group.code),
        ]),
      ),
    );
    await writeLine('');
    await writeLine(
      table(
        ['run', 'code', 'where', 'detail'],
        failures.map((failure) => [
          failure.run,
          failure.code,
          failure.url ?? (failure.record === null ? failure.source : `${failure.source}#${failure.record}`),
          failure.detail,
        ]),
      ),
    );
    const total = groups.reduce((sum, group) => sum + group.failures, 0);
    if (total > failures.length) note(`${failures.length} of ${total} shown; --limit N shows more`);
  });

const retry = (options: Pick<Options, 'code' | 'run' | 'json'>): Promise<void> => {
  const signal = stopSignal();
  return withWinnow(async (winnow) => {
    const filter = filterOf(options);
    const { run, unreadable } = await retryFailures(winnow.database, filter, DEFAULT_OPTIONS, CHUNK_PAGES);
    const progress = openProgress(options.json === true);
    const status = await winnow
      .finish(run.id, { signal, onProgress: (step) => progress.update(runStep(step)) })
      .finally(progress.stop);
    if (options.json) return writeJson(status);
    await writeLine(runReport(status));
    if (unreadable > 0) note(`${unreadable} records could not be read at all: ingest their source again`);
  });
};

/** `winnow failures`, `winnow failures retry` */
export const addFailures = (program: Command): void => {
  const failures = program
    .command('failures')
    .summary('pages that failed: list them by code, try them again')
    .description(
      'Lists failures grouped by code and stage, then one by one. A page without text is no failure.',
    );
  failures
    .command('list', { isDefault: true })
    .summary('list them')
    .option('--code <code>', 'only this code')
    .option('--run <run>', 'only this run', integer('--run', 1))
    .option('--limit <n>', 'how many single ones', integer('--limit', 1), 20)
    .option('--json', 'one JSON object a failure')
    .action(list);
  failures
    .command('retry')
    .summary('refine the pages of open failures again')
    .description('Starts a run over the stored pages of open failures and waits for its end.')
    .option('--code <code>', 'only this code')
    .option('--run <run>', 'only this run', integer('--run', 1))
    .option('--json', 'print the status of the run as JSON')
    .action(retry);
};
