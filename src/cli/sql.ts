import type { Command } from 'commander';
import { WinnowError } from '../errors.ts';
import { readOnlyQuery } from '../store/query.ts';
import { integer, withWinnow } from './context.ts';
import { csvLine, note, plural, table, write, writeJson, writeLine } from './output.ts';

interface Options {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly timeout: number;
}

const sql = (statement: string, options: Options): Promise<void> => {
  if (options.json && options.csv) throw new WinnowError('USAGE', '--json and --csv exclude each other');
  return withWinnow(async (winnow) => {
    const { columns, rows } = await readOnlyQuery(winnow.database, statement, options.timeout);
    if (options.csv) {
      await write(csvLine(columns));
      for (const row of rows) await write(csvLine(row));
    } else if (options.json) {
      for (const row of rows)
        await writeJson(Object.fromEntries(columns.map((column, index) => [column, row[index]])));
    } else {
      await writeLine(table(columns, rows));
      note(plural(rows.length, 'row'));
    }
  });
};

/** `winnow sql 'select …'` */
export const addSql = (program: Command): void => {
  program
    .command('sql')
    .summary('ask the views a question in SQL')
    .description(
      `Runs one statement on the views with the rights of winnow_reader: it can read and nothing else.

Among the views are articles, pages, page_lines, boundaries, teasers, parts, claims, mentions, entities,
repeated_paragraphs, article_clusters, runs, outcomes and failures. All of them, with what each column means:
winnow sql "select * from columns".`,
    )
    .argument('<statement>', 'one SQL statement')
    .option('--json', 'one JSON object a row')
    .option('--csv', 'CSV with a header')
    .option('--timeout <seconds>', 'give up after this long', integer('--timeout', 1), 300)
    .addHelpText(
      'after',
      `
Examples:
  winnow sql 'select host, count(*) from articles group by host order by 2 desc'
  winnow sql --csv "select rule, count(*) from page_lines where article is null group by 1"`,
    )
    .action(sql);
};
