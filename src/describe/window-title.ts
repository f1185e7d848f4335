import type { Block, Markup } from '../document/block.ts';
import { isHostName } from './site-name.ts';
import { folded } from './text.ts';

/** Between the parts of a window's title; Chinese and Japanese put no blanks there. */
export const PARTED =
  /\s[|\-–—·•»:]\s|\s*｜\s*|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}！？”」』）])[-–—_](?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/u;

const LONGEST = 200;
const FEWEST_WORDS = 3;
/** Letters that say as much where words are not parted by blanks. */
const FEWEST_LETTERS = 6;
/** Words shorter than this are in every text. */
const TELLING = 4;
/** Share of a title's telling words that its text has, too. */
const MOST_WORDS = 0.6;

/**
 * What the window of the page was called. A page that was flattened begins with it, most often: the first line is taken
 * for it where cleaning found it repeated, where its last part is the site's name, or where the text has most of its words.
 */
export function windowTitleOf(
  markup: Markup | null,
  blocks: readonly Block[],
  url: string | null,
): string | null {
  if (markup !== null) return markup.title;
  const first = blocks[0];
  if (first === undefined || first.text.length > LONGEST) return null;
  if (first.rule === 'text:head-title') return first.text;
  if (first.article !== null || !saysEnough(first.text)) return null;
  if (standsAgain(first.text, blocks)) return first.text;
  const parts = first.text.split(PARTED);
  const isNamed = parts.length > 1 && isSiteOf(parts.at(-1)!, blocks, url);
  return isNamed || isSpokenOf(parts[0]!, blocks) ? first.text : null;
}

/** So far below the first line it stands again twice in a manual: in the page's head and over its text. */
const SOON = 8;

const standsAgain = (text: string, blocks: readonly Block[]): boolean =>
  blocks.slice(1, SOON).filter((block) => block.text === text && block.rule !== 'text:navigation-phrase')
    .length > 1;

const saysEnough = (text: string): boolean =>
  text.split(/\s+/).length >= FEWEST_WORDS || (/[^\p{ASCII}]/u.test(text) && text.length >= FEWEST_LETTERS);

const YEARS = /(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)?\d\d)?/g;
const RIGHTS = /(?:©|\(c\)|copyright|版[权權]所有|저작권자)/giu;

/** Whom a copyright line names: "© 2019-2021 The Tidewater Ledger. All rights reserved". */
const ownerIn = (text: string): string =>
  ` ${folded(
    text
      .replace(RIGHTS, ' ')
      .replace(YEARS, ' ')
      .trim()
      .split(/[.|•·]/, 1)[0]!,
  )} `;

/** Whether a name is what the host is called, or opens what the page's copyright line names. */
export const isSiteOf = (name: string, blocks: readonly Block[], url: string | null): boolean => {
  const said = folded(name);
  return (
    isHostName(name, url) ||
    (/\p{L}{2}/u.test(said) &&
      blocks.some(({ role, text }) => role === 'copyright' && ownerIn(text).startsWith(` ${said} `)))
  );
};

function isSpokenOf(title: string, blocks: readonly Block[]): boolean {
  const words = new Set(
    folded(title)
      .split(' ')
      .filter((word) => word.length >= TELLING),
  );
  if (words.size < FEWEST_WORDS) return false;
  const spoken = new Set<string>();
  for (const { article, text } of blocks) {
    if (article === null) continue;
    for (const word of folded(text).split(' ')) if (words.has(word)) spoken.add(word);
  }
  return spoken.size >= words.size * MOST_WORDS;
}
