/** A day of the Gregorian calendar, with a time of day and an offset when the page states them. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Minutes after midnight, null when only the day is known. */
  readonly minute: number | null;
  readonly second: number | null;
  /** Minutes east of UTC, null when the page does not say. */
  readonly offset: number | null;
}

const FIRST_YEAR = 1800;
const LAST_YEAR = 2100;
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the numbers name a day that exists and can be the date of a page. */
function isDay(year: number, month: number, day: number): boolean {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR) || !(month >= 1 && month <= 12)) return false;
  if (!(day >= 1 && day <= LENGTHS[month - 1]!)) return false;
  if (month === 2 && day === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))) return false;
  // What an empty field of a database or a clock at zero becomes.
  return !(year === 1970 && month === 1 && day === 1) && !(year === 1900 && month === 1 && day === 1);
}

export const dayMoment = (year: number, month: number, day: number): Moment | null =>
  isDay(year, month, day) ? { year, month, day, minute: null, second: null, offset: null } : null;

const two = (n: number): string => String(n).padStart(2, '0');

/** `2020-01-21`, `2020-01-21T10:00`, `2020-01-21T10:00:30+01:00`: as precise as the moment is. */
export function format(moment: Moment): string {
  const day = `${moment.year}-${two(moment.month)}-${two(moment.day)}`;
  if (moment.minute === null) return day;
  const seconds = moment.second === null ? '' : `:${two(moment.second)}`;
  const time = `${two(Math.floor(moment.minute / 60))}:${two(moment.minute % 60)}${seconds}`;
  if (moment.offset === null) return `${day}T${time}`;
  if (moment.offset === 0) return `${day}T${time}Z`;
  const size = Math.abs(moment.offset);
  return `${day}T${time}${moment.offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Days from one formatted moment to another; negative when the second is the earlier one. */
export const daysFrom = (a: string, b: string): number =>
  (Date.parse(dayOf(b)) - Date.parse(dayOf(a))) / 86_400_000;

/** Days between two formatted moments. */
export const daysBetween = (a: string, b: string): number => Math.abs(daysFrom(a, b));

/** The calendar day of a formatted moment. */
export const dayOf = (iso: string): string => iso.slice(0, 10);
