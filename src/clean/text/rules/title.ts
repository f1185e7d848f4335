import type { Line } from '../line.ts';
import type { TextPage, TextRule } from '../page.ts';
import { phraseMatcher } from '../phrases/matcher.ts';
import { LISTING } from '../phrases/sections.ts';
import { titleOfPath } from './echoes.ts';

const listing = phraseMatcher(LISTING);

const TITLE_WEIGHT = 35;
/** How far above the running text a title may stand. */
const REACH = 25;

const canBeTitle = (page: TextPage, index: number): boolean => {
  const line = page.line(index);
  return (
    line !== undefined &&
    page.roles[index] === null &&
    line.weight >= 1 &&
    line.weight <= TITLE_WEIGHT &&
    /\p{L}/u.test(line.text) &&
    line.stops <= 1
  );
};

const hasTitle = (page: TextPage): boolean => page.roles.includes('title');

/** First line of running text in the content, -1 when there is none. */
const firstProse = (page: TextPage): number => {
  for (let at = page.from; at < page.to; at++)
    if (page.prose[at] === true && page.roles[at] === null) return at;
  return -1;
};

/** The line that ends the page's path is its title. */
const titleOfBreadcrumb: TextRule = {
  name: 'title-of-breadcrumb',
  judge: (page, rule) => {
    if (hasTitle(page)) return;
    const at = titleOfPath(page);
    if (at !== null && canBeTitle(page, at)) page.mark(at, 'title', rule);
  },
};

/** The page's first line names it ("Title | Site"); the line that opens it again is the title. */
const titleOfHead: TextRule = {
  name: 'title-of-head',
  judge: (page, rule) => {
    const head = page.line(0);
    if (head === undefined || head.weight > 60) return;
    const stray = strayTitle(page);
    if (hasTitle(page) && stray < 0) return;
    const best = stray < 0 ? echoOf(page, head) : null;
    const title = best ?? wholeEchoOf(page, head, stray < 0 ? MOST_MENU : stray);
    if (title === null) return;
    if (stray >= 0) page.unmark(stray);
    page.mark(title.index, 'title', rule);
    page.mark(0, 'template', 'text:head-title');
    // What made a far line the title is that the text above it is none.
    if (best === null && title.index > page.from && title.index < page.to) page.from = title.index;
  },
};

/** The longest line above the running text, or right below its beginning, that opens or ends the head. */
const echoOf = (page: TextPage, head: Line): Line | null => {
  const limit = Math.max(firstProse(page), 0) + 3;
  let best: Line | null = null;
  for (let at = 1; at < Math.min(limit, page.lines.length); at++) {
    const line = page.line(at);
    if (line === undefined || !couldEcho(page, at) || !agrees(head.key, line.key)) continue;
    if (best === null || line.key.length >= best.key.length) best = line;
  }
  return best === null || (best.weight < 2 && best.unspaced < 0.5) ? null : best;
};

/** Lines that a menu over an article may have. */
const MOST_MENU = 300;
/** Parts of the head that a title far down its page has at least, and words. */
const MOST_OF_HEAD = 0.5;
const WORDS_OF_TITLE = 4;
/** Lines under a title within which its text begins. */
const TEXT_BELOW = 12;

/**
 * The first line that opens the head and has most of its words, with running text soon below: where menus above
 * a title look like running text, it stands far below the first of that.
 */
const wholeEchoOf = (page: TextPage, head: Line, limit: number): Line | null => {
  for (let at = 1; at < Math.min(limit, page.lines.length); at++) {
    const line = page.line(at);
    if (line === undefined || line.key === '' || !couldEcho(page, at)) continue;
    if (line.weight < WORDS_OF_TITLE || line.key.length < head.key.length * MOST_OF_HEAD) continue;
    if (head.key !== line.key && !head.key.startsWith(`${line.key} `)) continue;
    for (let below = at + 1; below <= at + TEXT_BELOW; below++)
      if (page.prose[below] === true && page.roles[below] === null) return line;
  }
  return null;
};

/** The only title so far, where it stands far below the first running text: that of a story beside the page's own. */
const strayTitle = (page: TextPage): number => {
  const only = page.roles.indexOf('title');
  if (only < 0 || page.roles.lastIndexOf('title') !== only) return -1;
  let words = 0;
  for (let at = 1; at < only; at++) if (page.prose[at] === true) words += page.line(at)?.weight ?? 0;
  return words >= WORDS_BEFORE_STRAY ? only : -1;
};

/** Words of running text above a title that is not the page's own. */
const WORDS_BEFORE_STRAY = 60;

const couldEcho = (page: TextPage, index: number): boolean => {
  const line = page.line(index);
  return (
    line !== undefined && page.roles[index] === null && line.weight <= TITLE_WEIGHT && line.key.length > 1
  );
};

/** One folded line opens or ends the other at a word's end. */
const agrees = (head: string, key: string): boolean =>
  head === key ||
  (head.startsWith(key) && (head.charAt(key.length) === ' ' || key.length > 8)) ||
  (head.endsWith(key) &&
    head.length - key.length < key.length &&
    head.charAt(head.length - key.length - 1) === ' ') ||
  (key.length > 12 && key.startsWith(head));

/** What an archive calls itself: "Posts Tagged ‘harbour’". Only above everything else of the content. */
const listingTitle: TextRule = {
  name: 'listing-title',
  judge: (page, rule) => {
    const first = firstProse(page);
    const limit = first < 0 ? Math.min(10, page.lines.length) : first;
    for (let at = 0; at < limit; at++) {
      const line = page.line(at);
      if (line === undefined || page.roles[at] !== null || line.weight > 16 || line.ends) continue;
      const opening = listing.opening(line.key);
      if (opening === 0) continue;
      const rest = line.text.slice(opening);
      if (
        /^.{0,3}[:：‘'"“«»„「『]/.test(rest) ||
        (opening < line.key.length && /archiv|tag/i.test(line.key.slice(0, opening)))
      ) {
        page.mark(at, 'listing-title', rule);
        return;
      }
    }
  },
};

const NEAR: ReadonlySet<string> = new Set(['date', 'byline', 'tags', 'share', 'caption', 'image-alt']);

/** Of the lines above the running text, the one that most looks like a title. */
const titleAboveProse: TextRule = {
  name: 'title-above-prose',
  judge: (page, rule) => {
    if (hasTitle(page)) return;
    const first = firstProse(page);
    if (first < 0) return;
    let best = -1;
    let bestScore = 0;
    for (let at = first - 1; at >= Math.max(0, first - REACH); at--) {
      const line = page.line(at);
      if (line === undefined || !canBeTitle(page, at) || page.prose[at] === true) continue;
      const score = titleScore(page, line, first);
      if (score > bestScore) {
        best = at;
        bestScore = score;
      }
    }
    if (best >= 0) page.mark(best, 'title', rule);
  },
};

const titleScore = (page: TextPage, line: Line, first: number): number => {
  let score = 4 - (first - line.index) * 0.25;
  if (line.weight >= 4 && line.weight <= 22) score += 3;
  if (line.weight < 2 && line.unspaced < 0.5) score -= 2;
  if (line.ends && !/[?!？！]\W*$/.test(line.text)) score -= 2;
  for (const beside of [line.index - 1, line.index + 1, line.index + 2]) {
    const role = page.roles[beside];
    if (role !== null && role !== undefined && NEAR.has(role)) score += 1.5;
  }
  if (page.repeats(line).length === 2) score += 0.5;
  return score;
};

/** Undecided lines that may stand between a title and the running text: a standfirst, a place, a caption. */
const MOST_BELOW_TITLE = 5;

/** The content begins under its title, not only with its running text. */
export const reachTitle = (page: TextPage): void => {
  const title = page.roles.indexOf('title');
  if (title < 0 || title >= page.from) return;
  let undecided = 0;
  for (let at = title + 1; at < page.from; at++) if (page.roles[at] === null) undecided++;
  if (undecided <= MOST_BELOW_TITLE) page.from = title;
};

export const TITLE_RULES: readonly TextRule[] = [
  titleOfBreadcrumb,
  titleOfHead,
  listingTitle,
  titleAboveProse,
];
