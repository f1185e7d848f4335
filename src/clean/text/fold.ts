/** No line is compared beyond this many code units; a phrase or an echo shows well before it. */
const FOLD_LIMIT = 400;

const NOT_WORD = /[^\p{L}\p{N}\p{M}]+/gu;
/** Most lines have no other letters: the same with less to look up. */
const IS_PLAIN = /^[\x00-\x7f]*$/;
const NOT_PLAIN_WORD = /[^a-z0-9]+/g;

/** A line as it is compared: lower case, compatibility forms joined, punctuation as single spaces. */
export const fold = (text: string): string => {
  const start = text.slice(0, FOLD_LIMIT);
  const words = IS_PLAIN.test(start)
    ? start.toLowerCase().replace(NOT_PLAIN_WORD, ' ')
    : start.normalize('NFKC').toLowerCase().replace(NOT_WORD, ' ');
  return words.trim();
};

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

/** Nothing of them stands below: a look that is cheaper than the other. */
const FAR_EAST = /[\u0e00-\uffff]/;

/** Whether a text holds letters of a script that is written without spaces between words. */
export const isUnspaced = (text: string): boolean => FAR_EAST.test(text) && UNSPACED.test(text);
