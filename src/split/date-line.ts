import { wordCount } from './measure.ts';

/** Characters of a line that is a date, with a weekday and a clock time; more is a sentence that has one. */
const LONGEST = 44;
const WORDS = 7;

const WITH_YEAR = /(?:^|[^\p{Nd}])(?:19|20)\d\d(?![\p{Nd}]|\.\p{Nd})/u;
const IN_NUMBERS = /(?:^|[^\p{Nd}.])(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?![\p{Nd}]|\.\p{Nd})/u;
const EAST_ASIAN = /\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]/u;
const SENTENCE = /[?!"“”«»()]/;
const DAY = /(?:^|[^\p{Nd}])(?:0?[1-9]|[12]\d|3[01])(?![\p{Nd}])/u;

const MONTHS = 12;
const DAYS = 31;
const YEAR = /^(?:(?:19|20)\d\d|\d\d)$/;

/** Whether a line has a day in numbers: "2021-05-03", "3.5.21"; "25.12.0" and "1.94.10" are versions. */
const hasNumbers = (text: string): boolean => {
  const found = IN_NUMBERS.exec(text);
  if (found === null) return false;
  const [, first = '', , second = '', third = ''] = found;
  const [low, middle, high] = [Number(first), Number(second), Number(third)];
  const isDay = (day: number, month: number): boolean =>
    day >= 1 && month >= 1 && Math.max(day, month) <= DAYS && Math.min(day, month) <= MONTHS;
  if (first.length === 4) return isYear(first) && isDay(high, middle);
  return third.length > 1 && isYear(third) && isDay(low, middle);
};

const isYear = (digits: string): boolean => YEAR.test(digits);

/** Whether a line is a day and hardly anything else, in whatever language: a day's number and a year, or a day in numbers. */
export const isDateLine = (text: string): boolean => {
  if (text.length > LONGEST || SENTENCE.test(text)) return false;
  if (hasNumbers(text) || EAST_ASIAN.test(text)) return letters(text) <= LONGEST / 2;
  if (!WITH_YEAR.test(text) || !DAY.test(text.replace(WITH_YEAR, ' '))) return false;
  return text.trim().split(/[\s,]+/).length <= WORDS;
};

const letters = (text: string): number => text.replace(/[^\p{L}]+/gu, '').length;

/** What parts names from a day in one line. */
const PARTS = /\s[·•|–—/]+\s/u;
const LONGEST_WITH_NAMES = 110;

/** Whether a line is a day, alone or with names beside it: "Ada Merrin and Tomas Quayle · March 5, 2021". */
export const hasDatePart = (text: string): boolean =>
  text.length <= LONGEST_WITH_NAMES && text.split(PARTS).some(isDateLine);

/** Whether a line has several parts, one of which is a day: "March 5, 2021 · Ada Merrin". */
export const hasDayApart = (text: string): boolean => {
  const parts = text.length <= LONGEST_WITH_NAMES ? text.split(PARTS) : [];
  return parts.length > 1 && parts.some(isDateLine);
};

const LONGEST_OPENING = 80;

/** Whether a text opens with a day that is parted from it: "May 3, 2021 • The ferry sails again." */
export const opensWithDay = (text: string): boolean => {
  const parts = text.slice(0, LONGEST_OPENING).split(PARTS, 2);
  return parts.length > 1 && isDateLine(parts[0] ?? '');
};

/** Words of a line that has a day in it and still is a label. */
const LABEL_WORDS = 14;
const ENDS_SENTENCE = /[.!?]["”’)]*$/;

/** Whether a line is a day with what belongs to it: "Posted on May 3, 2021 by Ada Merrin", "Ada (Skipper) May 3, 2021, 7:33pm". */
export const isDatedLabel = (text: string): boolean =>
  hasDay(text) && wordCount(text) <= LABEL_WORDS && !ENDS_SENTENCE.test(text);

/** Whether a line has a day in it, with its year, whatever else it says. */
const hasDay = (text: string): boolean =>
  text.length <= LONGEST_WITH_NAMES &&
  (hasNumbers(text) ||
    EAST_ASIAN.test(text) ||
    (WITH_YEAR.test(text) && DAY.test(text.replace(WITH_YEAR, ' '))));

/** A time of the day and nothing else: "18:42", "6.15 pm", "18h42", "18.42 Uhr", "18:42 GMT". */
const CLOCK = /^([01]?\d|2[0-3])[:.h](\d\d)(?:\s?(?:([ap])\.?m\.?|uhr|h|[A-Z]{2,4}))?$/i;
const HALF_DAY = 12;
const HOUR = 60;

/** Minute of the day that a line names and nothing else, null for any other line. */
export const clockIn = (text: string): number | null => {
  const found = text.length > 14 ? null : CLOCK.exec(text.trim());
  if (found === null) return null;
  const [, hour, minute, half] = found;
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % HALF_DAY) + (/p/i.test(half) ? HALF_DAY : 0);
  return hours * HOUR + Number(minute);
};

const LEAST_TIMES = 3;
const FALLING = 0.7;

/** Whether times of a day run backwards, as those of a live blog do, and not forwards, as in a programme. */
export const runBackwards = (times: readonly number[]): boolean => {
  const falls = times.filter((time, index) => index > 0 && time < times[index - 1]!).length;
  return times.length >= LEAST_TIMES && falls >= (times.length - 1) * FALLING;
};
