import { type ParsedResult, parse } from 'chrono-node/en';
import type { StatedDate } from '../../document/article.ts';
import { readerOf } from './languages.ts';

/** Words without which no date is worth looking for, so that the parser sees a few lines of a page and not all. */
const ENGLISH_CUE =
  /\b(?:(?:1[5-9]|20)\d\d|(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\b|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow|ago|(?:last|next|this) (?:week|month|year))\b/gi;
/** UTF-16 units around a cue that are looked at. */
const REACH = 32;
/** The parser's time grows faster than its text: stretches full of cues are cut, and endless lists left. */
const LONGEST = 120;
const MOST_WINDOWS = 1000;

const DAY = 86_400_000;
/** A day without a year lies at most this far ahead of the article; else it was the year before. */
const MOST_AHEAD = 60;
/** In the last weeks of a year, its first weeks are those of the next. */
const LONG_PAST = 334;

interface Window {
  readonly start: number;
  readonly end: number;
}

const SPACE = /\s/;

/** Stretches around cues, within a line and with whole words, joined where they touch. */
const windowsOf = (text: string, cues: RegExp): Window[] => {
  const windows: Window[] = [];
  for (const cue of text.matchAll(cues)) {
    let start = Math.max(0, cue.index - REACH, text.lastIndexOf('\n', cue.index) + 1);
    let end = cue.index + cue[0].length;
    const limit = Math.min(text.length, end + REACH);
    while (end < limit && text.charCodeAt(end) !== 10) end++;
    while (start > 0 && start < cue.index && !SPACE.test(text.charAt(start - 1))) start++;
    while (end < text.length && end > cue.index + cue[0].length && !SPACE.test(text.charAt(end))) end--;
    const last = windows.at(-1);
    if (last !== undefined && cue.index + cue[0].length <= last.end) continue;
    if (last !== undefined && start <= last.end && end - last.start <= LONGEST)
      windows[windows.length - 1] = { start: last.start, end };
    else windows.push({ start: Math.max(start, last?.end ?? 0), end });
  }
  return windows;
};

type Moment = ParsedResult['start'];

const two = (number: number): string => String(number).padStart(2, '0');
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const timeOf = (moment: Moment): number =>
  Date.UTC(moment.get('year') ?? 0, (moment.get('month') ?? 1) - 1, moment.get('day') ?? 1);

/** What a moment stands for: the days it covers, and how it is written. */
interface Stretch {
  readonly value: string;
  readonly first: number;
  readonly last: number;
}

const ofDay = (time: number): Stretch => ({ value: dayOf(time), first: time, last: time });
const ofMonth = (year: number, month: number): Stretch => ({
  value: `${year}-${two(month)}`,
  first: Date.UTC(year, month - 1, 1),
  last: Date.UTC(year, month, 0),
});
const ofYear = (year: number): Stretch => ({
  value: String(year),
  first: Date.UTC(year, 0, 1),
  last: Date.UTC(year, 11, 31),
});
/** The ISO week, Monday to Sunday. */
const ofWeek = (time: number): Stretch => {
  const monday = time - ((new Date(time).getUTCDay() + 6) % 7) * DAY;
  const thursday = new Date(monday + 3 * DAY);
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY));
  return { value: `${year}-W${two(week)}`, first: monday, last: monday + 6 * DAY };
};

const AHEAD = /\b(?:will|next|coming|upcoming|scheduled|due|to be|until|by|from)\b[^.]*$/i;
const OF_A_STORY =
  /\b(?:later|earlier|after|before|within|in|for|every|each|few|couple|several|some|many)\b/i;
const MONTH_WORD = /\b(?:in|since|until|by|of|from|to|during|this|last|next|early|late|mid)[ -]$/i;

/** A weekday that happened, not one of every week: "on Monday", "said Monday", "last Monday". */
const LED_BY = /^(?:on|last|next|this) \p{Lu}/iu;
const LED_IN =
  /\b(?:on|last|next|this|since|until|by|late|early|said|told|met|left|held|began|won|lost|\p{Ll}+ed) $/u;
const isOneDay = (text: string, before: string): boolean =>
  LED_BY.test(text) || (/^\p{Lu}/u.test(text) && LED_IN.test(before));

/** "today" is the day of the article where somebody said something on it; elsewhere it means our time. */
const SAID_TODAY = /\b(?:said|says|announced|reported|earlier|later|here) $/i;

/** "on Monday": the one before the article, or the day itself; the one after where the sentence looks ahead. */
const weekday = (text: string, moment: Moment, published: number, before: string): Stretch | null => {
  if (!isOneDay(text, before)) return null;
  const distance = ((moment.get('weekday') ?? 0) - new Date(published).getUTCDay() + 7) % 7;
  const ahead = AHEAD.test(before);
  return ofDay(published + (distance === 0 ? 0 : ahead ? distance : distance - 7) * DAY);
};

/** "3 May", "in March": of the article's year, or of the year that brings it near. */
const withoutYear = (moment: Moment, published: number): Stretch => {
  const month = moment.get('month') ?? 1;
  const year = new Date(published).getUTCFullYear();
  const inYear = (which: number): Stretch =>
    moment.isCertain('day')
      ? ofDay(Date.UTC(which, month - 1, moment.get('day') ?? 1))
      : ofMonth(which, month);
  const same = inYear(year);
  if (same.first - published > MOST_AHEAD * DAY) return inYear(year - 1);
  return published - same.last > LONG_PAST * DAY ? inYear(year + 1) : same;
};

/** "yesterday", "last week", "two years ago": as precise as the words. */
const relative = (text: string, moment: Moment, before: string): Stretch | null => {
  if (OF_A_STORY.test(text) || (/^today/i.test(text) && !SAID_TODAY.test(before))) return null;
  const time = timeOf(moment);
  if (/\bweeks?\b/i.test(text)) return ofWeek(time);
  if (/\bmonths?\b/i.test(text)) return ofMonth(moment.get('year') ?? 0, moment.get('month') ?? 1);
  if (/\byears?\b/i.test(text)) return ofYear(moment.get('year') ?? 0);
  return /\bdays?\b|day\b|tomorrow/i.test(text) ? ofDay(time) : null;
};

/** Two numbers parted by a slash may be day and month or month and day; only the second reading of 5/25 is sure. */
const isAmbiguous = (text: string): boolean => {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}/.exec(text);
  return match !== null && Number(match[1]) <= 12 && Number(match[2]) <= 12 && match[1] !== match[2];
};

const stretchOf = (
  result: ParsedResult,
  moment: Moment,
  published: number | null,
  before: string,
): Stretch | null => {
  const { text } = result;
  const isRelative = [...result.tags()].some((tag) => /relativeDate|casualReference/.test(tag));
  if (isRelative) return published === null ? null : relative(text, moment, before);
  const [year, month, day] = [moment.isCertain('year'), moment.isCertain('month'), moment.isCertain('day')];
  if (year && month && day) return isAmbiguous(text) ? null : ofDay(timeOf(moment));
  if (year && month) return ofMonth(moment.get('year') ?? 0, moment.get('month') ?? 1);
  if (published === null) return null;
  if (month && day) return withoutYear(moment, published);
  if (month) return /^\p{Lu}/u.test(text) && MONTH_WORD.test(before) ? withoutYear(moment, published) : null;
  return moment.isCertain('weekday') && !moment.isCertain('year')
    ? weekday(text, moment, published, before)
    : null;
};

/** Other languages: what names its month, so that nothing depends on the words around it. */
const writtenOut = (moment: Moment, published: number | null): Stretch | null => {
  if (!moment.isCertain('month')) return null;
  const [year, month] = [moment.get('year') ?? 0, moment.get('month') ?? 1];
  if (moment.isCertain('year')) return moment.isCertain('day') ? ofDay(timeOf(moment)) : ofMonth(year, month);
  return moment.isCertain('day') && published !== null ? withoutYear(moment, published) : null;
};

/** What is needed to know a date by itself. */
const YEAR = /(?:^|\D)\d{4}(?!\d)/;
const FILLER = /[\s,.;:]+$/;
const PREPOSITION = /^(?:on|in|at)\s+/i;
/** "am 3.", "le 12": what leads to the first number, or to the month of a date without a day. */
const FOREIGN_PREPOSITION = /^\s*(?:(?:\p{L}+\s+){1,3}(?=\d{1,2}(?!\d))|(?:am|im|en|em|in|i)\s+)?/iu;
/** What the four digits of ISO 8601 can say: years 1 to 9999. A date before our era is left out. */
const FIRST_DAY = Date.parse('0001-01-01');
const LAST_DAY = Date.parse('9999-12-31');

/**
 * The dates that a text states, as ISO 8601 of the precision of the words. In English, what names no year counts from
 * the day on which the article was published ("on Monday" is the last one), and is left out when that is not known;
 * so are times of day, ages, what counts from another event ("a week later") and years before our era. In the other
 * languages of `readerOf` only dates that name their month are read, in the rest none.
 */
export const statedDates = (
  text: string,
  publishedOn: string | null,
  language: string | null = null,
): StatedDate[] => {
  const reader = language === null || language === 'en' ? { cues: ENGLISH_CUE, parse } : readerOf(language);
  if (reader === null) return [];
  const isEnglish = reader.parse === parse;
  const leading = isEnglish ? PREPOSITION : FOREIGN_PREPOSITION;
  const published = publishedOn === null ? null : Date.parse(`${publishedOn.slice(0, 10)}T00:00:00Z`);
  const known = published === null || Number.isNaN(published) ? null : published;
  // noon, in UTC whatever the machine's zone
  const reference = { instant: new Date((known ?? 0) + DAY / 2), timezone: 0 };
  const found: StatedDate[] = [];
  for (const { start, end } of windowsOf(text, reader.cues).slice(0, MOST_WINDOWS)) {
    const window = text.slice(start, end);
    for (const result of reader.parse(window, reference)) {
      if (known === null && !YEAR.test(result.text)) continue;
      const before = window.slice(0, result.index);
      const stretch = (moment: Moment): Stretch | null =>
        isEnglish ? stretchOf(result, moment, known, before) : writtenOut(moment, known);
      const first = stretch(result.start);
      const last = result.end == null ? first : stretch(result.end);
      if (first === null || last === null) continue;
      if (!(first.first >= FIRST_DAY && first.first <= last.last && last.last <= LAST_DAY)) continue;
      const preposition = leading.exec(result.text)?.[0].length ?? 0;
      const form = result.text.slice(preposition).replace(FILLER, '');
      const at = start + result.index + preposition;
      found.push({
        start: at,
        end: at + form.length,
        text: form,
        value: first === last ? first.value : `${first.value}/${last.value}`,
        first: dayOf(first.first),
        last: dayOf(last.last),
      });
    }
  }
  return found;
};
