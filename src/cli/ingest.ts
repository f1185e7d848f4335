import type { Command } from 'commander';
import { readRefining } from '../config.ts';
import type { RunStatus } from '../store/runs.ts';
import { sampleArticles } from '../store/sample.ts';
import type { Winnow } from '../winnow.ts';
import { exitAsStopped, stopSignal, withWinnow } from './context.ts';
import { note, writeJson, writeLine } from './output.ts';
import { openProgress, readStep, runStep } from './progress.ts';
import { priorityOf } from './run.ts';
import { runReport } from './run-report.ts';
import { table } from './table.ts';

interface Options {
  readonly priority: number;
  readonly detach?: boolean;
  readonly config?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

/** Articles to show when a run has ended. */
const SHOWN = 6;

const articleTable = async (winnow: Winnow, status: RunStatus): Promise<string> => {
  const articles = await sampleArticles(winnow.database, status.id, SHOWN);
  return table(
    ['article', 'published', 'language', 'words', 'named most', 'from'],
    articles.map((article) => [
      article.title,
      article.published_on,
      article.language,
      article.words,
      article.names,
      article.source,
    ]),
  );
};

const ingest = async (paths: readonly string[], options: Options): Promise<void> => {
  const refine = await readRefining(options);
  const signal = stopSignal();
  return withWinnow(async (winnow) => {
    const progress = openProgress(options.json === true);
    const detach = options.detach === true;
    const stepOf = detach ? readStep : runStep;
    const status = await winnow
      .ingest(paths, {
        refine,
        detach,
        priority: options.priority,
        signal,
        onProgress: (step) => progress.update(stepOf(step)),
      })
      .finally(progress.stop);
    if (status.pending > 0 || status.skipped['run:interrupted']) exitAsStopped(signal);
    if (options.json) return writeJson(status);
    await writeLine(runReport(status));
    if (status.articles > 0) await writeLine(`\n${await articleTable(winnow, status)}\n`);
    if (detach) note(`${status.pending} pages wait for a worker: winnow work`);
    else if (status.pending > 0)
      note(`stopped with ${status.pending} pages left: winnow work goes on with them`);
    else if (status.skipped['run:interrupted'])
      note('stopped while it was read: the same command reads the rest, what is there is left as it is');
    else if (status.outcomes.failed > 0) note(`what failed and why: winnow failures --run ${status.id}`);
    if (!detach && status.articles > 0)
      note(`read on: winnow search WORDS, winnow explain PAGE, winnow sql 'select title, url from articles'`);
  });
};

/** `winnow ingest PATH…` */
export const addIngest = (program: Command): void => {
  program
    .command('ingest')
    .summary('read pages into the store and refine them')
    .description(
      `Reads pages from files, folders, globs, or - for standard input, and refines them into articles.

Takes .html .htm .txt .jsonl .warc .wet .rss .atom .xml, each also as .gz, in any mix. A JSONL line holds "url" and
"html" or "text", and may hold "id" and "fetched_at". Each entry of a feed is a page; of other .xml nothing is. Pages that were there already are left as they are.`,
    )
    .argument('<path...>', 'what to read')
    .option('--detach', 'only store and enqueue; `winnow work` refines, here or elsewhere')
    .option('--config <file>', 'JSON file with what to change about refining')
    .option('--rules <file>', 'JSON file with rules for single sites, see docs/site-rules.md')
    .option('--priority <n>', '-10 to 10: before runs of a lower one', priorityOf, 0)
    .option('--json', 'print the status of the run as JSON')
    .addHelpText(
      'after',
      `
Examples:
  winnow ingest seeds
  winnow ingest 'crawl/*.warc.gz' extra.jsonl
  zcat pages.jsonl.gz | winnow ingest -`,
    )
    .action(ingest);
};
