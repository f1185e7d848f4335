import { createRequire } from 'node:module';
import type { ParsedResult, ParsingReference } from 'chrono-node/en';

type Parse = (text: string, reference: ParsingReference) => ParsedResult[];

/** Reads the dates of one language; `cues` find where one may stand. */
interface DateReader {
  readonly cues: RegExp;
  readonly parse: Parse;
}

/** ISO 639-1 codes of the languages that the library reads, and whose dates put the day first. */
const LANGUAGES: ReadonlySet<string> = new Set(['de', 'es', 'fr', 'it', 'nl', 'pt', 'ru', 'sv', 'uk']);

const require = createRequire(import.meta.url);

/** Loaded when a text is in the language: to start with all nine costs as much as to refine four pages. */
const parserOf = (language: string): Parse => {
  const { casual } = require(`chrono-node/${language}`) as typeof import('chrono-node/de');
  return casual.parse.bind(casual);
};

/** The names of the months as dates write them, from the runtime's language data. */
const monthNames = (language: string): string[] => {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return Array.from(
    { length: 12 },
    (_, month) =>
      format.formatToParts(Date.UTC(2020, month, 1)).find(({ type }) => type === 'month')?.value ?? '',
  ).filter((name) => /^\p{L}+$/u.test(name));
};

const makeReader = (language: string): DateReader => {
  const parse = parserOf(language);
  const months = monthNames(language).join('|');
  const isDate = new RegExp(`${months}|\\d[./-]\\d{1,2}[./-]\\d`, 'iu');
  return {
    cues: new RegExp(`(?<![\\p{L}\\d])(?:(?:1[5-9]|20)\\d\\d|${months})(?![\\p{L}\\d])`, 'giu'),
    parse: (text, reference) => parse(text, reference).filter((result) => isDate.test(result.text)),
  };
};

const readers = new Map<string, DateReader>();

/** The reader for a language, by its ISO 639-1 code; null for one that is not served. */
export const readerOf = (language: string): DateReader | null => {
  if (!LANGUAGES.has(language)) return null;
  const reader = readers.get(language) ?? makeReader(language);
  readers.set(language, reader);
  return reader;
};
