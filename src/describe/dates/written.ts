import { dayMoment, type Moment } from './calendar.ts';
import { monthKey, monthsAnywhere, monthsOf } from './months.ts';

/** How a page writes its dates. */
export interface DateStyle {
  /** ISO 639-1 code, null when unknown. */
  readonly language: string | null;
  /** What `03/04/2020` means: true for 3 April. */
  readonly dayFirst: boolean;
  /** Whether even `03.04.2020` means 4 March, which only evidence of the page tells. */
  readonly dotsMonthFirst?: boolean;
}

/** A date found in a text; offsets in UTF-16 code units. */
export interface WrittenDate {
  readonly moment: Moment;
  readonly start: number;
  readonly end: number;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'number' | 'word' | 'sign';
}

/** No line that states a date is longer; what follows is not looked at. */
const LONGEST = 600;
/** "HealthDECEMBER" is two words: an element ended between them. */
const TOKEN = /\d+|\p{Lu}?[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|\p{L}[\p{Lu}\p{M}]*|\S/gu;
const FILLERS: ReadonlySet<string> = new Set([
  '.',
  ',',
  'de',
  'del',
  'of',
  'the',
  'd',
  '’',
  "'",
  'den',
  '-',
  '–',
  '/',
]);
const ORDINALS: ReadonlySet<string> = new Set([
  'st',
  'nd',
  'rd',
  'th',
  'er',
  'º',
  'ª',
  '°',
  'o',
  'e',
  'ste',
  'de',
  'te',
  'ème',
]);

const DIGIT = /[\d\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\uFF10-\uFF19]/;

/** Every full date (day, month and year) that a line states, in reading order. */
export function writtenDates(text: string, style: DateStyle): WrittenDate[] {
  const read = text.slice(0, LONGEST);
  if (!DIGIT.test(read)) return [];
  const tokens = tokensOf(asciiDigits(read));
  const found: WrittenDate[] = [];
  for (let i = 0; i < tokens.length; ) {
    const hit = numeric(tokens, i, style) ?? eastAsian(tokens, i) ?? named(tokens, i, style);
    if (!hit) {
      i++;
      continue;
    }
    const last = tokens[hit.next - 1]!;
    const clock = timeAfter(tokens, hit.next);
    const moment = clock ? { ...hit.moment, minute: clock.minute } : hit.moment;
    found.push({ moment, start: tokens[i]!.start, end: clock?.end ?? last.end });
    i = hit.next;
  }
  return found;
}

interface Hit {
  readonly moment: Moment;
  /** Index of the token after the date. */
  readonly next: number;
}

const hit = (moment: Moment | null, next: number): Hit | null => (moment ? { moment, next } : null);

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const add = (word: string, start: number, kind: Token['kind']): void => {
    tokens.push({ text: word, start, end: start + word.length, kind });
  };
  for (const match of text.matchAll(TOKEN)) {
    const word = match[0];
    const kind = /^\d/.test(word) ? 'number' : /^\p{L}/u.test(word) ? 'word' : 'sign';
    const cut = kind === 'number' && word.length > 4 ? yearWithin(word, text, match.index) : 0;
    if (cut > 0) {
      add(word.slice(0, cut), match.index, kind);
      add(word.slice(cut), match.index + cut, kind);
    } else add(word, match.index, kind);
  }
  return tokens;
}

const DAY_AND_YEAR = /^(0[1-9]|[12]\d|3[01])(?:19|20)\d\d$/;
const YEAR_AND_MINUTES = /^(?:19|20)\d\d\d{1,2}$/;
const LETTER_BEFORE = /\p{L}\.?\s?$/u;
const MINUTES = /^\s?min/i;

/**
 * Where a number that only a style sheet keeps apart is two: "Apr 042013", "Mar 27, 20255 min read". 0 when it is one.
 */
function yearWithin(digits: string, text: string, start: number): number {
  const day = DAY_AND_YEAR.exec(digits)?.[1];
  if (day && LETTER_BEFORE.test(text.slice(Math.max(0, start - 3), start))) return day.length;
  const behind = text.slice(start + digits.length, start + digits.length + 4);
  return YEAR_AND_MINUTES.test(digits) && MINUTES.test(behind) ? 4 : 0;
}

/** Arabic-Indic, Persian, Devanagari and full-width digits as ASCII; one code unit each, so offsets hold. */
function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\uFF10-\uFF19]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = code >= 0xff10 ? 0xff10 : code >= 0x966 ? 0x966 : code >= 0x6f0 ? 0x6f0 : 0x660;
    return String(code - zero);
  });
}

/** `2020-01-21`, `21.01.2020`, `1/21/20`: three numbers parted by the same sign without spaces. */
function numeric(tokens: readonly Token[], i: number, style: DateStyle): Hit | null {
  const [a, s, b, t, c] = [tokens[i], tokens[i + 1], tokens[i + 2], tokens[i + 3], tokens[i + 4]];
  if (a?.kind !== 'number' || b?.kind !== 'number' || c?.kind !== 'number' || !s || s.text !== t?.text)
    return null;
  if (!'-./'.includes(s.text) || glued(tokens[i - 1], a) || goesOn(tokens, i + 5)) return null;
  if (c.text.length < 4 && isVersion(tokens, i)) return null;
  // "21. 01. 2020" is common in Slavic languages; other signs stand without spaces.
  if (s.text !== '.' && (a.end !== s.start || !follows(s, b) || b.end !== t.start || !follows(t, c)))
    return null;
  const [x, y, z] = [Number(a.text), Number(b.text), Number(c.text)];
  if (a.text.length === 4 && b.text.length <= 2 && c.text.length <= 2) return hit(dayMoment(x, y, z), i + 5);
  if (a.text.length > 2 || b.text.length > 2) return null;
  const year = c.text.length === 4 ? z : c.text.length === 2 && z < 70 ? 2000 + z : Number.NaN;
  if (c.text.length === 2 && s.text === '-') return null;
  const dayFirst =
    y > 12 ? false : x > 12 || (s.text === '.' ? style.dotsMonthFirst !== true : style.dayFirst);
  return hit(dayFirst ? dayMoment(year, y, x) : dayMoment(year, x, y), i + 5);
}

/** Right behind a sign, or where a slash and a single digit are padded to the width of two: "10/ 5/11". */
const follows = (sign: Token, number: Token): boolean =>
  sign.end === number.start ||
  (sign.text === '/' && number.text.length === 1 && number.start - sign.end === 1);

/** A sign or digit right before, as in a version number or a path. */
const glued = (before: Token | undefined, token: Token): boolean =>
  before !== undefined && before.end === token.start && './-'.includes(before.text);

const VERSION_WORD =
  /^(?:v|ver|vers\p{L}{0,4}|верси\p{L}|wersj\p{L}|verz\p{L}|release|rel|rev|revision|build|patch)$/iu;

/** "Version 7.4.13", "v7.4.13": which of a program's editions. */
function isVersion(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.text === '.' ? tokens[at - 2] : tokens[at - 1];
  return before?.kind === 'word' && VERSION_WORD.test(before.text);
}

/** A fourth number right behind, as in an address of the network. */
const goesOn = (tokens: readonly Token[], at: number): boolean => {
  const [number, sign, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!number || !sign || next?.kind !== 'number' || !'./'.includes(sign.text)) return false;
  return number.end === sign.start && sign.end === next.start;
};

const YEAR_SIGNS = '年년';
const MONTH_SIGNS = '月월';

/** `2020年1月21日`, `2020년 1월 21일`. */
function eastAsian(tokens: readonly Token[], i: number): Hit | null {
  const [a, s, b, t, c] = [tokens[i], tokens[i + 1], tokens[i + 2], tokens[i + 3], tokens[i + 4]];
  if (a?.text.length !== 4 || b?.kind !== 'number' || c?.kind !== 'number' || !s || !t) return null;
  if (s.kind !== 'word' || !YEAR_SIGNS.includes(s.text[0]!) || !MONTH_SIGNS.includes(t.text[0]!)) return null;
  const end = /^[日일]/.test(tokens[i + 5]?.text ?? '') ? i + 6 : i + 5;
  return hit(dayMoment(Number(a.text), Number(b.text), Number(c.text)), end);
}

/** A month's name with a day and a year: `21 January 2020`, `January 21st, 2020`, `2020. január 21.` */
function named(tokens: readonly Token[], i: number, style: DateStyle): Hit | null {
  const first = tokens[i]!;
  if (first.kind === 'word') {
    const month = monthOf(first.text, style);
    if (month === 0) return null;
    const day = skip(tokens, i + 1, false);
    if (!isShort(tokens[day])) return null;
    const year = skip(tokens, day + 1, true);
    return isYear(tokens[year])
      ? hit(dayMoment(Number(tokens[year]!.text), month, Number(tokens[day]!.text)), year + 1)
      : null;
  }
  if (first.kind !== 'number') return null;
  const at = skip(tokens, i + 1, true);
  const month = tokens[at]?.kind === 'word' ? monthOf(tokens[at]!.text, style) : 0;
  if (month === 0) return null;
  const after = skip(tokens, at + 1, true);
  if (isShort(first) && isYear(tokens[after]))
    return hit(dayMoment(Number(tokens[after]!.text), month, Number(first.text)), after + 1);
  if (isShort(first) && tokens[after]?.text.length === 2 && /^[’']$/.test(tokens[after - 1]?.text ?? ''))
    return hit(dayMoment(2000 + Number(tokens[after]!.text), month, Number(first.text)), after + 1);
  if (isYear(first) && isShort(tokens[after]))
    return hit(dayMoment(Number(first.text), month, Number(tokens[after]!.text)), after + 1);
  return null;
}

/** Steps over at most three dots, commas and little words ("of", "de", "st"). */
function skip(tokens: readonly Token[], from: number, ordinals: boolean): number {
  let at = from;
  for (let n = 0; n < 3; n++) {
    const word = tokens[at]?.text.toLowerCase() ?? '';
    if (!FILLERS.has(word) && !(ordinals && n === 0 && ORDINALS.has(word))) break;
    at++;
  }
  return at;
}

const isShort = (token: Token | undefined): token is Token =>
  token?.kind === 'number' && token.text.length <= 2;
const isYear = (token: Token | undefined): token is Token =>
  token?.kind === 'number' && token.text.length === 4;

function monthOf(word: string, style: DateStyle): number {
  const key = monthKey(word);
  if (key.length < 3) return 0;
  return (
    (style.language ? monthsOf(style.language).get(key) : undefined) ??
    monthsOf('en').get(key) ??
    monthsAnywhere().get(key) ??
    0
  );
}

/** A time of day within a few tokens after the date: `10:30`, `10.30 Uhr`, `4:05 pm`, `10h30`. */
function timeAfter(tokens: readonly Token[], from: number): { minute: number; end: number } | null {
  for (let i = from; i < from + 5 && i < tokens.length; i++) {
    const [hour, sign, minute] = [tokens[i]!, tokens[i + 1], tokens[i + 2]];
    if (hour.kind !== 'number') continue;
    if (!sign || !minute || hour.end !== sign.start || sign.end !== minute.start) return null;
    if (!/^[:.hH]$/.test(sign.text) || minute.text.length !== 2 || hour.text.length > 2) return null;
    const after = tokens[i + 3];
    if (sign.text === '.' && !/^(?:uhr|h|kl|am|pm|a|p)$/i.test(after?.text ?? '')) return null;
    let h = Number(hour.text);
    const m = Number(minute.text);
    const half = /^([ap])(?:m|\.m\.?)?$/i.exec(after?.text ?? '')?.[1]?.toLowerCase();
    if (half === 'p' && h < 12) h += 12;
    if (half === 'a' && h === 12) h = 0;
    return h < 24 && m < 60 ? { minute: h * 60 + m, end: (half && after ? after : minute).end } : null;
  }
  return null;
}
