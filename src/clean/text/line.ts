import type { RawBlock } from '../../document/block.ts';
import { type TimeWords, timeWords } from './calendar.ts';
import { fold } from './fold.ts';
import { FUNCTION_WORDS } from './phrases/calendar.ts';
import { topicsOf } from './phrases/topics.ts';

/** How much of a line is looked at; what it is shows long before. */
const LOOK_LIMIT = 4000;

const COMMON: ReadonlySet<string> = new Set(
  Object.values(FUNCTION_WORDS).flatMap((row) => row.normalize('NFKC').toLowerCase().split(' ')),
);

/** A line with what its characters alone say of it. */
export interface Line {
  readonly index: number;
  readonly text: string;
  /** The line as it is compared, see `fold`. */
  readonly key: string;
  /** Empty lines before it. */
  readonly gap: number;
  /** Length in words; characters of scripts without spaces count as parts of a word. */
  readonly weight: number;
  /** Share of letters that belong to a script without spaces. */
  readonly unspaced: number;
  /** Words that open with a capital, as a share of the words that could. Null where a script has no capitals. */
  readonly capitals: number | null;
  /** Share of digits among letters and digits. */
  readonly digits: number;
  readonly commas: number;
  /** Ends as a sentence does: full stop, question or exclamation mark, also inside quotes. */
  readonly ends: boolean;
  /** Sentence ends inside the line. */
  readonly stops: number;
  /** Words without which a sentence hardly comes about. */
  readonly common: number;
  /** Signs that part the items of a menu or a path: | » › > / • ·. */
  readonly bars: number;
  readonly time: TimeWords;
  /** Topics of the phrases in it, see `topicsOf`; none for a line too long for any. */
  readonly topics: number;
}

/** Words beyond which no phrase makes a line anything but text. */
const PHRASE_LIMIT = 90;

const STOP = /[.!?…。！？؟۔।॥｡:：]/;
const CLOSER = /[\s"'”’»›)\]）」』】*]/;
const INNER_STOP = /[.!?؟۔।][”"’»)]*\s+\S|[。！？｡]./g;
const BAR = /[|»›>•·→←/]/g;
const COMMA = /[,،，、;；]/g;
const WORD_START = /(?:^|[\s"'“‘«([„¿¡—–-])(\p{Lu}|\p{Ll})/gu;
const LETTER = /\p{L}/gu;
const DIGIT = /\p{Nd}/gu;
const HAN = /\p{Script=Han}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const SOUTH_EAST_ASIAN =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/gu;
const ASIAN = /[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** What the characters of a line amount to. */
interface Counts {
  words: number;
  letters: number;
  digits: number;
  commas: number;
  bars: number;
}

/** Counts in one pass over the code units; null for a script whose letters only the Unicode tables know. */
const countWestern = (text: string): Counts | null => {
  const counts: Counts = { words: 0, letters: 0, digits: 0, commas: 0, bars: 0 };
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const blank = code <= 0x20 || code === 0xa0;
    if (!blank && !inside) counts.words++;
    inside = !blank;
    if (code < 0x80) {
      if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) counts.letters++;
      else if (code >= 0x30 && code <= 0x39) counts.digits++;
      else if (code === 0x2c || code === 0x3b) counts.commas++;
      else if (code === 0x7c || code === 0x3e || code === 0x2f) counts.bars++;
    } else if (
      (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) ||
      (code >= 0x400 && code <= 0x481)
    ) {
      counts.letters++;
    } else if (
      code === 0xbb ||
      code === 0xb7 ||
      code === 0x203a ||
      code === 0x2022 ||
      code === 0x2190 ||
      code === 0x2192
    ) {
      counts.bars++;
    } else if (code >= 0xc0 && (code < 0x2010 || code > 0x2060)) {
      return null;
    } else if (code === 0xaa || code === 0xb5 || code === 0xba) {
      counts.letters++;
    }
  }
  return counts;
};

const countAny = (text: string): Counts => ({
  words: text.split(/[\s\u3000]+/).filter((word) => word !== '').length,
  letters: count(text, LETTER),
  digits: count(text, DIGIT),
  commas: count(text, COMMA),
  bars: count(text, BAR),
});

const endsSentence = (text: string): boolean => {
  let end = text.length;
  while (end > 0 && CLOSER.test(text.charAt(end - 1))) end--;
  return end > 0 && STOP.test(text.charAt(end - 1)) && !/[:：]/.test(text.charAt(end - 1));
};

/** Reads one line. Work is bounded however long the line is. */
export const readLine = (block: RawBlock, index: number, gap: number): Line => {
  const text = block.text;
  const look = text.length > LOOK_LIMIT ? text.slice(0, LOOK_LIMIT) : text;
  const scale = text.length / look.length;
  const key = fold(text);
  const { words, letters, digits, commas, bars } = countWestern(look) ?? countAny(look);
  let weight = words;
  let unspaced = 0;
  if (ASIAN.test(look)) {
    const han = count(look, HAN);
    const kana = count(look, KANA);
    const others = count(look, SOUTH_EAST_ASIAN);
    // A Chinese word has 1.6 characters on average, a Japanese one 2.5, a Thai one 4 to 5.
    weight += Math.round(han * 0.6 + kana * 0.4 + others * 0.23);
    unspaced = letters === 0 ? 0 : (han + kana + others) / (letters + (others > 0 ? others * 0.2 : 0));
  }
  let upper = 0;
  let cased = 0;
  for (const match of look.slice(0, 400).matchAll(WORD_START)) {
    cased++;
    const letter = match[1] ?? '';
    if (letter !== letter.toLowerCase()) upper++;
  }
  let common = 0;
  for (const word of key.split(' ')) if (COMMON.has(word)) common++;
  return {
    index,
    text,
    key,
    gap,
    weight: Math.round(weight * scale),
    unspaced: Math.min(1, unspaced),
    capitals: cased === 0 ? null : upper / cased,
    digits: letters + digits === 0 ? 0 : digits / (letters + digits),
    commas,
    ends: endsSentence(look === text ? text : text.slice(-40)),
    stops: count(look, INNER_STOP),
    common,
    bars,
    time: timeWords(key),
    topics: weight * scale > PHRASE_LIMIT ? 0 : topicsOf(key),
  };
};

/** Whether a line is running text: long enough, with the marks of sentences. */
export const isProse = (line: Line): boolean => {
  if (line.weight < 8) return false;
  if (line.unspaced > 0.4) return line.ends || line.stops > 0 || line.commas > 0 || line.weight >= 24;
  const commonShare = line.common / Math.min(line.weight, 70);
  if (line.weight >= 16)
    return (
      commonShare >= 0.12 || (line.ends && (line.stops > 0 || line.capitals === null || line.capitals < 0.6))
    );
  return line.ends && (commonShare >= 0.15 || line.capitals === null || line.capitals < 0.6);
};

/** Whether a line is so long and so much of a sentence that no phrase in it makes it anything else. */
export const isLongProse = (line: Line): boolean => isProse(line) && line.weight >= 24;
