import { monthKey } from './months.ts';

/** Calendar units that phrases count in, with the ISO 8601 duration of one of them. */
const UNITS = [
  ['minute', 'PT', 'M'],
  ['hour', 'PT', 'H'],
  ['day', 'P', 'D'],
  ['week', 'P', 'W'],
  ['month', 'P', 'M'],
  ['year', 'P', 'Y'],
] as const;

/** Counts whose phrases show every form that a plural takes in the languages of CLDR. */
const COUNTS = [1, 2, 3, 5, 11];
const LONGEST = 60;

/** What stands for a number in a pattern. */
const NUMBER = '#';

interface Phrase {
  /** ISO 8601 duration with `#` for the number. */
  readonly duration: string;
}

const known = new Map<string, ReadonlyMap<string, Phrase>>();

/** Phrases as they are compared: lower case, numbers replaced, no white space. */
const keyOf = (text: string): string => monthKey(text).replace(/\d+/g, NUMBER).replace(/\s+/g, '');

/** "vor 3 Tagen", "gestern", "il y a 2 heures" in one language, from the language data of the runtime. */
function phrasesOf(language: string): ReadonlyMap<string, Phrase> {
  const cached = known.get(language);
  if (cached) return cached;
  const phrases = new Map<string, Phrase>();
  if (/^[a-z]{2}$/.test(language) && Intl.RelativeTimeFormat.supportedLocalesOf(language).length > 0)
    for (const style of ['long', 'short', 'narrow'] as const) {
      const always = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { numeric: 'always', style });
      const auto = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { numeric: 'auto', style });
      for (const [unit, before, after] of UNITS)
        for (const count of COUNTS) {
          const counted = `${before}${NUMBER}${after}`;
          const exact = `${before}${count}${after}`;
          for (const text of [always.format(-count, unit), auto.format(-count, unit)]) {
            const key = keyOf(text);
            const duration = key.includes(NUMBER) ? counted : exact;
            if (key.length > 2 && !phrases.has(key)) phrases.set(key, { duration });
          }
        }
    }
  known.set(language, phrases);
  return phrases;
}

/**
 * Reads a phrase that counts back from the moment somebody looked at the page: `P3D` for "3 days ago",
 * `P1D` for "yesterday". The phrase may end the text after a label ("Posted: 3 days ago") or begin it
 * ("3 days ago | 12 comments"). Null for everything else: "in 3 days" counts forward.
 */
export function relativeDate(text: string, language: string | null): string | null {
  const short = text.trim();
  if (short === '' || short.length > LONGEST) return null;
  for (const each of new Set([language, 'en'])) {
    if (each === null) continue;
    const phrases = phrasesOf(each);
    for (const part of partsOf(short)) {
      const phrase = phrases.get(keyOf(part));
      if (!phrase) continue;
      const count = /\d{1,3}(?!\d)/.exec(part)?.[0];
      return phrase.duration.replace(NUMBER, String(Number(count ?? '1')));
    }
  }
  return null;
}

/** The text itself, what bars and bullets part, and what follows a label. */
function partsOf(text: string): string[] {
  const parts = text.split(/\s*[|•·–—\n]\s*/).filter((part) => part !== '');
  return [
    text,
    ...parts,
    ...parts.map((part) => part.replace(/^\p{L}[\p{L} ]{1,24}:\s*|^\p{Lu}\p{L}+\s+/u, '')),
  ];
}
