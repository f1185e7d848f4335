import type { Block } from '../document/block.ts';
import { originalAddress } from './dates/address.ts';
import { folded } from './text.ts';

/** A title of fewer words is not known again by them. */
const FEWEST_WORDS = 2;
/** Lines looked at from the top of the page; a title further down belongs to something else. */
const MOST_LINES = 400;
const LONGEST = 200;

/** Words as addresses write them: without accents, ä as ae, ß as ss; what is lost is lost on both sides. */
function plainWords(text: string): string[] {
  const said = folded(text);
  const bare = /^[\0-\x7F]*$/.test(said)
    ? said
    : said
        .replaceAll('ß', 'ss')
        .normalize('NFD')
        .replace(/\p{M}+/gu, '');
  return bare
    .replace(/([aou])e/g, '$1')
    .split(' ')
    .filter((word) => word !== '');
}

/** The words of an address that repeat a title: of its last part that has several. Null when none has. */
function slugWords(url: string | null): ReadonlySet<string> | null {
  if (url === null) return null;
  const path = originalAddress(url)
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/[?#].*$/s, '');
  for (const part of path.split('/').reverse()) {
    const words = plainWords(decoded(part).replace(/\.\p{L}{2,5}$/u, '')).filter(
      (word) => !/^\d+$/.test(word),
    );
    if (words.length >= FEWEST_WORDS) return new Set(words);
  }
  return null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** How alike a line and the words of an address are, 0 to 1: the harmonic mean of the shares that both have. */
function likeSlug(text: string, slug: ReadonlySet<string>): number {
  const words = new Set(plainWords(text).filter((word) => !/^\d+$/.test(word)));
  let both = 0;
  for (const word of words) if (slug.has(word)) both++;
  return words.size === 0 ? 0 : (2 * both) / (words.size + slug.size);
}

/** From this likeness on a line is taken for the title that the address repeats. */
const ALIKE = 0.75;
/** What cleaning took for the title needs less. */
const FIT = 0.5;
/** Likenesses so close are one. */
const ABOUT_AS_MUCH = 0.1;

/**
 * Index of the line that is most like the address; -1 when none is. Of several, such as the title of the window,
 * a trail and the title itself, the one that cleaning took for the title counts, else the last one above the
 * first prose of an article.
 */
export function lineLikeSlug(blocks: readonly Block[], url: string | null): number {
  const slug = slugWords(url);
  if (slug === null) return -1;
  const likenesses = blocks
    .slice(0, MOST_LINES)
    .map(({ text }) => (text.length > LONGEST ? 0 : likeSlug(text, slug)));
  const most = likenesses.reduce((a, b) => Math.max(a, b), 0);
  if (most < ALIKE) return -1;
  const alike = likenesses.flatMap((likeness, i) => (likeness > most - ABOUT_AS_MUCH ? [i] : []));
  const prose = blocks.findIndex(({ text, article }) => article !== null && text.length > LONGEST);
  const title = likenesses.findIndex((likeness, i) => likeness >= FIT && blocks[i]!.role === 'title');
  if (title >= 0) return title;
  return alike.findLast((i) => prose < 0 || i < prose) ?? alike[0] ?? -1;
}

/** Whether one wording of a title is more like the address than another. */
export function isMoreLikeSlug(text: string, than: string, url: string | null): boolean {
  const slug = slugWords(url);
  return slug !== null && likeSlug(text, slug) > likeSlug(than, slug);
}
