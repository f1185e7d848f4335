/** A form of a user's gazetteer with what it stands for. */
export interface ListedForm<T> {
  readonly form: string;
  readonly entry: T;
}

/** A form that was found; UTF-16 code units. */
export interface ListedSpan<T> {
  readonly start: number;
  readonly end: number;
  readonly entry: T;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that put no space between words: a name may begin and end anywhere in them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;

/** Whether a name may begin or end between two characters. */
const isEdge = (before: string, after: string): boolean =>
  !WORD_CHARACTER.test(before) ||
  !WORD_CHARACTER.test(after) ||
  UNSPACED.test(before) ||
  UNSPACED.test(after);

/** What forms are looked up by: their first word, or the first character of a script without spaces. */
const keyAt = (word: string): string => {
  const first = String.fromCodePoint(word.codePointAt(0)!);
  return UNSPACED.test(first) ? first : word;
};

/**
 * Finds the forms of a gazetteer in texts of any language: exactly as they are written, as whole words, the longest
 * where several begin. A text costs its length, and what it shares first words with.
 */
export class ListedForms<T> {
  private readonly byFirst = new Map<string, ListedForm<T>[]>();

  constructor(forms: Iterable<ListedForm<T>>) {
    for (const listed of forms) {
      const word = listed.form.match(WORD)?.[0];
      if (word === undefined || !listed.form.startsWith(word)) continue;
      const key = keyAt(word);
      const same = this.byFirst.get(key);
      if (same === undefined) this.byFirst.set(key, [listed]);
      else same.push(listed);
    }
    for (const same of this.byFirst.values())
      same.sort((a, b) => b.form.length - a.form.length || (a.form < b.form ? -1 : 1));
  }

  private at(text: string, start: number, key: string): ListedSpan<T> | null {
    for (const { form, entry } of this.byFirst.get(key) ?? []) {
      const end = start + form.length;
      if (text.startsWith(form, start) && isEdge(form.slice(-1), text.charAt(end)))
        return { start, end, entry };
    }
    return null;
  }

  /** Spans in order, none overlapping another. */
  find(text: string): ListedSpan<T>[] {
    const found: ListedSpan<T>[] = [];
    let free = 0;
    for (const match of text.matchAll(WORD)) {
      const [word] = match;
      let place = 0;
      while (place < word.length) {
        const start = match.index + place;
        const key = keyAt(word.slice(place));
        const span = start < free ? null : this.at(text, start, key);
        if (span !== null) {
          found.push(span);
          free = span.end;
        }
        // a word of a script with spaces is tried once, one of the others at each of its characters
        place += key === word.slice(place) ? word.length : key.length;
      }
    }
    return found;
  }
}
