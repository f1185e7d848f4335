/** Writing systems that one word does not mix. */
export type Script =
  | 'latin'
  | 'greek'
  | 'cyrillic'
  | 'hebrew'
  | 'arabic'
  | 'thai'
  | 'kana'
  | 'han'
  | 'hangul'
  | 'none';

const SCRIPT_RANGES: readonly (readonly [first: number, last: number, script: Script])[] = [
  [0x41, 0x5a, 'latin'],
  [0x61, 0x7a, 'latin'],
  [0xaa, 0xaa, 'latin'],
  [0xb5, 0xb5, 'none'],
  [0xba, 0xba, 'latin'],
  [0xc0, 0xd6, 'latin'],
  [0xd8, 0xf6, 'latin'],
  [0xf8, 0x24f, 'latin'],
  [0x300, 0x36f, 'latin'],
  [0x370, 0x3ff, 'greek'],
  [0x400, 0x52f, 'cyrillic'],
  [0x5b0, 0x5f2, 'hebrew'],
  [0x621, 0x65f, 'arabic'],
  [0x670, 0x6d3, 'arabic'],
  [0xe01, 0xe4e, 'thai'],
  [0x1e00, 0x1eff, 'latin'],
  [0x3041, 0x30ff, 'kana'],
  [0x3400, 0x9fff, 'han'],
  [0xac00, 0xd7a3, 'hangul'],
];

const scriptOf = (code: number): Script => {
  for (const [first, last, script] of SCRIPT_RANGES) {
    if (code < first) return 'none';
    if (code <= last) return script;
  }
  return 'none';
};

/** Scripts that stand beside any other without a space. */
const MIXES: ReadonlySet<Script> = new Set(['kana', 'han', 'hangul', 'none']);

/** Replacement, C1 control and private-use characters: what a wrong reading leaves behind. */
const isJunk = (code: number): boolean =>
  code === 0xfffd || (code >= 0x80 && code <= 0x9f) || (code >= 0xe000 && code <= 0xf8ff);

/** Half-width katakana: the usual look of single-byte text that was read as Shift_JIS. */
const isHalfWidthKana = (code: number): boolean => code >= 0xff66 && code <= 0xff9d;

/** Signs that are found inside words: no-break space, soft hyphen, middle dot, joiners, quotation marks and dashes. */
const JOINS_WORDS =
  /[\u00a0\u00ad\u00b7\u00b4\u05be\u200b-\u200f\u2010-\u2027\u2039\u203a\u00ab\u00bb\u060c\u061b\u061f\u0640\u2116]/;

/** Letters that only end a word: Greek, Hebrew and Arabic final forms. */
const ENDS_WORD = /[ςםןףץךةى]/;

/** What a Thai sign may stand after, or before: vowels and tones have their place on a consonant. */
const THAI_CONSONANT = /[\u0e01-\u0e2e]/;
const THAI_VOWEL_MARK = /[\u0e31\u0e34-\u0e3a\u0e47\u0e4d]/;
const THAI_TONE = /[\u0e48-\u0e4c\u0e4e]/;
const THAI_VOWEL_AFTER = /[\u0e30\u0e32\u0e33\u0e45]/;
const THAI_VOWEL_BEFORE = /[\u0e40-\u0e44]/;

const isLower = (char: string): boolean => char !== char.toUpperCase() && char === char.toLowerCase();
const isUpper = (char: string): boolean => char !== char.toLowerCase() && char === char.toUpperCase();

interface Seen {
  readonly char: string;
  readonly code: number;
  readonly script: Script;
}

const NOTHING: Seen = { char: ' ', code: 0x20, script: 'none' };

const see = (char: string): Seen => {
  const code = char.codePointAt(0)!;
  return { char, code, script: scriptOf(code) };
};

const isOddThai = (before: string, here: string, after: string): boolean => {
  if (THAI_VOWEL_MARK.test(here)) return !THAI_CONSONANT.test(before);
  if (THAI_TONE.test(here)) return !THAI_CONSONANT.test(before) && !THAI_VOWEL_MARK.test(before);
  if (THAI_VOWEL_AFTER.test(here)) return before === ' ' || THAI_VOWEL_BEFORE.test(before);
  return THAI_VOWEL_BEFORE.test(here) && !THAI_CONSONANT.test(after);
};

const isOddLetter = (before: Seen, here: Seen, after: Seen): boolean => {
  if (here.script === 'thai' && isOddThai(before.char, here.char, after.char)) return true;
  if (ENDS_WORD.test(here.char) && after.script === here.script) return true;
  if (before.script === 'none') return false;
  if (before.script !== here.script) return !MIXES.has(before.script) && !MIXES.has(here.script);
  return isLower(before.char) && isUpper(here.char);
};

/** A sign such as `±` or `╧` with letters on both sides. */
const isOddSign = (before: Seen, here: Seen, after: Seen): boolean =>
  before.script !== 'none' &&
  !MIXES.has(before.script) &&
  after.script !== 'none' &&
  !JOINS_WORDS.test(here.char);

const isOdd = (before: Seen, here: Seen, after: Seen): boolean => {
  if (isJunk(here.code) || isHalfWidthKana(here.code)) return true;
  return here.script === 'none' ? isOddSign(before, here, after) : isOddLetter(before, here, after);
};

/**
 * Share, 0 to 1, of the characters above ASCII that do not look like writing: leftovers of decoding,
 * two scripts or a capital inside a word, signs inside a word, final letters that are not final.
 */
export const oddity = (text: string): number => {
  let odd = 0;
  let total = 0;
  let before = NOTHING;
  let here = NOTHING;
  for (const char of `${text} `) {
    const after = see(char);
    if (here.code >= 0x80) {
      total += 1;
      if (isOdd(before, here, after)) odd += 1;
    }
    before = here;
    here = after;
  }
  return total === 0 ? 0 : odd / total;
};

/** Share, 0 to 1, of the characters above ASCII that no text holds. */
export const junkShare = (text: string): number => {
  let junk = 0;
  let total = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x80) continue;
    total += 1;
    if (isJunk(code)) junk += 1;
  }
  return total === 0 ? 0 : junk / total;
};

/** Share, 0 to 1, of the letters that are above ASCII. */
export const foreignShare = (text: string): number => {
  let foreign = 0;
  let letters = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (scriptOf(code) === 'none') continue;
    letters += 1;
    if (code >= 0x80) foreign += 1;
  }
  return letters === 0 ? 0 : foreign / letters;
};

/** Share, 0 to 1, of the characters above ASCII that belong to one script. */
export const scriptShare = (text: string, script: Script): number => {
  let inside = 0;
  let total = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x80) continue;
    total += 1;
    if (scriptOf(code) === script) inside += 1;
  }
  return total === 0 ? 0 : inside / total;
};

/** Whether capitals outnumber small letters above ASCII: a sign of the wrong one of two Cyrillic encodings. */
export const isMostlyCapitals = (text: string): boolean => {
  let balance = 0;
  for (const char of text) {
    if (char < '\u0080') continue;
    if (isUpper(char)) balance += 1;
    else if (isLower(char)) balance -= 1;
  }
  return balance > 0;
};
