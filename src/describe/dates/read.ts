import { format, type Moment } from './calendar.ts';
import { machineDate } from './machine.ts';
import { type DateStyle, writtenDates } from './written.ts';

/** Reads a date from an attribute or meta, which people fill with written dates as well. */
export function readDate(value: string, style: DateStyle): string | null {
  const moment: Moment | null = machineDate(value) ?? writtenDates(value, style)[0]?.moment ?? null;
  return moment ? format(moment) : null;
}
