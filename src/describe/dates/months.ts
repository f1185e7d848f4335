/**
 * Names of months, from the language data of the runtime (CLDR), so that no list of ours can be
 * incomplete. Long, short, and the form that stands next to a day ("января").
 */
type MonthNames = ReadonlyMap<string, number>;

/** Languages (ISO 639-1) that most pages are written in. */
export const WIDELY_USED: readonly string[] =
  'en de fr es it pt nl sv da nb fi pl cs sk hu ro bg hr sr sl uk ru be el tr et lv lt id ms vi ca eu gl is ga cy sq mk az ka hy he ar fa ur hi bn ta th sw af ko ja zh'.split(
    ' ',
  );
const FORMS: readonly Intl.DateTimeFormatOptions[] = [
  { month: 'long' },
  { month: 'short' },
  { month: 'long', day: 'numeric' },
  { month: 'short', day: 'numeric' },
];
/** Forms in wide use that CLDR lacks. */
const ALSO: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  en: [
    ['sept', 9],
    ['febr', 2],
  ],
  de: [
    ['jänner', 1],
    ['feber', 2],
    ['mrz', 3],
    ['sept', 9],
    ['okt', 10],
    ['mai', 5],
  ],
  it: [
    ['sett', 9],
    ['genn', 1],
  ],
  nl: [['maart', 3]],
  es: [['setiembre', 9]],
};

/** Regions of a language that name months otherwise: Algeria and Tunisia after French ones, Lebanon after Syriac ones. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  ar: ['ar-DZ', 'ar-TN', 'ar-MA', 'ar-MR', 'ar-LB'],
};

const known = new Map<string, MonthNames>();
let everywhere: MonthNames | null = null;

/** How a month's name is compared: lower case, no dot, no accents that only capitals lose. */
export const monthKey = (word: string): string => word.normalize('NFC').toLowerCase();

/** Names of the months in a language (ISO 639-1); empty for a language that the runtime does not know. */
export function monthsOf(language: string): MonthNames {
  const cached = known.get(language);
  if (cached) return cached;
  const names = new Map<string, number>();
  for (const locale of isSupported(language) ? [language, ...(REGIONS[language] ?? [])] : [])
    for (const form of FORMS) {
      const formatter = new Intl.DateTimeFormat(locale, {
        ...form,
        timeZone: 'UTC',
        calendar: 'gregory',
        numberingSystem: 'latn',
      });
      for (let month = 1; month <= 12; month++) {
        const part = formatter
          .formatToParts(Date.UTC(2020, month - 1, 3))
          .find(({ type }) => type === 'month');
        const word = monthKey(part?.value ?? '').replace(/\.$/, '');
        if (/^\p{L}[\p{L}\p{M}]+$/u.test(word)) names.set(word, names.get(word) ?? month);
      }
    }
  for (const [word, month] of ALSO[language] ?? []) names.set(word, month);
  known.set(language, names);
  return names;
}

/** Names that mean the same month in every widely used language that has them. */
export function monthsAnywhere(): MonthNames {
  if (everywhere) return everywhere;
  const names = new Map<string, number>();
  const ambiguous = new Set<string>();
  for (const language of WIDELY_USED)
    for (const [word, month] of monthsOf(language)) {
      if (word.length < 3) continue;
      if ((names.get(word) ?? month) !== month) ambiguous.add(word);
      names.set(word, month);
    }
  for (const word of ambiguous) names.delete(word);
  everywhere = names;
  return names;
}

const isSupported = (language: string): boolean =>
  /^[a-z]{2,3}$/.test(language) && Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
