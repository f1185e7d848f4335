import type { Command } from 'commander';
import { WinnowError } from '../errors.ts';
import { readOnlyQuery } from '../store/query.ts';
import { csvText, jsonLinesText, type RowText } from '../store/row-text.ts';
import { plural } from '../words.ts';
import { integer, withWinnow } from './context.ts';
import { note, write, writeLine } from './output.ts';
import { openTable } from './table.ts';

interface Options {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly timeout: number;
}

/** Rows that a table shows at once: by their widths its columns are made. */
const PART = 1000;

type Rows = readonly (readonly unknown[])[];

/** Writes rows as they come, in one of the formats. */
interface Writer {
  write(rows: Rows, columns: readonly string[]): Promise<void>;
  /** Writes what was kept back. */
  end(): Promise<void>;
}

const textWriter = (part: RowText): Writer => ({
  write: (rows, columns) => write(part(rows, columns)),
  end: async () => {},
});

const tableWriter = (): Writer => {
  let kept: (readonly unknown[])[] = [];
  let count = 0;
  let draw: ((rows: Rows) => string) | null = null;
  const flush = async (): Promise<void> => {
    if (draw !== null && (kept.length > 0 || count === 0)) await writeLine(draw(kept));
    kept = [];
  };
  return {
    write: async (rows, columns) => {
      draw ??= openTable(columns);
      for (const row of rows) {
        kept.push(row);
        count++;
        if (kept.length === PART) await flush();
      }
    },
    end: async () => {
      await flush();
      note(plural(count, 'row'));
    },
  };
};

const sql = (statement: string, options: Options): Promise<void> => {
  if (options.json && options.csv) throw new WinnowError('USAGE', '--json and --csv exclude each other');
  return withWinnow(async ({ database }) => {
    const writer = options.csv
      ? textWriter(csvText())
      : options.json
        ? textWriter(jsonLinesText())
        : tableWriter();
    await readOnlyQuery(database, statement, { seconds: options.timeout }, writer.write);
    await writer.end();
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
    .option(
      '--timeout <seconds>',
      'give up when the database needs longer than this',
      integer('--timeout', 1),
      300,
    )
    .addHelpText(
      'after',
      `
Examples:
  winnow sql 'select host, count(*) from articles group by host order by 2 desc'
  winnow sql --csv "select rule, count(*) from page_lines where article is null group by 1"`,
    )
    .action(sql);
};
