import type { Command } from 'commander';
import { readDiff } from '../store/diff.ts';
import { discardRun, promoteRun } from '../store/promote.ts';
import { plural } from '../words.ts';
import { integer, withWinnow } from './context.ts';
import { diffReport } from './diff-report.ts';
import { note, write, writeJson, writeLine } from './output.ts';
import { openProgress } from './progress.ts';

const runNumber = integer('RUN', 1);

/** `winnow diff RUN` */
export const addDiff = (program: Command): void => {
  program
    .command('diff')
    .summary('what a reprocess changes')
    .description(
      `Compares what a run made of its pages with what readers see, or saw until the run was promoted: articles, fields,
lines whose role changed by rule and by site, and the articles that change most, word by word: [-gone-] {+new+}.

The same as tables: the views page_changes and line_changes.`,
    )
    .argument('<run>', 'number of the run', runNumber)
    .option('--samples <n>', 'articles to show word by word', integer('--samples'), 5)
    .option('--json', 'the whole difference as one JSON object')
    .addHelpText('after', '\nExamples:\n  winnow diff 3\n  winnow diff 3 --samples 20 | less -R')
    .action((run: number, options: { samples: number; json?: boolean }) =>
      withWinnow(async (winnow) => {
        const diff = await readDiff(winnow.database, run, options.samples);
        if (options.json) return writeJson(diff);
        await write(`${diffReport(diff)}\n`);
        if (diff.totals.pages === 0) note('none of its pages had a version before');
      }),
    );
};

/** `winnow promote RUN`, `winnow discard RUN` */
export const addPromote = (program: Command): void => {
  program
    .command('promote')
    .summary('let readers see what a reprocess made')
    .description(
      `Makes what a run wrote what readers see, some dozens of pages at a time; nobody ever sees half a page. Pages
that failed keep the version before. Versions that are replaced are kept for WINNOW_KEEP_VERSIONS days.`,
    )
    .argument('<run>', 'number of the run', runNumber)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  winnow promote 3')
    .action((run: number, options: { json?: boolean }) =>
      withWinnow(async (winnow) => {
        const { staging } = await winnow.status(run);
        if (staging === 'promoted' && options.json !== true) note(`run ${run} was promoted before`);
        const progress = openProgress(options.json === true);
        const label = `promoting run ${run}`;
        const pages = await promoteRun(winnow.database, run, (done, total) =>
          progress.update({ label, unit: 'chunks', done, total, growing: false }),
        ).finally(progress.stop);
        if (options.json) return writeJson({ run, pages });
        await writeLine(`readers see another version of ${plural(pages, 'page')} now`);
      }),
    );
};

/** `winnow discard N` */
export const addDiscard = (program: Command): void => {
  program
    .command('discard')
    .summary('drop what a reprocess made')
    .description('Removes what a run wrote and readers do not see.')
    .argument('<run>', 'number of the run', runNumber)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  winnow discard 3')
    .action((run: number, options: { json?: boolean }) =>
      withWinnow(async (winnow) => {
        const versions = await discardRun(winnow.database, run);
        if (options.json) return writeJson({ run, versions });
        await writeLine(`${plural(versions, 'version')} of run ${run} gone`);
      }),
    );
};
