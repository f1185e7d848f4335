import type { Command } from 'commander';
import { dedupeStream } from '../dedupe/index.ts';
import { readTextRecords } from './json-lines.ts';
import { note, writeJson } from './output.ts';

const dedupe = async (file: string): Promise<void> => {
  const records = readTextRecords(file, (line) => note(`line ${line} is not a JSON object with a text`));
  for await (const decision of dedupeStream(records)) await writeJson(decision);
};

/** `winnow dedupe FILE.jsonl` */
export const addDedupe = (program: Command): void => {
  program
    .command('dedupe')
    .summary('find repeated texts without a database')
    .description(
      `A filter: reads lines of {"id", "text"} and prints {"id", "duplicate_of", "similarity", "kept"} for each. The
first of several repeats is kept; look-alikes with other numbers, dates or names are linked, but kept.`,
    )
    .argument('<file>', 'JSONL, also .gz; - is standard input')
    .action(dedupe);
};
