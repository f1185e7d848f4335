/** No line is compared beyond this many code units; a phrase or an echo shows well before it. */
const FOLD_LIMIT = 400;

const NOT_WORD = /[^\p{L}\p{N}\p{M}]+/gu;

/** A line as it is compared: lower case, compatibility forms joined, punctuation as single spaces. */
export const fold = (text: string): string =>
  text.slice(0, FOLD_LIMIT).normalize('NFKC').toLowerCase().replace(NOT_WORD, ' ').trim();

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

/** Whether a text holds letters of a script that is written without spaces between words. */
export const isUnspaced = (text: string): boolean => UNSPACED.test(text);
