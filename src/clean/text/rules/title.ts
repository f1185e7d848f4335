import { fold } from '../fold.ts';
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

/**
 * The page's first line names it ("Title | Site"); the line that opens it again is the title. Where an echo
 * made one other line the title and the head is repeated whole elsewhere, that was a story beside the page's own.
 */
const titleOfHead: TextRule = {
  name: 'title-of-head',
  judge: (page, rule) => {
    const head = page.line(0);
    if (head === undefined || head.weight > 60) return;
    const other = onlyTitle(page);
    if (hasTitle(page) && (other < 0 || agrees(head, page.lines[other]!))) return;
    const near = other < 0 ? echoOf(page, head) : null;
    const title = near ?? wholeEchoOf(page, head);
    if (title === null) return;
    if (other >= 0) page.unmark(other);
    page.mark(title.index, 'title', rule);
    page.mark(0, 'template', 'text:head-title');
    // What made a far line the title is that the text above it is none.
    if (near === null && title.index > page.from && title.index < page.to) page.from = title.index;
  },
};

const onlyTitle = (page: TextPage): number => {
  const first = page.roles.indexOf('title');
  return first === page.roles.lastIndexOf('title') ? first : -1;
};

/** The longest line above the running text, or right below its beginning, that opens or ends the head. */
const echoOf = (page: TextPage, head: Line): Line | null => {
  const limit = Math.max(firstProse(page), 0) + 3;
  let best: Line | null = null;
  for (let at = 1; at < Math.min(limit, page.lines.length); at++) {
    const line = page.line(at);
    if (line === undefined || !couldEcho(page, at) || !agrees(head, line)) continue;
    if (best === null || line.key.length >= best.key.length) best = line;
  }
  return best === null || (best.weight < 2 && best.unspaced < 0.5) ? null : best;
};

/** Lines that a menu over an article may have. */
const MOST_MENU = 300;
const WORDS_OF_TITLE = 4;
/** Words in whole sentences after which a line is the heading of a part. */
const MOST_TOLD = 60;
/** Lines under a title within which its text begins. */
const TEXT_BELOW = 12;

/**
 * The first line that opens the head and has most of its words, with running text soon below: where menus above
 * a title look like running text, it stands far below the first of that, yet not below sentences.
 */
const wholeEchoOf = (page: TextPage, head: Line): Line | null => {
  let told = 0;
  for (let at = 1; at < Math.min(MOST_MENU, page.lines.length) && told < MOST_TOLD; at++) {
    const line = page.line(at);
    if (line === undefined) continue;
    if (page.prose[at] === true && line.ends) told += line.weight;
    if (line.weight < WORDS_OF_TITLE || !couldEcho(page, at)) continue;
    if (!opensWhole(head.key, line.key)) continue;
    for (let below = at + 1; below <= at + TEXT_BELOW; below++)
      if (page.prose[below] === true && page.roles[below] === null) return line;
  }
  return null;
};

/** Share of the head that a title has at least which ends inside one of the head's parts. */
const MOST_OF_HEAD = 0.5;

const opensWhole = (head: string, key: string): boolean =>
  (head === key || head.startsWith(`${key} `)) && key.length >= head.length * MOST_OF_HEAD;

const couldEcho = (page: TextPage, index: number): boolean => {
  const line = page.line(index);
  return (
    line !== undefined && page.roles[index] === null && line.weight <= TITLE_WEIGHT && line.key.length > 1
  );
};

/** What parts a title from the name of its site. */
const PARTS = /\s+[|\-–—·•»«›:]+\s+|[|｜»«•·:：_]\s*|(?<=[^\p{ASCII}])[-–—](?=[^\p{ASCII}])/u;

/**
 * Whether a line opens or ends the head at a word's end: with whole parts of it, or with most of its words.
 * "Sewing" is no title of "Sewing Machines for Beginners | Tarnsea Sewing".
 */
const agrees = ({ key: head, text }: Line, { key }: Line): boolean => {
  if (head === key || (key.length > 12 && key.startsWith(head))) return true;
  const opens = head.startsWith(key) && (head.charAt(key.length) === ' ' || key.length > 8);
  const ends = head.endsWith(key) && head.charAt(head.length - key.length - 1) === ' ';
  if (!opens && !(ends && head.length - key.length < key.length)) return false;
  if (key.length >= head.length * MOST_OF_HEAD) return true;
  const parts = text.split(PARTS).map(fold);
  let joined = '';
  return parts.some((part) => {
    joined = joined === '' ? part : `${joined} ${part}`;
    return joined === key || part === key;
  });
};

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
