import { keepShape } from '../../document/keep-shape.ts';
/**
 * Reads JSON as people break it: raw line breaks in strings, trailing or missing commas, comments,
 * quotes that were not escaped, text cut off at the end. Iterative over characters, so linear in the text.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const LARGEST = 2_000_000;
const DEEPEST = 60;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The values that a script holds: one as a rule, several when objects were put one after another. */
export function looseJson(raw: string): Json[] {
  const text = unwrap(raw.slice(0, LARGEST));
  if (text === '') return [];
  try {
    // JSON.parse is typed `any`; it returns exactly the values of `Json`.
    return [JSON.parse(text) as Json];
  } catch {
    return keepShape(new LooseReader(text)).all();
  }
}

/** Removes comment and CDATA wrappers that were meant for old browsers. */
const unwrap = (raw: string): string =>
  raw
    .replace(/^\s*(?:\/\/\s*)?(?:<!--|<!\[CDATA\[|<!\[cdata\[|\/\*\s*<!\[CDATA\[\s*\*\/)/, '')
    .replace(/(?:\/\/\s?)?(?:-->|\]\]>|\/\*\s?\]\]>\s?\*\/)[\s;]*$/, '')
    .trim();

class LooseReader {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  all(): Json[] {
    const values: Json[] = [];
    while (this.at < this.text.length) {
      const character = this.text[this.at];
      if (character === '{' || character === '[') values.push(this.value());
      else this.at++;
    }
    return values;
  }

  private value(): Json {
    this.space();
    const character = this.text[this.at];
    if (character === '{' || character === '[') {
      if (this.depth >= DEEPEST) {
        this.at = this.text.length;
        return null;
      }
      this.depth++;
      const value = character === '{' ? this.object() : this.array();
      this.depth--;
      return value;
    }
    if (character === '"' || character === "'") return this.string(character);
    return this.word();
  }

  private object(): Json {
    const entries: [string, Json][] = [];
    this.at++;
    for (;;) {
      this.space();
      const character = this.text[this.at];
      if (character === undefined) break;
      if (character === '}') {
        this.at++;
        break;
      }
      // A wrong bracket ends the object and is left for the one around it.
      if (character === ']') break;
      if (character === ',' || character === ';') {
        this.at++;
        continue;
      }
      const key = character === '"' || character === "'" ? this.string(character) : String(this.word());
      this.space();
      if (this.text[this.at] !== ':') continue;
      this.at++;
      entries.push([key, this.value()]);
    }
    return Object.fromEntries(entries);
  }

  private array(): Json {
    const items: Json[] = [];
    this.at++;
    for (;;) {
      this.space();
      const character = this.text[this.at];
      if (character === undefined) break;
      if (character === ']') {
        this.at++;
        break;
      }
      if (character === '}') break;
      if (character === ',' || character === ';' || character === ':') this.at++;
      else items.push(this.value());
    }
    return items;
  }

  private string(quote: string): string {
    let out = '';
    let start = ++this.at;
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at];
      if (character === '\\') {
        out += this.text.slice(start, this.at) + this.escape();
        start = this.at + 1;
      } else if (character === quote && this.closes()) break;
    }
    out += this.text.slice(start, this.at);
    this.at++;
    return out;
  }

  /** Reads the escape at the cursor and leaves the cursor on its last character. */
  private escape(): string {
    const next = this.text[++this.at] ?? '';
    if (next !== 'u') return ESCAPES[next] ?? next;
    const digits = this.text.slice(this.at + 1, this.at + 5);
    if (!/^[\da-f]{4}$/i.test(digits)) return 'u';
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  /** Whether the quote at the cursor ends the string: what follows must be able to follow a string. */
  private closes(): boolean {
    let ahead = this.at + 1;
    while (ahead < this.at + 80 && isSpace(this.text.charCodeAt(ahead))) ahead++;
    const next = this.text[ahead];
    if (next === undefined || next === '}' || next === ']' || next === ':') return true;
    if (next === ',') {
      // `"a, "b", c"`: a comma inside a sentence is followed by a word, not by a value.
      let beyond = ahead + 1;
      while (beyond < ahead + 80 && isSpace(this.text.charCodeAt(beyond))) beyond++;
      const after = this.text[beyond];
      return after === undefined || '"\'{[}]-tfn0123456789/'.includes(after);
    }
    // A missing comma: the next string starts on a line of its own.
    return next === '"' && this.text.slice(this.at, ahead).includes('\n');
  }

  private word(): Json {
    const start = this.at;
    while (this.at < this.text.length && !',:;{}[]"\n/'.includes(this.text[this.at]!)) this.at++;
    const word = this.text.slice(start, this.at).trim();
    if (this.at === start) this.at++;
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null' || word === '') return null;
    const number = Number(word);
    return Number.isNaN(number) ? word : number;
  }

  private space(): void {
    for (;;) {
      while (this.at < this.text.length && isSpace(this.text.charCodeAt(this.at))) this.at++;
      if (this.text[this.at] !== '/') return;
      const second = this.text[this.at + 1];
      if (second !== '/' && second !== '*') return;
      const end = this.text.indexOf(second === '/' ? '\n' : '*/', this.at + 2);
      this.at = end < 0 ? this.text.length : end + (second === '/' ? 1 : 2);
    }
  }
}

const isSpace = (code: number): boolean => code <= 32 || code === 0xa0 || code === 0xfeff;
