import { caseOf, LOWER, SCRIPTS, type Script, scriptIndex, UPPER } from './scripts.ts';

/** How decoded text looks. Shares are 0 to 1, of the UTF-16 units above ASCII, 0 when there are none. */
export interface Look {
  /**
   * Units that do not look like writing: leftovers of decoding, two scripts or a capital inside a word,
   * signs inside a word, final letters that are not final.
   */
  readonly oddity: number;
  /** Units that no text holds. */
  readonly junk: number;
  /** Share of all letters that are above ASCII. */
  readonly foreignLetters: number;
  /** Whether capitals outnumber small letters above ASCII: a sign of the wrong one of two Cyrillic encodings. */
  readonly mostlyCapitals: boolean;
  readonly share: (script: Script) => number;
}

const NONE = SCRIPTS.indexOf('none');
const THAI = SCRIPTS.indexOf('thai');
/** Scripts from here on stand beside any other without a space. */
const FIRST_MIXING = SCRIPTS.indexOf('kana');

const isWordScript = (script: number): boolean => script !== NONE && script < FIRST_MIXING;

/** Replacement, C1 control and private-use characters: what a wrong reading leaves behind. */
const isJunk = (unit: number): boolean =>
  unit === 0xfffd || (unit >= 0x80 && unit <= 0x9f) || (unit >= 0xe000 && unit <= 0xf8ff);

/** Half-width katakana: the usual look of single-byte text that was read as Shift_JIS. */
const isHalfWidthKana = (unit: number): boolean => unit >= 0xff66 && unit <= 0xff9d;

const units = (chars: string): ReadonlySet<number> =>
  new Set(Array.from(chars, (char) => char.charCodeAt(0)));

/**
 * Signs that are found between letters: no-break space, soft hyphen, middle dot, joiners, quotation
 * marks, dashes, Arabic punctuation and the number sign.
 */
const JOINS_WORDS = units(
  '\u00a0\u00ab\u00ad\u00b4\u00b7\u00bb\u05be\u060c\u061b\u061f\u0640\u200b\u200c\u200d\u200e\u200f' +
    '\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u2039\u203a\u2116',
);

/** Letters that only end a word: Greek, Hebrew and Arabic final forms. */
const ENDS_WORD = units('\u03c2\u05dd\u05df\u05e3\u05e5\u05da\u0629\u0649');

/** Where Thai signs stand: vowels and tones have their place on, before or behind a consonant. */
const isThaiConsonant = (unit: number): boolean => unit >= 0xe01 && unit <= 0xe2e;
const isThaiVowelBefore = (unit: number): boolean => unit >= 0xe40 && unit <= 0xe44;
const THAI_VOWEL_ABOVE = units('\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e4d');
const THAI_VOWEL_BEHIND = units('\u0e30\u0e32\u0e33\u0e45');
const THAI_TONE = units('\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e');

const SPACE = 0x20;

const isOddThai = (before: number, here: number, after: number): boolean => {
  if (THAI_VOWEL_ABOVE.has(here)) return !isThaiConsonant(before);
  if (THAI_TONE.has(here)) return !isThaiConsonant(before) && !THAI_VOWEL_ABOVE.has(before);
  if (THAI_VOWEL_BEHIND.has(here)) return before === SPACE || isThaiVowelBefore(before);
  return isThaiVowelBefore(here) && !isThaiConsonant(after);
};

const isOddLetter = (before: number, here: number, after: number): boolean => {
  const script = scriptIndex(here);
  const scriptBefore = scriptIndex(before);
  if (script === THAI && isOddThai(before, here, after)) return true;
  if (ENDS_WORD.has(here) && scriptIndex(after) === script) return true;
  if (scriptBefore === NONE) return false;
  if (scriptBefore !== script) return isWordScript(scriptBefore) && isWordScript(script);
  return caseOf(before) === LOWER && caseOf(here) === UPPER;
};

/** A sign such as `±` or `╧` with letters on both sides. */
const isOddSign = (before: number, here: number, after: number): boolean =>
  isWordScript(scriptIndex(before)) && scriptIndex(after) !== NONE && !JOINS_WORDS.has(here);

const isOdd = (before: number, here: number, after: number): boolean => {
  if (isJunk(here) || isHalfWidthKana(here)) return true;
  return scriptIndex(here) === NONE ? isOddSign(before, here, after) : isOddLetter(before, here, after);
};

/** One pass over the text. */
export const lookAt = (text: string): Look => {
  const byScript = SCRIPTS.map(() => 0);
  let [foreign, asciiLetters, odd, junk, capitals] = [0, 0, 0, 0, 0];
  let before = SPACE;
  for (let at = 0; at < text.length; at += 1) {
    const here = text.charCodeAt(at);
    const script = scriptIndex(here);
    if (here < 0x80) {
      if (script !== NONE) asciiLetters += 1;
    } else {
      const after = at + 1 < text.length ? text.charCodeAt(at + 1) : SPACE;
      foreign += 1;
      byScript[script]! += 1;
      if (isOdd(before, here, after)) odd += 1;
      if (isJunk(here)) junk += 1;
      const letterCase = caseOf(here);
      if (letterCase === UPPER) capitals += 1;
      else if (letterCase === LOWER) capitals -= 1;
    }
    before = here;
  }
  const foreignLetters = foreign - byScript[NONE]!;
  return {
    oddity: share(odd, foreign),
    junk: share(junk, foreign),
    foreignLetters: share(foreignLetters, foreignLetters + asciiLetters),
    mostlyCapitals: capitals > 0,
    share: (script) => share(byScript[SCRIPTS.indexOf(script)]!, foreign),
  };
};

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
