import type { Command } from 'commander';
import { Option } from 'commander';
import { countArticles, type ExportSelection, exportArticles } from '../store/export.ts';
import { day, withWinnow } from './context.ts';
import { note, writeLine } from './output.ts';
import { openProgress } from './progress.ts';

/** `winnow export` */
export const addExport = (program: Command): void => {
  program
    .command('export')
    .summary('articles as JSON lines: all, or those of a site or of some days')
    .description(
      `Writes the articles that readers see to standard output, in a fixed order and without row numbers: the same
pages give the same bytes, whatever loaded them.

Example:  winnow export --site news.example --since 2026-01-01 --distinct > articles.jsonl`,
    )
    .addOption(new Option('--format <format>', 'what to write').choices(['jsonl']).default('jsonl'))
    .option('--blocks', 'with every block of the article, its role and rule')
    .option('--site <host>', 'only of this host and those below it')
    .option('--since <day>', 'only published on or after this day', day('--since'))
    .option('--until <day>', 'only published before this day', day('--until'))
    .option('--distinct', 'of articles that are nearly the same only the one that is kept')
    .action((options: ExportSelection & { blocks?: boolean }) =>
      withWinnow(async (winnow) => {
        // On a terminal the articles themselves show how far it is.
        const progress = openProgress(process.stdout.isTTY);
        const total = await countArticles(winnow.database, options);
        if (total === 0) note('no article is selected');
        let done = 0;
        for await (const line of exportArticles(winnow.database, {
          ...options,
          blocks: options.blocks === true,
        })) {
          await writeLine(line);
          done++;
          progress.update({ label: 'export', unit: 'articles', done, total, growing: false });
        }
        progress.stop();
      }),
    );
};
