import { monthKey, WIDELY_USED } from './months.ts';

type Width = 'long' | 'short';

const known = new Map<Width, ReadonlySet<string>>();

/** Names of the days of the week in the widely used languages, from the language data of the runtime. */
function weekdays(width: Width): ReadonlySet<string> {
  const cached = known.get(width);
  if (cached) return cached;
  const names = new Set<string>();
  for (const language of WIDELY_USED) {
    const formatter = new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' });
    for (let day = 5; day < 12; day++) {
      const name = monthKey(formatter.format(Date.UTC(2020, 0, day))).replace(/\.$/, '');
      if (name.length >= SHORTEST) names.add(name);
    }
  }
  known.set(width, names);
  return names;
}
/** Shorter forms are initials and names as often. */
const SHORTEST = 3;

/** Whether a word is the name of a day of the week in some language, written out or, where `shortened`, also short. */
export const isWeekday = (word: string, shortened: boolean): boolean =>
  weekdays('long').has(monthKey(word)) || (shortened && weekdays('short').has(monthKey(word)));
