import type { Command } from 'commander';
import { readTextRecords } from './json-lines.ts';
import { note, writeJson } from './output.ts';

const entities = async (file: string): Promise<void> => {
  const { detectLanguage } = await import('../describe/index.ts');
  const { findEntities, TAGGED_LANGUAGES } = await import('../entities/index.ts');
  const records = readTextRecords(file, (line) => note(`line ${line} is not a JSON object with a text`));
  for await (const { id, text } of records) {
    const language = detectLanguage(text, null);
    const served = language === null || TAGGED_LANGUAGES.includes(language);
    await writeJson({ id, language, served, entities: findEntities(text, { language }) });
  }
};

/** `winnow entities FILE.jsonl` */
export const addEntities = (program: Command): void => {
  program
    .command('entities')
    .summary('find names in texts without a database')
    .description(
      `A filter: reads lines of {"id", "text"} and prints {"id", "language", "served", "entities"} for each. Offsets count UTF-16 code units
of the text as given. The tagger serves English; of other languages it finds only names that its lexicon holds, such as
countries, and "served" says so.`,
    )
    .argument('<file>', 'JSONL, also .gz; - is standard input')
    .action(entities);
};
