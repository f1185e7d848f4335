import { getDomain } from 'tldts';
import { originalAddress } from '../dates/address.ts';
import type { ArticleEvidence } from '../evidence.ts';
import { littleWordsOf } from '../little-words.ts';
import { folded } from '../text.ts';

/** A title of fewer words may be a tag as well. */
const LONG_TITLE = 4;
/** So many little words in a list of single words: a machine took them from the text. */
const MANY_LITTLE_WORDS = 2;

/** Keywords with what a page is called taken out: its commas would part it, "Skillet, 12 Inch, Black" into three. */
export function withoutTitle(value: string, titles: readonly string[]): string {
  const lower = value.toLowerCase();
  if (lower.length !== value.length) return value;
  for (const title of titles) {
    const at = title.split(' ').length >= LONG_TITLE ? lower.indexOf(title.toLowerCase()) : -1;
    const isWhole = at >= 0 && isEdge(value, at - 1) && isEdge(value, at + title.length);
    if (isWhole) return `${value.slice(0, at)}, ${value.slice(at + title.length)}`;
  }
  return value;
}

const isEdge = (value: string, at: number): boolean =>
  at < 0 || at >= value.length || !/[\p{L}\p{N}]/u.test(value[at]!);

/** Keywords that are about the article: neither the site itself, nor the words of a text with its "the" and "of". */
export function ownKeywords(
  tags: readonly string[],
  site: string | null,
  { page, dates, blocks, title }: ArticleEvidence,
): string[] {
  const little = littleWordsOf(dates.language);
  if (tags.filter((tag) => little.has(tag.toLowerCase())).length >= MANY_LITTLE_WORDS) return [];
  const domain = page.url ? getDomain(originalAddress(page.url)) : null;
  const label = domain?.replace(/\..*$/s, '') ?? '';
  const heading = ` ${folded(blocks[title]?.text ?? '')} `;
  const isInHeading = (tag: string): boolean => heading.includes(` ${folded(tag)} `);
  const itself = new Set([site, domain, label].flatMap((name) => (name ? [folded(name)] : [])));
  return tags.filter((tag) => !itself.has(folded(tag)) || isInHeading(tag));
}

/** Fewer words may well be one tag. */
const FEWEST_WORDS = 4;

/**
 * "harbour crane tide ferry": keywords that only blanks part are words that the text has, but no two of them side by
 * side. Null for a phrase.
 */
export function wordsApart(tag: string, { text, blocks, title, dates }: ArticleEvidence): string[] | null {
  const words = tag.split(' ');
  const little = littleWordsOf(dates.language);
  if (words.length < FEWEST_WORDS || words.some((word) => little.has(word.toLowerCase()))) return null;
  const whole = ` ${folded(`${blocks[title]?.text ?? ''} ${text}`)} `;
  const keys = words.map(folded);
  const isPhrase = keys.some((key, at) => at > 0 && whole.includes(` ${keys[at - 1]} ${key} `));
  const named = keys.filter((key) => whole.includes(` ${key} `));
  return isPhrase || named.length * 2 < words.length ? null : words;
}
