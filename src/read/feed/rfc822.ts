/** Hours of the zones that RFC 822 (section 5.1) names; others are written as `+0130`. */
const ZONES: Readonly<Record<string, string>> = {
  UT: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  Z: 'Z',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const DATE =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d\d)(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([a-z]{1,3}|[+-]\d{4}))?)?$/i;

const two = (digits: string): string => digits.padStart(2, '0');

/**
 * The date of an RSS feed (`Tue, 10 Jun 2003 04:00:00 +0200`) as ISO 8601 with the zone that it was written in; anything
 * else, such as the ISO 8601 of Atom, as it is.
 */
export const rfc822 = (text: string): string => {
  const [, day, name, year, hour, minute, second, zone] = DATE.exec(text.trim()) ?? [];
  const month = MONTHS.indexOf(name?.toLowerCase() ?? '') + 1;
  if (day === undefined || year === undefined || month === 0) return text.trim();
  // Two digits are those of the years that had feeds.
  const date = `${year.length === 2 ? `20${year}` : year}-${two(String(month))}-${two(day)}`;
  if (hour === undefined || minute === undefined) return date;
  const offset =
    zone === undefined ? '' : (ZONES[zone.toUpperCase()] ?? zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2'));
  const isKnown = /^(?:|Z|[+-]\d\d:\d\d)$/.test(offset);
  return `${date}T${two(hour)}:${minute}:${second ?? '00'}${isKnown ? offset : ''}`;
};
