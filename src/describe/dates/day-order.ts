import type { Moment } from './calendar.ts';

/** Countries (by the end of their host names) that write the day first although they write English. */
const DAY_FIRST_ENDINGS: ReadonlySet<string> = new Set(
  'uk au nz ie in za sg hk ng ke pk my gh eu mt'.split(' '),
);
/** Longer lines are text. */
const LONG_LINE = 200;
const NUMBERS = {
  '/': /(?<![\d./-])(\d{1,2})\/(\d{1,2})\/(?:19|20)?\d\d(?![\d/])/g,
  '.': /(?<![\d./-])(\d{1,2})\.(\d{1,2})\.(?:19|20)?\d\d(?![\d.])/g,
} as const;

/**
 * Whether `03/04/2020` means 3 April where no other date of the page or its site tells: by the region of
 * `<html lang>`, the country of the address, and the language.
 */
export function dayComesFirst(language: string | null, htmlLang: string | null, url: string | null): boolean {
  const region = /^[a-z]{2,3}[-_]([a-z]{2})\b/i.exec(htmlLang ?? '')?.[1]?.toLowerCase();
  if (region) return region !== 'us' && region !== 'ph';
  const host = /^[a-z]+:\/\/([^/:?#]+)/i.exec(url ?? '')?.[1]?.toLowerCase() ?? '';
  if (DAY_FIRST_ENDINGS.has(host.slice(host.lastIndexOf('.') + 1))) return true;
  return language !== null && language !== 'en';
}

/**
 * The order that the dates with a sign between their numbers show in the short lines of a page: a number above 12
 * can only be a day. Null when none does.
 */
export function shownOrder(
  blocks: readonly { readonly text: string }[],
  sign: keyof typeof NUMBERS,
): boolean | null {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const { text } of blocks) {
    if (text.length >= LONG_LINE || !text.includes(sign)) continue;
    for (const [, a, b] of text.matchAll(NUMBERS[sign])) {
      if (Number(a) > 12 && Number(b) <= 12) dayFirst++;
      if (Number(b) > 12 && Number(a) <= 12 && Number(b) <= 31) monthFirst++;
    }
  }
  return dayFirst === monthFirst ? null : dayFirst > monthFirst;
}

type Day = Pick<Moment, 'year' | 'month' | 'day'>;

const DOTTED_OR_SLASHED = /(?<![\d./-])(\d{1,2})([./])(\d{1,2})\2((?:19|20)?\d\d)(?![\d./])/g;

/**
 * The order in which a page writes the day that its markup or address states: "06.05.13" beside `2013-06-05` has
 * its month first. Null when no short line tells.
 */
export function orderAsStated(
  blocks: readonly { readonly text: string }[],
  stated: readonly Day[],
): boolean | null {
  if (stated.length === 0) return null;
  const votes = new Set<boolean>();
  for (const { text } of blocks) {
    if (text.length >= LONG_LINE || !/\d[./]\d/.test(text)) continue;
    for (const [, a, , b, c] of text.matchAll(DOTTED_OR_SLASHED)) {
      const [x, y] = [Number(a), Number(b)];
      if (x === y || x > 12 || y > 12) continue;
      const year = Number(c) < 100 ? 2000 + Number(c) : Number(c);
      const isStated = (month: number, day: number): boolean =>
        stated.some((each) => each.year === year && each.month === month && each.day === day);
      if (isStated(y, x)) votes.add(true);
      if (isStated(x, y)) votes.add(false);
    }
  }
  return votes.size === 1 ? [...votes][0]! : null;
}
