/** What a character is: most texts are asked some thousand times, and a table answers faster than an expression. */
const OTHER = 1;
const SPACE = 2;
const LETTER = 3;
const MARK = 4;
const NUMBER = 5;
const kinds = new Uint8Array(0x10000);

function kindOf(unit: number, text: string, at: number): number {
  const known = kinds[unit]!;
  if (known !== 0) return known;
  const isHalf = unit >= 0xd800 && unit <= 0xdfff;
  const character = isHalf ? String.fromCodePoint(text.codePointAt(at)!) : text[at]!;
  const kind = /\s/.test(character)
    ? SPACE
    : /\p{L}/u.test(character)
      ? LETTER
      : /\p{M}/u.test(character)
        ? MARK
        : /\p{N}/u.test(character)
          ? NUMBER
          : OTHER;
  if (!isHalf) kinds[unit] = kind;
  return kind;
}

const isJoint = (unit: number): boolean => unit === 0x2d || unit === 0x27 || unit === 0x2019;

/** The words of a text, hyphens and apostrophes within them, and null for each sign or number that parts them. */
export function wordsOf(text: string): (string | null)[] {
  const words: (string | null)[] = [];
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit, text, at);
    const width = unit >= 0xd800 && unit <= 0xdbff && at + 1 < text.length ? 2 : 1;
    if (kind === LETTER) {
      const end = endOfWord(text, at + width);
      words.push(text.slice(at, end));
      at = end;
    } else {
      if (kind !== SPACE) words.push(null);
      at += width;
    }
  }
  return words;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const goesOn = isJoint(unit) ? isWithin(text, at + 1) : isWithin(text, at);
    if (!goesOn) break;
    const high = unit >= 0xd800 && unit <= 0xdbff;
    at += high && at + 1 < text.length ? 2 : 1;
  }
  return at;
}

const isWithin = (text: string, at: number): boolean =>
  at < text.length && kindOf(text.charCodeAt(at), text, at) >= LETTER;
