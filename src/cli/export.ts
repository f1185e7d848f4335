import type { Command } from 'commander';
import { Option } from 'commander';
import { exportArticles } from '../store/export.ts';
import { withWinnow } from './context.ts';
import { writeLine } from './output.ts';

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
        for await (const line of exportArticles(winnow.database, { blocks: options.blocks === true }))
          await writeLine(line);
      }),
    );
};
