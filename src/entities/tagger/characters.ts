/** Kinds of UTF-16 code units, as the tokenizer tells them apart. */
export const KIND_SPACE = 1;
export const KIND_UPPER = 2;
export const KIND_LOWER = 3;
/** Letters of scripts without case, and combining marks. */
export const KIND_LETTER = 4;
export const KIND_DIGIT = 5;
export const KIND_PUNCTUATION = 6;

const LETTER = /^[\p{L}\p{M}]$/u;
const DIGIT = /^\p{N}$/u;
const SPACE = /^[\s\p{Z}\p{Cc}\p{Cf}]$/u;

const classify = (unit: number): number => {
  if (unit >= 0xd800 && unit <= 0xdfff) return KIND_PUNCTUATION;
  const char = String.fromCharCode(unit);
  if (LETTER.test(char)) {
    if (char.toLowerCase() !== char) return KIND_UPPER;
    return char.toUpperCase() !== char ? KIND_LOWER : KIND_LETTER;
  }
  if (DIGIT.test(char)) return KIND_DIGIT;
  return SPACE.test(char) ? KIND_SPACE : KIND_PUNCTUATION;
};

/** Filled on first sight of a code unit, so that start-up pays for nothing; 0 means not seen yet. */
const kinds = new Uint8Array(65536);

/** The kind of one UTF-16 code unit. Surrogates count as punctuation: no name is written in them here. */
export const kindOf = (unit: number): number => {
  const known = kinds[unit] ?? 0;
  if (known !== 0) return known;
  const kind = classify(unit);
  kinds[unit] = kind;
  return kind;
};

/** Straight, curly and modifier apostrophes, which pages mix freely. */
export const isApostrophe = (unit: number): boolean =>
  unit === 0x27 || unit === 0x2019 || unit === 0x2018 || unit === 0x02bc || unit === 0x02bb || unit === 0x60;
