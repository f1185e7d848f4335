import { withoutCredentials } from '../document/without-credentials.ts';

/** Values that records carry beside the page: kept as given where they can be stored, null where they make no sense. */

/** Postgres takes no NUL, UTF-8 no lone surrogate. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

const UNSAFE = /[\u0000-\u001f\u007f]/;

/**
 * The address as given when it is an absolute URL; as the URL standard writes it, without a name and password, when it
 * holds those or characters that cannot be stored.
 */
export const urlOrNull = (value: unknown): string | null => {
  if (typeof value !== 'string') return null;
  const given = value.trim();
  if (!URL.canParse(given)) return null;
  const url = new URL(given);
  const isStorable = !UNSAFE.test(given) && given.isWellFormed();
  return isStorable && url.username === '' && url.password === '' ? given : withoutCredentials(url).href;
};

/** The `id` of a record as a string. */
export const idOrNull = (value: unknown): string | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'string' ? storable(value) : null;
};

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s?(Z|[+-]\d\d:?\d\d)?)?$/i;
const DIGITS = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;

/** Seconds since 1970 stay below this until the year 5138; milliseconds have been above it since March 1973. */
const MAX_SECONDS = 1e11;

/** Years 1 to 9999: what ISO 8601 writes with four digits, and every database takes. */
const FOUR_DIGITS = /^(?!0000)\d{4}-/;

const inUtc = (time: Date): string | null => {
  const text = Number.isNaN(time.getTime()) ? '' : time.toISOString();
  return FOUR_DIGITS.test(text) ? text.replace('.000Z', 'Z') : null;
};

const fromIso = (text: string): string | null => {
  const [, date, time, zone] = ISO.exec(text) ?? [];
  if (date === undefined) return null;
  const offset = (zone ?? 'Z').toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  return inUtc(new Date(`${date}T${(time ?? '00:00').replace(',', '.')}${offset}`));
};

/**
 * The moment of a crawl as an ISO 8601 instant in UTC, down to milliseconds. Takes ISO 8601 (without a
 * zone it is UTC), the 14 digits of CDX, and seconds or milliseconds since 1970; null for anything else.
 */
export const instantOrNull = (value: unknown): string | null => {
  if (typeof value === 'number') return inUtc(new Date(value < MAX_SECONDS ? value * 1000 : value));
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return fromIso(DIGITS.test(text) ? text.replace(DIGITS, '$1-$2-$3T$4:$5:$6Z') : text);
};
