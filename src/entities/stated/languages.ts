import * as de from 'chrono-node/de';
import type { ParsedResult, ParsingReference } from 'chrono-node/en';
import * as es from 'chrono-node/es';
import * as fr from 'chrono-node/fr';
import * as it from 'chrono-node/it';
import * as nl from 'chrono-node/nl';
import * as pt from 'chrono-node/pt';
import * as ru from 'chrono-node/ru';
import * as sv from 'chrono-node/sv';
import * as uk from 'chrono-node/uk';

type Parse = (text: string, reference: ParsingReference) => ParsedResult[];

/** Reads the dates of one language; `cues` find where one may stand. */
interface DateReader {
  readonly cues: RegExp;
  readonly parse: Parse;
}

/** By ISO 639-1 code: the languages that the library reads, and whose dates put the day first. */
const PARSERS: Readonly<Record<string, Parse>> = {
  de: de.casual.parse.bind(de.casual),
  es: es.casual.parse.bind(es.casual),
  fr: fr.casual.parse.bind(fr.casual),
  it: it.casual.parse.bind(it.casual),
  nl: nl.casual.parse.bind(nl.casual),
  pt: pt.casual.parse.bind(pt.casual),
  ru: ru.casual.parse.bind(ru.casual),
  sv: sv.casual.parse.bind(sv.casual),
  uk: uk.casual.parse.bind(uk.casual),
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

const readers = new Map<string, DateReader | null>();

/** The reader for a language, by its ISO 639-1 code; null for one that is not served. */
export const readerOf = (language: string): DateReader | null => {
  const known = readers.get(language);
  if (known !== undefined) return known;
  const parse = PARSERS[language];
  const months = monthNames(language).join('|');
  const cues = new RegExp(`(?<![\\p{L}\\d])(?:(?:1[5-9]|20)\\d\\d|${months})(?![\\p{L}\\d])`, 'giu');
  const isDate = new RegExp(`${months}|\\d[./-]\\d{1,2}[./-]\\d`, 'iu');
  const reader =
    parse === undefined
      ? null
      : {
          cues,
          parse: (text: string, reference: ParsingReference) =>
            parse(text, reference).filter((result) => isDate.test(result.text)),
        };
  readers.set(language, reader);
  return reader;
};
