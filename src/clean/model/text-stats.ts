import { classOf, DIGIT, MARK, SPACE, UPPER, WIDE } from './characters.ts';
import type { Columns } from './columns.ts';
import { log1 } from './columns.ts';

/** No more of a block is counted; longer blocks are prose or code for certain. */
const LONGEST = 3000;

/** What is counted in one pass over each block's characters. Arrays run over the blocks of a page. */
export interface TextStats {
  readonly length: Float64Array;
  /** Words; every two letters of a script without spaces count as one. */
  readonly words: Float64Array;
  readonly sentences: Float64Array;
  /** 1 where the block ends like a sentence. */
  readonly ended: Uint8Array;
  /** 1 where the block is long enough to be prose and not mostly links. */
  readonly prose: Uint8Array;
  readonly linkDensity: Float64Array;
  /** 1 where the block names a sum of money; where it names a year or a time. */
  readonly priced: Uint8Array;
  readonly dated: Uint8Array;
}

const isEnd = (code: number): boolean =>
  code === 46 ||
  code === 33 ||
  code === 63 ||
  code === 0x3002 ||
  code === 0xff01 ||
  code === 0xff1f ||
  code === 0x61f ||
  code === 0x6d4 ||
  code === 0x964;
const isComma = (code: number): boolean =>
  code === 44 || code === 59 || code === 0xff0c || code === 0x3001 || code === 0x60c || code === 0x61b;
const isCloser = (code: number): boolean =>
  code === 34 ||
  code === 39 ||
  code === 41 ||
  code === 93 ||
  code === 0xbb ||
  code === 0xab ||
  code === 0x201d ||
  code === 0x201c ||
  code === 0x2019 ||
  code === 0x300d ||
  code === 0xff09;
const isSeparator = (code: number): boolean =>
  code === 124 ||
  code === 0xb7 ||
  code === 0x2022 ||
  code === 0xbb ||
  code === 0x203a ||
  code === 62 ||
  code === 0x2192;
const isCurrency = (code: number): boolean =>
  code === 36 || code === 0x20ac || code === 0xa3 || code === 0xa5 || code === 0x20b9 || code === 0xffe5;

const YEAR = /(?:^|[^\d])(?:19|20)\d\d(?!\d)/;
const CLOCK = /(?:^|\D)[0-2]?\d[:.h][0-5]\d(?!\d)/;

/** Counts over the characters of each block, as columns and as plain arrays for other features. */
export function addTextStats(
  columns: Columns,
  texts: readonly string[],
  linkDensity: Float64Array,
): TextStats {
  const rows = columns.rows;
  const add = (name: string) => columns.add(`text:${name}`);
  const chars = add('chars');
  const words = add('words');
  const wordLength = add('word-length');
  const density = add('link-density');
  const digits = add('digits');
  const upper = add('upper');
  const capitals = add('capitalised');
  const shortWords = add('short-words');
  const marks = add('marks');
  const ends = add('sentence-ends');
  const commas = add('commas');
  const last = add('last-character');
  const first = add('first-character');
  const separators = add('separators');
  const wide = add('wide');
  const year = add('year');
  const clock = add('clock');
  const currency = add('currency');
  const sign = add('sign');
  const lines = add('lines');
  const longestRun = add('longest-sentence');
  const stats: TextStats = {
    length: new Float64Array(rows),
    words: new Float64Array(rows),
    sentences: new Float64Array(rows),
    ended: new Uint8Array(rows),
    prose: new Uint8Array(rows),
    linkDensity,
    priced: new Uint8Array(rows),
    dated: new Uint8Array(rows),
  };
  for (let i = 0; i < rows; i++) {
    const text = texts[i]!;
    const length = Math.min(text.length, LONGEST);
    let count = 0,
      letters = 0,
      up = 0,
      digit = 0,
      capital = 0,
      short = 0,
      mark = 0,
      end = 0,
      comma = 0,
      bar = 0,
      broad = 0,
      money = 0,
      line = 0,
      special = 0,
      wordStart = -1,
      sentence = 0,
      longest = 0;
    for (let at = 0; at <= length; at++) {
      const code = at < length ? text.charCodeAt(at) : 32;
      const kind = classOf(code);
      if (kind === SPACE || kind === MARK) {
        if (wordStart >= 0 && kind === SPACE) {
          count++;
          if (at - wordStart <= 3) short++;
          wordStart = -1;
        }
        if (kind === MARK) {
          mark++;
          if (isEnd(code)) {
            end++;
            if (count - sentence > longest) longest = count - sentence;
            sentence = count;
          } else if (isComma(code)) comma++;
          else if (isSeparator(code)) bar++;
          else if (isCurrency(code)) money++;
          else if (code === 64 || code === 0xa9) special |= code === 64 ? 1 : 2;
        } else if (code === 10) line++;
      } else {
        if (wordStart < 0) {
          wordStart = at;
          if (kind === UPPER) capital++;
        }
        if (kind === DIGIT) digit++;
        else {
          letters++;
          if (kind === UPPER) up++;
          if (kind === WIDE) {
            broad++;
            if ((broad & 1) === 0) count++;
          }
        }
      }
    }
    if (count - sentence > longest) longest = count - sentence;
    const scale = text.length > LONGEST ? text.length / LONGEST : 1;
    const size = Math.max(1, length);
    let tail = length - 1;
    while (tail > 0 && isCloser(text.charCodeAt(tail))) tail--;
    const lastCode = length > 0 && text.length <= LONGEST ? text.charCodeAt(tail) : 46;
    const closing = isEnd(lastCode);
    stats.length[i] = text.length;
    stats.words[i] = count * scale;
    stats.sentences[i] = end;
    stats.ended[i] = closing ? 1 : 0;
    stats.prose[i] = linkDensity[i]! < 0.5 && (count >= 12 || (closing && count >= 7)) ? 1 : 0;
    chars[i] = log1(text.length);
    words[i] = log1(count * scale);
    wordLength[i] = count > 0 ? length / count : 0;
    density[i] = linkDensity[i]!;
    digits[i] = digit / size;
    upper[i] = letters > 0 ? up / letters : 0;
    capitals[i] = count > 0 ? capital / count : 0;
    shortWords[i] = count > 0 ? short / count : 0;
    marks[i] = mark / size;
    ends[i] = end;
    commas[i] = comma;
    last[i] = closing
      ? lastCode === 63 || lastCode === 0xff1f
        ? 4
        : 5
      : lastCode === 58
        ? 3
        : lastCode === 0x2026
          ? 2
          : classOf(lastCode) === DIGIT
            ? 1
            : 0;
    const head = length > 0 ? classOf(text.charCodeAt(0)) : 0;
    first[i] = head;
    separators[i] = bar;
    wide[i] = broad / size;
    const hasDigits = digit > 0 && length < 400;
    year[i] = hasDigits && digit >= 4 && YEAR.test(text) ? 1 : 0;
    clock[i] = hasDigits && digit >= 3 && CLOCK.test(text) ? 1 : 0;
    stats.priced[i] = money > 0 && digit > 0 ? 1 : 0;
    stats.dated[i] = year[i] === 1 || clock[i] === 1 ? 1 : 0;
    currency[i] = money;
    sign[i] = special;
    lines[i] = line;
    longestRun[i] = longest;
  }
  return stats;
}
