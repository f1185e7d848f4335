/** What a UTF-16 code unit is to the normal form of a text. */
export const CLASS = {
  /** Parts words and is not kept: space, punctuation, pictures, control characters. */
  SEPARATOR: 1,
  /** Letter without capital form at hand, or in lower case; mark that belongs to a letter. */
  LETTER: 2,
  CAPITAL: 3,
  DIGIT: 4,
  /** Letter of a script that is written without spaces: a word of its own. */
  ALONE: 5,
  /** Sign of a currency or of arithmetic: says as much as a digit. */
  SIGN: 6,
  /** Half of a surrogate pair: look at the whole. */
  SURROGATE: 7,
  /** Apostrophe: ignored inside a word, a separator elsewhere. */
  APOSTROPHE: 8,
  /** Hyphen or minus: a sign in front of a number, a separator elsewhere. */
  HYPHEN: 9,
  /** Point, comma or colon: part of a number between digits, a separator elsewhere. */
  POINT: 10,
} as const;

const ALONE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const APOSTROPHE = /['\u2019\u02bc\u2018\u201b`\u00b4]/u;
const HYPHEN = /[-\u2212]/u;
const POINT = /[.,:\u066b\u066c]/u;
/** Signs that people use as separators. */
const DECORATION = /[|~<>]/u;

const classify = (character: string): number => {
  if (/\p{Cs}/u.test(character)) return CLASS.SURROGATE;
  if (APOSTROPHE.test(character)) return CLASS.APOSTROPHE;
  if (POINT.test(character)) return CLASS.POINT;
  if (HYPHEN.test(character)) return CLASS.HYPHEN;
  if (/[\p{Lu}\p{Lt}]/u.test(character)) return CLASS.CAPITAL;
  if (/\p{N}/u.test(character)) return CLASS.DIGIT;
  if (/[\p{L}\p{M}]/u.test(character)) return ALONE.test(character) ? CLASS.ALONE : CLASS.LETTER;
  if (/[\p{Sc}\p{Sm}]/u.test(character) && !DECORATION.test(character)) return CLASS.SIGN;
  return CLASS.SEPARATOR;
};

const fold = (character: string): number => {
  if (character === 'ς') return 'σ'.charCodeAt(0);
  return character.toLowerCase().charCodeAt(0);
};

/** Class and lower case of code units, filled when first seen; class 0 means not seen yet. */
const classes = new Uint8Array(65536);
const folded = new Uint16Array(65536);

/** Class of a code unit. Fills the table that `foldOf` reads, so it is called first. */
export const classOf = (unit: number): number => {
  const known = classes[unit]!;
  if (known !== 0) return known;
  const character = String.fromCharCode(unit);
  folded[unit] = fold(character);
  const found = classify(character);
  classes[unit] = found;
  return found;
};

/** Code unit in lower case, for a unit whose class has been asked for. */
export const foldOf = (unit: number): number => folded[unit]!;

/** Class of a character beyond the basic plane, by code point. */
export const classOfPoint = (point: number): number => {
  const character = String.fromCodePoint(point);
  if (/\p{N}/u.test(character)) return CLASS.DIGIT;
  if (!/[\p{L}\p{M}]/u.test(character)) return CLASS.SEPARATOR;
  return ALONE.test(character) ? CLASS.ALONE : CLASS.LETTER;
};

/** First of the wide characters: ideographs, kana and Hangul syllables, which say about as much as two letters. */
export const WIDE = 0x2e80;
