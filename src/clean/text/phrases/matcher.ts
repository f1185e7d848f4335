import { fold, isUnspaced } from '../fold.ts';

/**
 * Phrases of one topic by language (ISO 639-1). `…` marks an open end: `share` is the whole line,
 * `share on…` its beginning, `…all rights reserved` its end, `…cookies to…` stands anywhere in it.
 */
export type PhraseTable = Readonly<Record<string, readonly string[]>>;

/** Looks folded lines up in one topic's phrases. Work is linear in the line, whatever the size of the table. */
export interface PhraseMatcher {
  /** Whether a line, folded by `fold`, holds a phrase where the table allows it. */
  readonly matches: (key: string) => boolean;
  /** Length in `key` of the longest phrase that opens the line, 0 when none does. */
  readonly opening: (key: string) => number;
}

interface Phrase {
  readonly key: string;
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

const parse = (row: string): Phrase => ({
  key: fold(row),
  openStart: row.startsWith('…'),
  openEnd: row.endsWith('…'),
});

/** Whether a phrase of a spaced script ends at a word's end. */
const endsWord = (key: string, end: number): boolean => end === key.length || key.charCodeAt(end) === 32;

const fits = (phrase: Phrase, key: string, at: number): boolean =>
  (at === 0 || phrase.openStart) &&
  (at + phrase.key.length === key.length || phrase.openEnd) &&
  key.startsWith(phrase.key, at);

export const phraseMatcher = (table: PhraseTable): PhraseMatcher => {
  const byFirstWord = new Map<string, Phrase[]>();
  const unspaced: Phrase[] = [];
  for (const rows of Object.values(table)) {
    for (const row of rows) {
      const phrase = parse(row);
      if (isUnspaced(phrase.key)) {
        unspaced.push(phrase);
        continue;
      }
      const space = phrase.key.indexOf(' ');
      const first = space < 0 ? phrase.key : phrase.key.slice(0, space);
      const known = byFirstWord.get(first);
      if (known === undefined) byFirstWord.set(first, [phrase]);
      else known.push(phrase);
    }
  }

  const spacedAt = (key: string, at: number): number => {
    const space = key.indexOf(' ', at);
    const first = key.slice(at, space < 0 ? undefined : space);
    let longest = 0;
    for (const phrase of byFirstWord.get(first) ?? []) {
      const end = at + phrase.key.length;
      if (phrase.key.length > longest && fits(phrase, key, at) && endsWord(key, end)) {
        longest = phrase.key.length;
      }
    }
    return longest;
  };

  const matchesUnspaced = (key: string): boolean =>
    isUnspaced(key) && unspaced.some((phrase) => standsIn(phrase, key));

  return {
    matches: (key) => {
      for (let at = 0; at < key.length; ) {
        if (spacedAt(key, at) > 0) return true;
        const space = key.indexOf(' ', at);
        if (space < 0) break;
        at = space + 1;
      }
      return matchesUnspaced(key);
    },
    opening: (key) => {
      let longest = spacedAt(key, 0);
      for (const phrase of unspaced) {
        if (phrase.key.length > longest && fits(phrase, key, 0)) longest = phrase.key.length;
      }
      return longest;
    },
  };
};

/**
 * Looks a folded line up in several tables at once: bit n of the answer is set when the n-th table holds a
 * phrase of the line. One pass over the line's words, however many tables there are.
 */
export const topicMatcher = (tables: readonly PhraseTable[]): ((key: string) => number) => {
  const byFirstWord = new Map<string, (Phrase & { readonly bit: number })[]>();
  const unspaced: (Phrase & { readonly bit: number })[] = [];
  tables.forEach((table, index) => {
    for (const row of Object.values(table).flat()) {
      const phrase = { ...parse(row), bit: 1 << index };
      const space = phrase.key.indexOf(' ');
      const first = space < 0 ? phrase.key : phrase.key.slice(0, space);
      if (isUnspaced(phrase.key)) unspaced.push(phrase);
      else byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), phrase]);
    }
  });
  return (key) => {
    let topics = 0;
    for (let at = 0; at < key.length; ) {
      const space = key.indexOf(' ', at);
      const phrases = byFirstWord.get(key.slice(at, space < 0 ? undefined : space));
      if (phrases !== undefined) {
        for (const phrase of phrases) {
          if ((topics & phrase.bit) === 0 && fits(phrase, key, at) && endsWord(key, at + phrase.key.length))
            topics |= phrase.bit;
        }
      }
      if (space < 0) break;
      at = space + 1;
    }
    if (isUnspaced(key)) {
      for (const phrase of unspaced)
        if ((topics & phrase.bit) === 0 && standsIn(phrase, key)) topics |= phrase.bit;
    }
    return topics;
  };
};

/** Whether a phrase of a script without spaces stands in a line where it may. */
const standsIn = (phrase: Phrase, key: string): boolean => {
  if (phrase.openStart && phrase.openEnd) return key.includes(phrase.key);
  if (phrase.openStart) return key.endsWith(phrase.key);
  return phrase.openEnd ? key.startsWith(phrase.key) : key === phrase.key;
};
