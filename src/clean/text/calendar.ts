import { DATE_WORDS, MONTHS, WEEKDAYS } from './phrases/calendar.ts';

const words = (table: Readonly<Record<string, string>>): Set<string> =>
  new Set(Object.values(table).flatMap((row) => row.normalize('NFKC').toLowerCase().split(' ')));

const MONTH = words(MONTHS);
const WEEKDAY = words(WEEKDAYS);
const BESIDE = words(DATE_WORDS);

/** First digit of each decimal script that pages write dates in. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x0e50, 0xff10] as const;
const OTHER_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u0e50-\u0e59\uff10-\uff19]/g;

const latinDigits = (text: string): string =>
  text.replace(OTHER_DIGIT, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = ZEROS.find((first) => code >= first && code <= first + 9) ?? code;
    return String(code - zero);
  });

const EAST_ASIAN = /^(\d{2,4}[年년])?(\d{1,2}[月월])?(\d{1,2}[日일号號])?(\d{1,2}[时時시])?(\d{1,2}[分분])?$/;
const NUMBER = /^\d{1,4}$/;
const ORDINAL = /^\d{1,2}(st|nd|rd|th|er|e|º|ª|h|pm|am|a|p|d|w|m)$/;
const TIME = /^\d{1,2}h\d{2}$/;
const ISO = /^\d{8}$|^\d{4}\d{2}\d{2}t\d+z?$/;

/** No date line has more words than this. */
const MOST_WORDS = 16;

/** What a line's words say of time. */
export interface TimeWords {
  /** Every word belongs to a date or to what surrounds one. */
  readonly only: boolean;
  /** A day is named: month with number, or three numbers, or a year in digits. */
  readonly date: boolean;
  readonly weekday: boolean;
  /** "3 hours ago": numbers and units without a day. */
  readonly relative: boolean;
}

const NONE: TimeWords = { only: false, date: false, weekday: false, relative: false };

/** Reads a folded line as a date. `key` must come from `fold`. */
export const timeWords = (key: string): TimeWords => {
  if (key.length > 120) return NONE;
  const tokens = latinDigits(key).split(' ');
  if (tokens.length > MOST_WORDS) return NONE;
  let months = 0;
  let numbers = 0;
  let years = 0;
  let weekdays = 0;
  let asian = 0;
  let known = 0;
  let units = 0;
  for (const token of tokens) {
    if (NUMBER.test(token)) {
      numbers++;
      known++;
      const value = Number(token);
      // Western years, and those of the Persian and the Buddhist calendar.
      if (
        token.length === 4 &&
        ((value >= 1900 && value < 2100) ||
          (value >= 1300 && value < 1500) ||
          (value >= 2500 && value < 2600))
      )
        years++;
    } else if (MONTH.has(token)) {
      months++;
      known++;
    } else if (WEEKDAY.has(token)) {
      weekdays++;
      known++;
    } else if (ORDINAL.test(token) || TIME.test(token)) {
      numbers++;
      known++;
    } else if (
      token.length > 1 &&
      /\d/.test(token) &&
      (EAST_ASIAN.test(token) || ISO.test(token) || /^\d{2}t\d{2}$/.test(token))
    ) {
      asian++;
      known++;
    } else if (BESIDE.has(token)) {
      known++;
      units++;
    }
  }
  const date =
    (months > 0 && numbers > 0) || asian > 0 || (years > 0 && numbers >= 3) || (years > 0 && weekdays > 0);
  return {
    only: known === tokens.length && numbers + asian > 0,
    date,
    weekday: weekdays > 0,
    relative: !date && numbers === 1 && units >= 1 && units === tokens.length - 1,
  };
};
