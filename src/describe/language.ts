import { eld } from 'eld/small';

/** A shorter text says nothing certain of its language. */
const SHORTEST = 40;
/** Enough to be sure (on 2,451 articles twice as much told none apart), and the cost stays the same for a book. */
const ENOUGH = 1_000;
/** Pairs that no detector tells apart well: the markup's word counts when it names the other one. */
const ALIKE: readonly (readonly string[])[] = [
  ['no', 'nb', 'nn', 'da'],
  ['hr', 'sr', 'bs', 'sl', 'mk'],
  ['id', 'ms'],
  ['cs', 'sk'],
  ['es', 'gl', 'ca'],
  ['pt', 'gl'],
  ['af', 'nl'],
  ['de', 'lb'],
];

/** Whether no detector tells two languages apart well. */
export const looksAlike = (a: string, b: string): boolean =>
  ALIKE.some((group) => group.includes(a) && group.includes(b));

/** ISO 639-1 code of a language tag such as `de-AT` or `pt_BR`; null for what is none. */
function languageTag(tag: string | null): string | null {
  const code = /^\s*([a-z]{2,3})(?![a-z])/i.exec(tag ?? '')?.[1]?.toLowerCase() ?? null;
  if (code === null || code === 'und' || code === 'mul' || code === 'zxx') return null;
  if (code === 'nb' || code === 'nn') return 'no';
  return code.length === 2 ? code : null;
}

/**
 * Language of a text as an ISO 639-1 code, null for too little text. The text decides; `<html lang>`
 * settles short texts and languages that look alike.
 */
export function detectLanguage(text: string, htmlLang: string | null): string | null {
  const said = languageTag(htmlLang);
  const sample = sampleOf(text, ENOUGH);
  const letters = sample.replace(/[^\p{L}]+/gu, '').length;
  if (letters < 12) return letters > 0 && text.trim().length > 0 && said ? said : null;
  const dense = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF\u0E00-\u0E7F]/.test(sample);
  // Less will do where it confirms what the markup says: one in seven hundred pages is told otherwise by more.
  if (said !== null && sample.length > CONFIRMS * 2 && isSurelyIn(text, said)) return said;
  const result = eld.detect(sample);
  const seen = result.language === '' ? null : result.language;
  if (seen === said) return seen;
  if (said && seen && looksAlike(said, seen)) return said;
  if (letters < SHORTEST && !dense) return said;
  if (seen && (result.isReliable() || said === null)) return seen;
  return said ?? seen;
}

/** So much of a text confirms a language that it is expected to be in. */
const CONFIRMS = 250;

/** Whether a text is surely in a language; false where a closer look is due. */
export function isSurelyIn(text: string, language: string): boolean {
  const result = eld.detect(sampleOf(text, CONFIRMS));
  return result.language === language && result.isReliable();
}

/** Start and middle of a long text, so that a foreign quote at the top does not decide. */
function sampleOf(text: string, enough: number): string {
  if (text.length <= enough) return text;
  const half = enough / 2;
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, half)} ${text.slice(middle, middle + half)}`;
}
