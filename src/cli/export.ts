import type { Command } from 'commander';
import { Option } from 'commander';
import { countArticles, exportArticles } from '../store/export.ts';
import { withWinnow } from './context.ts';
import { writeLine } from './output.ts';
import { openProgress } from './progress.ts';

/** `winnow export` */
export const addExport = (program: Command): void => {
  program
    .command('export')
    .summary('all articles, as JSON lines')
    .description(
      `Writes the articles that readers see to standard output, in a fixed order and without row numbers: the same
pages give the same bytes, whatever loaded them.`,
    )
    .addOption(new Option('--format <format>', 'what to write').choices(['jsonl']).default('jsonl'))
    .option('--blocks', 'with every block of the article, its role and rule')
    .action((options: { blocks?: boolean }) =>
      withWinnow(async (winnow) => {
        // On a terminal the articles themselves show how far it is.
        const progress = openProgress(process.stdout.isTTY);
        const total = await countArticles(winnow.database);
        let done = 0;
        for await (const line of exportArticles(winnow.database, { blocks: options.blocks === true })) {
          await writeLine(line);
          done++;
          progress.update({ label: 'export', unit: 'articles', done, total, growing: false });
        }
        progress.stop();
      }),
    );
};
