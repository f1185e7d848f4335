import type { Span } from './span.ts';
import { hashWord, join } from './tagger/hash.ts';
import type { Lexicon } from './tagger/lexicon.ts';
import { tokenize } from './tagger/tokenize.ts';

/** A word of a name with what the lexicon knows of it. */
export interface Word {
  readonly hash: number;
  readonly bits: number;
  readonly capital: number;
}

/** A name with its words. */
export interface Looked {
  readonly span: Span;
  readonly words: readonly Word[];
}

export const wordsOf = (text: string, span: Span, lexicon: Lexicon): Word[] => {
  const written = text.slice(span.start, span.end);
  const tokens = tokenize(written);
  const words: Word[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const hash = hashWord(written, tokens.start[i]!, tokens.end[i]!);
    const entry = lexicon.find(hash);
    words.push({ hash, bits: lexicon.bits[entry] ?? 0, capital: lexicon.capital[entry] ?? 0 });
  }
  return words;
};

export const has = (word: Word | undefined, bits: number): boolean =>
  word !== undefined && (word.bits & bits) !== 0;

/** What the lexicon knows of the words as one phrase. */
export const phraseBits = (words: readonly Word[], lexicon: Lexicon): number => {
  if (words.length === 0) return 0;
  const hash = words.slice(1).reduce((phrase, word) => join(phrase, word.hash), words[0]!.hash);
  return lexicon.bits[lexicon.find(hash)] ?? 0;
};

const CAPITALISED = /(?<![\p{L}\d])\p{Lu}[\p{L}\d]+(?![\p{L}\d])/gu;

/** Every place where one of the words stands, marked as a name or not. */
export function* placesOf(
  text: string,
  words: ReadonlySet<string>,
): Generator<{ readonly word: string; readonly start: number; readonly end: number }> {
  if (words.size === 0) return;
  for (const { 0: word, index } of text.matchAll(CAPITALISED))
    if (words.has(word)) yield { word, start: index, end: index + word.length };
}
