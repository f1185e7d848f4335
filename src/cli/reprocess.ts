import { type Command, Option } from 'commander';
import { readRefining } from '../config.ts';
import { PAGE_TYPES } from '../document/index.ts';
import { ERRORS, WinnowError } from '../errors.ts';
import { readDiff } from '../store/diff.ts';
import { lossOf } from '../store/promote.ts';
import { STAGES_ALONE } from '../store/renewals.ts';
import { pagesToReprocess, type Stages } from '../store/reprocess.ts';
import type { RunStatus } from '../store/runs.ts';
import { describeSelection, isUnlimited, type Selection } from '../store/selection.ts';
import type { Winnow } from '../winnow.ts';
import { exitAsStopped, integer, percentage, stopSignal, withWinnow } from './context.ts';
import { diffSummary } from './diff-report.ts';
import { note, writeJson, writeLine } from './output.ts';
import { openProgress, runStep } from './progress.ts';
import { runReport } from './run-report.ts';

interface Options {
  readonly outdated?: boolean;
  readonly failed?: boolean | string;
  readonly site?: string;
  readonly since?: string;
  readonly until?: string;
  readonly type?: string;
  readonly run?: number;
  readonly where?: string;
  readonly all?: boolean;
  readonly stages?: Stages;
  readonly config?: string;
  readonly rules?: string;
  readonly dryRun?: boolean;
  readonly promote?: boolean;
  readonly maxLoss: number;
  readonly detach?: boolean;
  readonly json?: boolean;
}

const selectionOf = (options: Options): Selection => {
  const { outdated, failed, site, since, until, type, run, where, all } = options;
  if (type !== undefined && !(PAGE_TYPES as readonly string[]).includes(type))
    throw new WinnowError('USAGE', `--type takes one of ${PAGE_TYPES.join(', ')}`);
  if (typeof failed === 'string' && !(failed in ERRORS))
    throw new WinnowError('USAGE', `--failed ${failed}: there is no such code; docs/errors.md lists them`);
  const selection = { outdated, failed, site, since, until, pageType: type, run, where };
  if (isUnlimited(selection) && !all)
    throw new WinnowError('USAGE', 'say which pages: --outdated, --site HOST, … or --all');
  return selection;
};

const stagesOf = (text: string): Stages => {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(STAGES_ALONE as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new WinnowError(
      'USAGE',
      `--stages ${unknown}: only ${STAGES_ALONE.join(', ')} can run alone; the others begin with the bytes of a page, without --stages`,
    );
  return [...STAGES_ALONE].filter((stage) => names.includes(stage));
};

/** What to do next with a run that is done. */
const adviseOn = async (winnow: Winnow, status: RunStatus, options: Options): Promise<void> => {
  if (status.staging === 'promoted')
    return note('readers see it now; what they saw before: winnow history PAGE');
  if (options.promote) {
    const loss = await lossOf(winnow.database, status.id);
    note(
      `not promoted: ${(100 * loss).toFixed(1)} % of the words would vanish, more than the ${100 * options.maxLoss} % of --max-loss`,
    );
  }
  note(`look closer: winnow diff ${status.id}`);
  note(`let readers see it: winnow promote ${status.id}; or drop it: winnow discard ${status.id}`);
};

const reprocess = async (options: Options): Promise<void> => {
  const selection = selectionOf(options);
  const refine = await readRefining(options);
  const stages = options.stages ?? null;
  const signal = stopSignal();
  return withWinnow(async (winnow) => {
    if (options.dryRun) {
      const pages = await pagesToReprocess(winnow.database, selection, refine, stages);
      if (options.json) return writeJson({ selection, pages: pages.length });
      return writeLine(`${pages.length} pages are selected by: ${describeSelection(selection, stages)}`);
    }
    const progress = openProgress(options.json === true);
    const status = await winnow
      .reprocess(selection, {
        refine,
        signal,
        detach: options.detach === true,
        ...(stages === null ? {} : { stages }),
        ...(options.promote ? { promoteBelow: options.maxLoss } : {}),
        onProgress: (step) => progress.update(runStep(step)),
      })
      .finally(progress.stop);
    if (status.state !== 'done') exitAsStopped(signal);
    if (options.json) return writeJson(status);
    await writeLine(runReport(status));
    if (options.detach) return note(`${status.pending} pages wait for a worker: winnow work`);
    if (status.state !== 'done') return note(`stopped: winnow work goes on with run ${status.id}`);
    await writeLine(diffSummary(await readDiff(winnow.database, status.id, 0)));
    await adviseOn(winnow, status, options);
  });
};

/** `winnow reprocess` */
export const addReprocess = (program: Command): void => {
  program
    .command('reprocess')
    .summary('refine stored pages again, with better rules')
    .description(
      `Refines stored pages with the code, rules and configuration at hand, beside what readers see. Nothing changes
for readers before the run is promoted; winnow diff shows what would.

What selects pages may be combined: all of it must hold.`,
    )
    .option('--outdated', 'pages that another version of the pipeline made')
    .option('--failed [code]', 'pages that failed, with any code or with this one')
    .option('--site <host>', 'pages of a host and of those below it')
    .option('--since <date>', 'pages crawled on or after a date')
    .option('--until <date>', 'pages crawled before a date')
    .option('--type <type>', 'pages of a type, such as listing')
    .option('--run <run>', 'pages of a run', integer('--run', 1))
    .option('--where <sql>', 'a condition over the view pages')
    .option('--all', 'every page')
    .option(
      '--stages <list>',
      `stages that run alone, over what is stored of the others: ${STAGES_ALONE.join(', ')}`,
      stagesOf,
    )
    .option('--config <file>', 'JSON file with what to change about refining')
    .option('--rules <file>', 'JSON file with rules for single sites')
    .option('--dry-run', 'only count the pages that are selected')
    .option('--promote', 'let readers see the run when it is done')
    .addOption(
      new Option('--max-loss <percent>', 'words that may vanish before --promote refuses')
        .argParser(percentage('--max-loss'))
        .default(0.05, '5'),
    )
    .option('--detach', 'only enqueue; `winnow work` refines, here or elsewhere')
    .option('--json', 'print the status of the run as JSON')
    .addHelpText(
      'after',
      `
Examples:
  winnow reprocess --outdated
  winnow reprocess --site example.org --rules rules.json
  winnow reprocess --type listing --where "articles = 1 and language = 'de'" --dry-run
  winnow reprocess --outdated --stages entities
  winnow reprocess --outdated --promote --max-loss 2`,
    )
    .action(reprocess);
};
