import { dayMoment, type Moment } from './calendar.ts';

const PATTERNS: readonly RegExp[] = [
  /\/((?:19|20)\d\d)\/(\d{1,2})\/(\d{1,2})(?=[/\-_.]|$)/,
  /[/\-_=.]((?:19|20)\d\d)-(\d{2})-(\d{2})(?!\d)/,
  /[/\-_=]((?:19|20)\d\d)(\d{2})(\d{2})(?!\d)/,
  /\/((?:19|20)\d\d)-(\d{1,2})\/(\d{1,2})(?=\/|$)/,
  /\/((?:19|20)\d\d)\/[a-z][a-z-]{1,30}\/(\d{2})\/(\d{2})(?=\/|$)/i,
];
const MONTH_NAMED =
  /\/((?:19|20)\d\d)\/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\/(\d{1,2})(?=\/|$)/i;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** A copy in a web archive carries the date of the crawl before the address that was copied. */
const ARCHIVED = /^.*\/\d{8,14}(?:[a-z]{2}_)?\/(?=https?:)/;

/** The address without the wrapping of a web archive. */
export const originalAddress = (url: string): string => url.slice(0, 2_000).replace(ARCHIVED, '');

/** The day that an address names, as in `/2020/01/21/` or `-2020-01-21`. */
export function addressDate(url: string | null): Moment | null {
  if (!url) return null;
  const path = originalAddress(url)
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/[?#].*$/s, '');
  for (const pattern of PATTERNS) {
    const m = pattern.exec(path);
    const date = m ? dayMoment(Number(m[1]), Number(m[2]), Number(m[3])) : null;
    if (date) return date;
  }
  const m = MONTH_NAMED.exec(path);
  return m ? dayMoment(Number(m[1]), MONTHS.indexOf(m[2]!.toLowerCase()) + 1, Number(m[3])) : null;
}
