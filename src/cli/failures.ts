import { type Command, Option } from 'commander';
import { readRefining } from '../config.ts';
import { ERRORS, type ErrorCode, WinnowError } from '../errors.ts';
import { CHUNK_PAGES } from '../queue/topology.ts';
import {
  dismissFailures,
  type Failure,
  type FailureFilter,
  type FailureGroup,
  failureGroups,
  isAnyFailure,
  listFailures,
} from '../store/failures.ts';
import { retryFailures } from '../store/retry.ts';
import { exitAsStopped, integer, stopSignal, withWinnow } from './context.ts';
import { note, writeJson, writeLine } from './output.ts';
import { openProgress, runStep } from './progress.ts';
import { runReport } from './run-report.ts';
import { table } from './table.ts';

interface Options {
  readonly code?: string;
  readonly stage?: string;
  readonly site?: string;
  readonly run?: number;
  readonly state?: 'open' | 'retried' | 'dismissed' | 'all';
  readonly limit: number;
  readonly all?: boolean;
  readonly config?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

const filterOf = (
  group: string | undefined,
  { code, stage, site, run, state }: Omit<Options, 'limit'>,
): FailureFilter => {
  if (code !== undefined && !(code in ERRORS))
    throw new WinnowError('USAGE', `--code ${code}: there is no such code; docs/errors.md lists them`);
  return { group, code, stage, site, run, state: state === 'all' ? undefined : state };
};

const meaning = (code: string): string => (code in ERRORS ? ERRORS[code as ErrorCode].text : '');

const groupTable = (groups: readonly FailureGroup[]): string =>
  table(
    ['group', 'state', 'failures', 'pipeline', 'last', 'meaning'],
    groups.map(({ group, state, failures, pipelines, last, code }) => [
      group,
      state,
      failures,
      pipelines.length === 1 ? pipelines[0] : `${pipelines.length} versions`,
      last.toISOString().slice(0, 16).replace('T', ' '),
      meaning(code),
    ]),
    [0],
  );

const singleTable = (failures: readonly Failure[]): string =>
  table(
    ['run', 'code', 'stage', 'where', 'detail'],
    failures.map(({ run, code, stage, url, source, record, detail }) => [
      run,
      code,
      stage,
      url ?? (record === null ? source : `${source}#${record}`),
      detail,
    ]),
  );

const list = (group: string | undefined, options: Options): Promise<void> =>
  withWinnow(async (winnow) => {
    const filter = filterOf(group, options);
    const failures = await listFailures(winnow.database, filter, options);
    if (options.json) {
      for (const failure of failures) await writeJson(failure);
      return;
    }
    const groups = await failureGroups(winnow.database, filter);
    if (groups.length === 0) return writeLine('no failures');
    await writeLine(`${groupTable(groups)}\n\n${singleTable(failures)}`);
    const total = groups.reduce((sum, { failures: count }) => sum + count, 0);
    if (total > failures.length) note(`${failures.length} of ${total} shown; --limit N shows more`);
  });

const dismiss = (group: string | undefined, options: Omit<Options, 'limit'>): Promise<void> => {
  const filter = filterOf(group, options);
  if (!options.all && isAnyFailure(filter))
    throw new WinnowError('USAGE', 'say which failures: a group, --code, --stage, --site, --run, or --all');
  return withWinnow(async (winnow) => {
    const dismissed = await dismissFailures(winnow.database, filter);
    if (options.json) return writeJson({ dismissed });
    await writeLine(`${dismissed} dismissed`);
  });
};

const retry = (group: string | undefined, options: Omit<Options, 'limit'>): Promise<void> => {
  const signal = stopSignal();
  return withWinnow(async (winnow) => {
    const given =
      options.config === undefined && options.rules === undefined ? null : await readRefining(options);
    const filter = filterOf(group, options);
    const { runs, unreadable } = await retryFailures(winnow.database, filter, given, CHUNK_PAGES);
    for (const [index, { id, staging }] of runs.entries()) {
      const progress = openProgress(options.json === true);
      const status = await winnow
        .finish(id, { signal, onProgress: (step) => progress.update(runStep(step)) })
        .finally(progress.stop);
      if (options.json) await writeJson(status);
      else await writeLine(runReport(status));
      if (signal.aborted && status.state !== 'done') {
        exitAsStopped(signal);
        const left = runs.slice(index).map((run) => run.id);
        return note(`stopped: winnow work goes on with run ${left.join(' and ')}`);
      }
      if (staging === 'staged') note(`let readers see it: winnow promote ${id}`);
    }
    if (unreadable !== null) note(unreadable);
  });
};

/** The options that say which failures are meant. */
const withFilter = (command: Command): Command =>
  command
    .argument('[group]', 'a group as `winnow failures` shows it: CODE/STAGE/SITE')
    .option('--code <code>', 'only this code')
    .option('--stage <stage>', 'only this stage')
    .option('--site <host>', 'only pages of this host')
    .option('--run <run>', 'only this run', integer('--run', 1));

/** `winnow failures`, `winnow failures retry`, `winnow failures dismiss` */
export const addFailures = (program: Command): void => {
  const failures = program
    .command('failures')
    .summary('pages that failed: list them by group, try them again, dismiss them')
    .description(
      `Lists failures grouped by code, stage and site, then one by one. What passes by itself (a database that is away,
a full disk) is tried again and never listed; what lasts waits here, with the version of the pipeline that failed,
until it is tried again or dismissed. A page that was rejected, or holds no text, is no failure.`,
    )
    .addHelpText(
      'after',
      `
Examples:
  winnow failures --run 3
  winnow failures READ_BAD_JSON/read/-
  winnow failures retry REFINE_TIMEOUT/clean/news.example
  winnow failures dismiss --code READ_TRUNCATED`,
    );
  withFilter(failures.command('list', { isDefault: true }))
    .summary('list them')
    .addOption(
      new Option('--state <state>', 'those').choices(['open', 'retried', 'dismissed', 'all']).default('open'),
    )
    .option('--limit <n>', 'how many single ones', integer('--limit', 1), 20)
    .option('--json', 'one JSON object a failure')
    .action(list);
  withFilter(failures.command('retry'))
    .summary('refine the pages of open failures again')
    .description(
      `Refines the stored pages of open failures again and waits for the end: as they were refined when they failed, or
with another configuration. What failed in a run that waits to be promoted waits again.`,
    )
    .option('--config <file>', 'JSON file with what to change about refining')
    .option('--rules <file>', 'JSON file with rules for single sites')
    .option('--json', 'print the status of each run as JSON')
    .action(retry);
  withFilter(failures.command('dismiss'))
    .summary('take open failures off the list')
    .description('Marks open failures as dismissed: they stay in the store, and are not tried again.')
    .option('--all', 'every open failure')
    .option('--json', 'print how many as JSON')
    .action(dismiss);
};
