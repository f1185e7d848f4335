import { dayMoment, type Moment } from './calendar.ts';

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ,]{1,2}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/;
const SLASHED = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?/;
/** RFC 2822 and what `Date` prints: `Tue, 21 Jan 2020 10:00:00 +0100`, `Thu Jan 16 2020 00:00:00 GMT+0100`. */
const MAIL =
  /^(?:[A-Z][a-z]{2,8},? )?(\d{1,2})[ -]([A-Z][a-z]{2})[a-z]*[ -](\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?(?: (Z|UTC|GMT|[+-]\d{4}))?/;
const SCRIPT =
  /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (?:(\d{4}) )?(\d{2}):(\d{2}):(\d{2})(?: (?:GMT|UTC|[A-Z]{3,4})?([+-]\d{4})?)?(?: ?(\d{4}))?/;
const EPOCH = /^(\d{10}|\d{13})$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a date that was written for machines. ISO 8601 and its common variations, RFC 2822,
 * what scripts print, and seconds or milliseconds since 1970.
 */
export function machineDate(value: string): Moment | null {
  const text = value.trim().slice(0, 60);
  if (!/\d{4}/.test(text)) return null;
  return iso(text) ?? compact(text) ?? slashed(text) ?? mail(text) ?? script(text) ?? epoch(text);
}

function iso(text: string): Moment | null {
  const m = ISO.exec(text);
  if (!m) return null;
  // A number that goes on after the day ("2020-01-2112") is no date.
  if (m[4] === undefined && /^\d/.test(text.slice(m[0].length))) return null;
  return moment(m[1], m[2], m[3], m[4], m[5], m[6], m[7]);
}

function compact(text: string): Moment | null {
  const m = COMPACT.exec(text);
  return m ? moment(m[1], m[2], m[3], m[4], m[5], m[6], m[7]) : null;
}

function slashed(text: string): Moment | null {
  const m = SLASHED.exec(text);
  return m ? moment(m[1], m[2], m[3], m[4], m[5], m[6], undefined) : null;
}

function mail(text: string): Moment | null {
  const m = MAIL.exec(text);
  return m ? moment(m[3], monthNumber(m[2]), m[1], m[4], m[5], m[6], m[7]) : null;
}

function script(text: string): Moment | null {
  const m = SCRIPT.exec(text);
  return m ? moment(m[3] ?? m[8], monthNumber(m[1]), m[2], m[4], m[5], m[6], m[7]) : null;
}

function epoch(text: string): Moment | null {
  const m = EPOCH.exec(text);
  if (!m) return null;
  const date = new Date(Number(m[1]) * (m[1]!.length === 10 ? 1_000 : 1));
  return machineDate(date.toISOString());
}

const monthNumber = (name: string | undefined): string =>
  String(MONTHS.indexOf((name ?? '').toLowerCase()) + 1);

function moment(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  zone: string | undefined,
): Moment | null {
  const date = dayMoment(Number(year), Number(month), Number(day));
  if (!date || hour === undefined || minute === undefined) return date;
  const h = Number(hour);
  const m = Number(minute);
  const s = second === undefined ? null : Number(second);
  if (h > 23 || m > 59 || (s ?? 0) > 60) return date;
  const offset = zone === undefined ? null : offsetMinutes(zone);
  // Midnight to the second without an offset is how systems write "the day is all I know".
  if (h === 0 && m === 0 && (s ?? 0) === 0 && offset === null) return date;
  return { ...date, minute: h * 60 + m, second: s, offset };
}

function offsetMinutes(zone: string): number | null {
  if (/^[zug]/i.test(zone)) return 0;
  const digits = zone.replace(/\D/g, '');
  const size = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  if (size > 14 * 60) return null;
  return size === 0 ? 0 : zone.startsWith('-') ? -size : size;
}
