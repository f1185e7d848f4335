import { CLASS, classOf, classOfPoint, foldOf, WIDE } from './characters.ts';

/** What is known of a word; bits. */
export const FLAG = {
  /** Holds a capital. */
  CAPITAL: 1,
  /** Holds a digit, or is the sign of a currency or of arithmetic. */
  NUMBER: 2,
  /** One letter of a script without spaces. */
  ALONE: 4,
} as const;

const SPACE = 32;
const OPENING_BRACKET = 40;
const MINUS = 45;
const POINT = 46;

/** FNV-1a, 32 bits. */
const HASH_START = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;

/** Buffers longer than this are given back after use; a page may hold a line of many megabytes. */
const KEPT_LENGTH = 1 << 18;

const grown = (wanted: number): number => 1 << (32 - Math.clz32(Math.max(wanted, 1024) - 1));

const NOT_ASCII = /[^\0-\x7f]/;
/** Characters without a look of their own: soft hyphens, joiners, marks of direction. */
const INVISIBLE = /\p{Cf}+/gu;

/**
 * The words of a text and its normal form, in buffers that the next text reuses: nothing is allocated for a
 * text of usual length. The normal form is the words in lower case and Unicode form NFKC, parted by one space;
 * letters of scripts without spaces stand unparted.
 */
export class Words {
  /** Normal form, `length` UTF-16 code units. */
  units = new Uint16Array(1024);
  length = 0;
  /** Words, `count` of them: stretches of `units`. */
  starts = new Int32Array(1024);
  ends = new Int32Array(1024);
  flags = new Uint8Array(1024);
  hashes = new Int32Array(1024);
  count = 0;
  /** Whether the text tells names by capitals. */
  cased = false;

  #afterAlone = true;

  /** Reads a text; what was read before is gone. */
  read(text: string): this {
    const source = NOT_ASCII.test(text) ? text.replace(INVISIBLE, '').normalize('NFKC') : text;
    this.#makeRoom(source.length);
    for (let at = 0; at < source.length; ) at = this.#step(source, at);
    if (this.count === 0) this.#takeWhole(source.trim());
    return this;
  }

  /** The normal form as a string. */
  text(): string {
    let text = '';
    for (let at = 0; at < this.length; at += 8192)
      text += String.fromCharCode(...this.units.subarray(at, Math.min(at + 8192, this.length)));
    return text;
  }

  #makeRoom(length: number): void {
    // A word of one letter takes two units, with the space before it.
    const units = 2 * length + 2;
    const isTooLarge = this.units.length > KEPT_LENGTH && units <= KEPT_LENGTH;
    if (this.units.length < units || isTooLarge) this.units = new Uint16Array(grown(units));
    if (this.starts.length < length + 1 || isTooLarge) {
      const size = grown(length + 1);
      this.starts = new Int32Array(size);
      this.ends = new Int32Array(size);
      this.flags = new Uint8Array(size);
      this.hashes = new Int32Array(size);
    }
    this.length = 0;
    this.count = 0;
    this.cased = false;
    this.#afterAlone = true;
  }

  /** A text without a letter or digit is its own normal form: rows of different signs are not repeats. */
  #takeWhole(text: string): void {
    for (let i = 0; i < text.length; i++) this.units[i] = text.charCodeAt(i);
    this.length = text.length;
  }

  /** Reads the word at `at`, or passes over what is none; returns where to go on. */
  #step(text: string, at: number): number {
    const unit = text.charCodeAt(at);
    switch (classOf(unit)) {
      case CLASS.CAPITAL:
      case CLASS.LETTER:
      case CLASS.DIGIT:
        this.#space(false);
        return this.#readWord(text, at);
      case CLASS.ALONE:
        this.#space(true);
        this.#put(unit, FLAG.ALONE);
        return at + 1;
      case CLASS.SIGN:
        this.#space(false);
        this.#put(unit, FLAG.NUMBER);
        return at + 1;
      case CLASS.HYPHEN:
        if (!isMinus(text, at)) return at + 1;
        // Parted from an ideograph as well, or the normal form would read as a dash.
        this.#afterAlone = false;
        this.#space(false);
        return this.#readWord(text, at);
      case CLASS.SURROGATE:
        return this.#readPair(text, at);
      default:
        return at + 1;
    }
  }

  /** Parts the next word from the one before, unless one of them needs no parting. */
  #space(isAlone: boolean): void {
    if (this.length > 0 && !isAlone && !this.#afterAlone) this.units[this.length++] = SPACE;
    this.#afterAlone = isAlone;
  }

  #put(unit: number, flags: number): void {
    const word = this.count++;
    this.starts[word] = this.length;
    this.units[this.length++] = unit;
    this.ends[word] = this.length;
    this.flags[word] = flags;
    this.hashes[word] = Math.imul(HASH_START ^ unit, HASH_FACTOR);
  }

  /** A character beyond the basic plane. Those of alphabets stand alone as well: they are rare. */
  #readPair(text: string, at: number): number {
    const point = text.codePointAt(at)!;
    if (point <= 0xffff) return at + 1;
    const kind = classOfPoint(point);
    if (kind === CLASS.SEPARATOR) return at + 2;
    this.#space(true);
    this.#put(text.charCodeAt(at), kind === CLASS.DIGIT ? FLAG.NUMBER : FLAG.ALONE);
    const word = this.count - 1;
    this.units[this.length++] = text.charCodeAt(at + 1);
    this.ends[word] = this.length;
    this.hashes[word] = Math.imul(HASH_START ^ point, HASH_FACTOR);
    return at + 2;
  }

  /** A word of letters and digits, which may begin with a minus. */
  #readWord(text: string, from: number): number {
    const units = this.units;
    const start = this.length;
    let length = start;
    let flags = 0;
    let hash = HASH_START;
    let at = from;
    if (classOf(text.charCodeAt(at)) === CLASS.HYPHEN) {
      units[length++] = MINUS;
      hash = Math.imul(hash ^ MINUS, HASH_FACTOR);
      at++;
    }
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      const kind = classOf(unit);
      if (kind === CLASS.CAPITAL) flags |= FLAG.CAPITAL;
      else if (kind === CLASS.DIGIT) flags |= FLAG.NUMBER;
      else if (kind === CLASS.APOSTROPHE && isWordUnit(text, at + 1)) continue;
      else if (kind === CLASS.POINT && isBetweenDigits(text, at)) {
        // `6.7`, `1,000` and `10:30` are one number each, whatever parts them.
        units[length++] = POINT;
        hash = Math.imul(hash ^ POINT, HASH_FACTOR);
        continue;
      } else if (kind !== CLASS.LETTER) break;
      const lower = foldOf(unit);
      units[length++] = lower;
      hash = Math.imul(hash ^ lower, HASH_FACTOR);
    }
    const word = this.count++;
    this.starts[word] = start;
    this.ends[word] = length;
    this.flags[word] = flags;
    this.hashes[word] = hash;
    if ((flags & FLAG.CAPITAL) !== 0) this.cased = true;
    this.length = length;
    return at;
  }
}

const isWordUnit = (text: string, at: number): boolean => {
  if (at >= text.length) return false;
  const kind = classOf(text.charCodeAt(at));
  return kind === CLASS.LETTER || kind === CLASS.CAPITAL || kind === CLASS.DIGIT;
};

const isDigit = (text: string, at: number): boolean =>
  at >= 0 && at < text.length && classOf(text.charCodeAt(at)) === CLASS.DIGIT;

const isBetweenDigits = (text: string, at: number): boolean => isDigit(text, at - 1) && isDigit(text, at + 1);

/** Whether a hyphen stands before a number and after nothing: `-5` and `(-5`, but not `2-5`, `A-5` and `--5`. */
const isMinus = (text: string, at: number): boolean => {
  if (!isDigit(text, at + 1)) return false;
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  return before === SPACE || before === OPENING_BRACKET;
};

/** Length of a stretch of normal form in letters; a wide character counts for two. */
export const weigh = (units: Uint16Array, start: number, end: number): number => {
  let weight = end - start;
  for (let i = start; i < end; i++) if (units[i]! >= WIDE) weight++;
  return weight;
};
