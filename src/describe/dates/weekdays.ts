import { monthKey, WIDELY_USED } from './months.ts';

let everywhere: ReadonlySet<string> | null = null;

/** Long and short names of the days of the week in the widely used languages, from the language data of the runtime. */
function weekdays(): ReadonlySet<string> {
  if (everywhere) return everywhere;
  const names = new Set<string>();
  for (const language of WIDELY_USED)
    for (const weekday of ['long', 'short'] as const) {
      const formatter = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
      for (let day = 5; day < 12; day++)
        names.add(monthKey(formatter.format(Date.UTC(2020, 0, day))).replace(/\.$/, ''));
    }
  everywhere = names;
  return names;
}

/** Whether a word is the name of a day of the week in some language. */
export const isWeekday = (word: string): boolean => weekdays().has(monthKey(word));
