import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { ENTITY_TYPES, type EntityType } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import { type GazetteerRow, listGazetteers, putGazetteer } from '../store/entities/gazetteer.ts';
import { LONGEST_NAME } from '../store/scrub.ts';
import { withWinnow } from './context.ts';
import { writeJson, writeLine } from './output.ts';
import { openProgress } from './progress.ts';
import { table } from './table.ts';

const COLUMNS = ['name', 'type', 'aliases', 'external_id'] as const;

const isType = (value: string): value is EntityType => (ENTITY_TYPES as readonly string[]).includes(value);

/** One row of the file, checked; `line` is where it stands. */
const rowOf = (record: Readonly<Record<string, string>>, line: number): GazetteerRow => {
  const [name, type] = [(record.name ?? '').trim(), (record.type ?? '').trim().toLowerCase()];
  if (name === '') throw new WinnowError('USAGE', `line ${line} has no name`);
  if (!isType(type))
    throw new WinnowError('USAGE', `line ${line}: the type must be one of ${ENTITY_TYPES.join(', ')}`);
  const aliases = (record.aliases ?? '')
    .split(/[|;]/)
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');
  const externalId = (record.external_id ?? '').trim();
  for (const value of [name, externalId, ...aliases]) {
    if (value.includes('\0') || value.includes('\ufffd'))
      throw new WinnowError('USAGE', `line ${line} is not UTF-8`);
    if (value.length > LONGEST_NAME)
      throw new WinnowError('USAGE', `line ${line}: a name has ${LONGEST_NAME} characters at most`);
  }
  return { name, type, aliases, externalId: externalId === '' ? null : externalId };
};

const readCsv = async (file: string): Promise<GazetteerRow[]> => {
  const { CsvError, parse } = await import('csv-parse');
  const parser = parse({
    bom: true,
    columns: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  const input = file === '-' ? process.stdin : createReadStream(file);
  input.on('error', (error: Error) => parser.destroy(error));
  const rows: GazetteerRow[] = [];
  try {
    for await (const { record, info } of input.pipe(parser) as AsyncIterable<{
      record: Record<string, string>;
      info: { lines: number };
    }>) {
      if (!('name' in record && 'type' in record))
        throw new WinnowError('USAGE', `the first line must name the columns: ${COLUMNS.join(',')}`);
      rows.push(rowOf(record, info.lines));
    }
  } catch (error) {
    if (error instanceof CsvError) throw new WinnowError('USAGE', `${file} is not CSV: ${error.code}`);
    if (error instanceof WinnowError) throw error;
    throw new WinnowError('READ_UNREADABLE', file, { cause: error });
  }
  if (rows.length === 0) throw new WinnowError('USAGE', `${file} holds no names`);
  return rows;
};

const put = (list: string, rows: readonly GazetteerRow[], json: boolean): Promise<void> =>
  withWinnow(async ({ database }) => {
    const progress = openProgress(json);
    const loaded = await putGazetteer(database, list, rows, (done, total) =>
      progress.update({ label: list, unit: 'articles', done, total, growing: false }),
    ).finally(progress.stop);
    if (json) return writeJson({ list, ...loaded });
    const shared =
      loaded.ambiguous > 0 ? `, ${loaded.ambiguous} of them ambiguous and left to the tagger` : '';
    await writeLine(
      rows.length === 0
        ? `${list} removed`
        : `${list}: ${loaded.entries} names in ${loaded.forms} forms${shared}; ${loaded.found} mentions that only gazetteers find`,
    );
  });

interface LoadOptions {
  readonly list?: string;
  readonly json?: boolean;
}

/** `winnow gazetteer load|list|remove` */
export const addGazetteer = (program: Command): void => {
  const gazetteer = program
    .command('gazetteer')
    .summary('names of your own, which win over the tagger')
    .description(
      'Lists of names with types, aliases and numbers of yours. They hold for what is read and was read.',
    );
  gazetteer
    .command('load')
    .summary('load a list, in place of what was loaded from the same file before')
    .description(
      `Reads a CSV file with the columns name, type (${ENTITY_TYPES.join(', ')}), aliases (parted by | or ;) and
external_id, and applies it to all articles. Names are found as they are written, as whole words, in every language.

Example:  winnow gazetteer load harbour.csv
  name,type,aliases,external_id
  Harbour Workers' Union,organization,HWU|Dockers' Union,Q1234567`,
    )
    .argument('<file>', 'the CSV file; - is standard input')
    .option('--list <name>', 'what to call the list (default: the name of the file)')
    .option('--json', 'print the counts as JSON')
    .action(async (file: string, options: LoadOptions) =>
      put(options.list ?? basename(file, '.csv'), await readCsv(file), options.json === true),
    );
  gazetteer
    .command('list', { isDefault: true })
    .summary('the lists that are loaded')
    .option('--json', 'one JSON object a list')
    .action((options: { json?: boolean }) =>
      withWinnow(async ({ database }) => {
        const lists = await listGazetteers(database);
        if (options.json) {
          for (const list of lists) await writeJson(list);
          return;
        }
        if (lists.length === 0) return writeLine('no gazetteer is loaded');
        const rows = lists.map(({ list, entries, forms }) => [list, entries, forms]);
        await writeLine(table(['list', 'names', 'forms'], rows));
      }),
    );
  gazetteer
    .command('remove')
    .summary('forget a list')
    .argument('<list>', 'as winnow gazetteer list calls it')
    .option('--json', 'print the counts as JSON')
    .action(async (list: string, options: { json?: boolean }) => {
      await withWinnow(async ({ database }) => {
        const known = await listGazetteers(database);
        if (!known.some((each) => each.list === list)) throw new WinnowError('NOT_FOUND', `the list ${list}`);
      });
      await put(list, [], options.json === true);
    });
};
