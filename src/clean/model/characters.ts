/** Kinds of characters that counting tells apart. */
export const UPPER = 1;
const LOWER = 2;
export const DIGIT = 3;
export const SPACE = 4;
/** Letters of scripts that are written without spaces. */
export const WIDE = 5;
const OTHER_LETTER = 6;
export const MARK = 7;

const ASCII = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  if (code >= 65 && code <= 90) ASCII[code] = UPPER;
  else if (code >= 97 && code <= 122) ASCII[code] = LOWER;
  else if (code >= 48 && code <= 57) ASCII[code] = DIGIT;
  else if (code <= 32) ASCII[code] = SPACE;
  else ASCII[code] = MARK;
}

/** Kind of a UTF-16 code unit: ASCII from a table, the rest by ranges that come close enough for counting. */
export function classOf(code: number): number {
  if (code < 128) return ASCII[code]!;
  if (code < 0xc0) return code === 0xa0 ? SPACE : MARK;
  if (code < 0xdf) return code === 0xd7 ? MARK : UPPER;
  if (code < 0x100) return code === 0xf7 ? MARK : LOWER;
  // Latin Extended-A: capitals and small letters alternate.
  if (code < 0x180) return (code & 1) === 0 ? UPPER : LOWER;
  if (code >= 0x391 && code <= 0x3a9) return UPPER;
  if (code >= 0x3b1 && code <= 0x3c9) return LOWER;
  if (code >= 0x400 && code <= 0x42f) return UPPER;
  if (code >= 0x430 && code <= 0x45f) return LOWER;
  if (code >= 0x2000 && code <= 0x2bff) return code <= 0x200a ? SPACE : MARK;
  if (code >= 0x3000 && code <= 0x303f) return code === 0x3000 ? SPACE : MARK;
  if ((code >= 0x3040 && code <= 0x9fff) || (code >= 0xe00 && code <= 0xeff)) return WIDE;
  if (code >= 0xff00 && code <= 0xff65) return MARK;
  return OTHER_LETTER;
}

/** Hash of any word of digits: numbers differ, what they say here does not. */
const NUMBER = 0x9f3a11c7 | 0;
const PRIME = 0x01000193;
const START = 0x811c9dc5;

/**
 * Hashes of the words of a text in lower case, without cutting the words out. A run of letters is a
 * word, a run of digits is one and the same word; letters of scripts without spaces go in pairs.
 */
export function wordHashes(text: string): number[] {
  const hashes: number[] = [];
  let hash = 0;
  let kind = SPACE;
  let wide = 0;
  for (let at = 0; at <= text.length; at++) {
    let code = at < text.length ? text.charCodeAt(at) : 32;
    const own = classOf(code);
    const letter = own === UPPER || own === LOWER || own === OTHER_LETTER;
    if (kind === DIGIT ? own !== DIGIT : kind === LOWER && !letter) {
      hashes.push(kind === DIGIT ? NUMBER : hash);
      kind = SPACE;
    }
    if (letter) {
      if (own === UPPER) code = lower(code);
      hash = Math.imul((kind === LOWER ? hash : START) ^ code, PRIME);
      kind = LOWER;
    } else if (own === DIGIT) kind = DIGIT;
    else if (own === WIDE) {
      if (wide > 0) hashes.push(Math.imul(Math.imul(START ^ wide, PRIME) ^ code, PRIME));
    }
    wide = own === WIDE ? code : 0;
  }
  return hashes;
}

function lower(code: number): number {
  if (code < 128) return code + 32;
  if (code < 0xdf || (code >= 0x391 && code <= 0x3a9) || (code >= 0x410 && code <= 0x42f)) return code + 32;
  if (code >= 0x400 && code < 0x410) return code + 80;
  return code + 1;
}
