import type { JudgedBlock } from '../../document/block.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { isDatedLabel, isDateLine } from '../date-line.ts';
import type { Post } from '../evidence.ts';
import type { Named } from '../kicker.ts';
import { wordCount } from '../measure.ts';

/** Words of a line that says something; a role of text makes shorter ones do so, too. */
const TEXT_WORDS = 6;
const SHORT_TEXT_WORDS = 2;
/** Lines over and under the day of a post among which its writer is looked for. */
const ABOVE = 7;
const BELOW = 2;
/** Share of the posts that must have a name at one place. */
const NAMED = 0.5;
/** A line that stands at the same place of so many posts is a label, not a name. */
const SAME = 0.5;
/** Share of the lines that have different words at one end, below which these are no names. */
const FEW = 0.25;
const NAME_LETTERS = 30;
const NAME_WORDS = 3;

/** The lines between two texts in which a post begins. */
interface Head {
  readonly from: number;
  /** The line with the day of the post. */
  readonly day: number;
  readonly until: number;
}

/**
 * The posts of a flattened thread: each begins among the lines between two texts that show a day, the last of which
 * is its own; other days there tell since when its writer is a member. A thread whose days stand under the posts is
 * not parted. Linear.
 */
export const postsOfLines = (blocks: readonly JudgedBlock[]): Post[] => {
  const all = headsOf(blocks);
  const title = blocks.findIndex(({ role }) => role === 'title');
  if (all.length < 2 || hasTextBetween(title, all[0]!.day, blocks)) return [];
  const alike = ofOneKind(all, blocks);
  // The first post may have its day written in full, or its writer in another place.
  const opening = all.find(({ day, until }) => day > title && until < (alike[0]?.from ?? 0));
  const heads = opening === undefined ? alike : [opening, ...alike];
  if (heads.length < 2) return [];
  const names = namesOf(heads, blocks);
  const starts = heads.map((head, index) => Math.min(head.day, names[index]?.at ?? head.day));
  return heads.map((_, index) => ({
    block: starts[index]!,
    until: starts[index + 1] ?? endOf(blocks, heads[index]!.until),
    author: names[index]?.name ?? null,
    day: heads[index]!.day,
  }));
};

/** The rule of a line that says since when the writer of a post is a member. */
export const MEMBER_SINCE = 'split:member-since';

/** What the lines with days are: the time of a post, or since when its writer is a member. */
export const rolesInPosts = (
  posts: readonly Post[],
  blocks: readonly JudgedBlock[],
): ReadonlyMap<number, Named> => {
  const roles = new Map<number, Named>();
  for (const { block, day } of posts) {
    if (day === undefined) continue;
    roles.set(day, ['date', 'split:post-date']);
    for (let at = block; at < day; at++)
      if (isDatedLabel(blocks[at]?.text ?? '')) roles.set(at, ['other', MEMBER_SINCE]);
  }
  return roles;
};

/** Whether a line is a text of a post. */
const isText = ({ role, text }: JudgedBlock): boolean => {
  const words = wordCount(text);
  if (isDatedLabel(text)) return false;
  return TEXT_ROLES.has(role) ? words >= SHORT_TEXT_WORDS : words >= TEXT_WORDS && !FRAME.has(role);
};

const FRAME: ReadonlySet<string> = new Set([
  'form',
  'share',
  'breadcrumb',
  'copyright',
  'template',
  'advertisement',
]);

const headsOf = (blocks: readonly JudgedBlock[]): Head[] => {
  const heads: Head[] = [];
  let from = 0;
  let day = -1;
  blocks.forEach((block, index) => {
    if (isText(block)) {
      if (day >= 0) heads.push({ from, day, until: index });
      from = index + 1;
      day = -1;
    } else if (isDatedLabel(block.text)) day = index;
  });
  return heads;
};

/** Words of a text between the title and the first day: days stand under the posts. */
const WORDS_ABOVE = 25;

const hasTextBetween = (from: number, until: number, blocks: readonly JudgedBlock[]): boolean =>
  blocks
    .slice(from + 1, until)
    .reduce((sum, { role, text }) => sum + (TEXT_ROLES.has(role) ? wordCount(text) : 0), 0) >= WORDS_ABOVE;

/** Signs at the end of a day's line that tell its form: "0, 0:0a 0". */
const FORM = 9;
const LABELLED = /^(\p{L}[\p{L} ]{1,20}):\s/u;

/** How a line writes its day, and what it calls it. */
const kindOf = (text: string): string => {
  const form = text.replace(/\p{Nd}+/gu, '0').replace(/[\p{L}\p{M}.]+/gu, 'a');
  return `${LABELLED.exec(text)?.[1]?.toLowerCase() ?? ''} ${form.slice(-FORM)}`;
};

/** The heads whose days are written as those over most words of the page. */
const ofOneKind = (heads: readonly Head[], blocks: readonly JudgedBlock[]): Head[] => {
  const words = new Map<string, number>();
  const kinds = heads.map(({ day }) => kindOf(blocks[day]?.text ?? ''));
  heads.forEach(({ until }, index) => {
    let sum = 0;
    for (let at = until; at < (heads[index + 1]?.from ?? until + 1); at++)
      sum += wordCount(blocks[at]?.text ?? '');
    words.set(kinds[index]!, (words.get(kinds[index]!) ?? 0) + sum);
  });
  const [best] = [...words].sort((left, right) => right[1] - left[1])[0] ?? [''];
  return heads.filter((_, index) => kinds[index] === best);
};

/** The last post ends with its last text before the page's own lines. */
const endOf = (blocks: readonly JudgedBlock[], from: number): number => {
  let until = from;
  while (until < blocks.length && (isText(blocks[until]!) || TEXT_ROLES.has(blocks[until]!.role))) until++;
  return Math.max(until, from + 1);
};

interface Writer {
  readonly at: number;
  readonly name: string;
}

/** Who wrote each post: in the line of its day, or on the line at the same distance from it that most posts have a name on. */
const namesOf = (heads: readonly Head[], blocks: readonly JudgedBlock[]): (Writer | null)[] => {
  const inline = withoutLabels(heads.map(({ day }) => beforeDay(blocks[day]?.text ?? '')));
  if (inline.filter(isName).length >= heads.length * NAMED)
    return inline.map((name, index) => (isName(name) ? { at: heads[index]!.day, name } : null));
  const times = new Map<string, number>();
  for (const { from, until } of heads)
    for (const text of new Set(blocks.slice(from, until).map((block) => block.text.trim())))
      times.set(text, (times.get(text) ?? 0) + 1);
  const nameAt = (at: number, { from, day, until }: Head): Writer | null => {
    const text = blocks[at]?.text.trim() ?? '';
    const isLabel = (times.get(text) ?? 0) > Math.max(1, heads.length * SAME);
    if (at === day || at < from || at >= until || isLabel || !isName(text)) return null;
    // "Thread starter Pippin06" over the line of the name alone.
    const alone = blocks.slice(at + 1, until).find((block) => text.endsWith(` ${block.text.trim()}`));
    return { at, name: alone?.text.trim() ?? text };
  };
  let best: (Writer | null)[] = heads.map(() => null);
  let most = 0;
  for (const place of PLACES) {
    const found = heads.map((head) => nameAt(place(head), head));
    const named = found.flatMap((each) => (each === null ? [] : [each.name]));
    const distinct = new Set(named).size;
    if (named.length >= heads.length * NAMED && distinct > most) [most, best] = [distinct, found];
  }
  return best;
};

/** Where a name may stand: so many lines over or under the day, or under the text before. */
const PLACES: readonly ((head: Head) => number)[] = [
  ...Array.from({ length: ABOVE + BELOW + 1 }, (_, index) => (head: Head) => head.day - ABOVE + index),
  ...Array.from({ length: 3 }, (_, index) => (head: Head) => head.from + index),
];

/** A day as lines write it: month and day, day and month, numbers. */
const WRITTEN_DAY =
  /(?:(?<=^|\s)\p{L}{3,12}\.?\s+)?\p{Nd}{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\p{Nd}\p{Nd}|\p{Nd}{1,2}\.?\s+\p{L}{3,12}\.?,?\s+(?:19|20)\p{Nd}\p{Nd}|\p{Nd}{1,4}([./-])\p{Nd}{1,2}\1\p{Nd}{1,4}/u;

/** What stands in a line before its day: "rimelek (Mila)", "Post by Ada". */
const beforeDay = (text: string): string =>
  text
    .slice(0, WRITTEN_DAY.exec(text)?.index ?? 0)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[»|·•,–—].*$/u, '')
    .trim();

/** Lines without the words that hardly differ from line to line: "Post by" in front, "on" behind. */
const withoutLabels = (lines: readonly string[]): string[] => {
  let words = lines.map((line) => line.split(/\s+/));
  for (const end of [0, -1])
    while (words.some((own) => own.length > 0)) {
      const ends = new Set(words.flatMap((own) => own.at(end)?.toLowerCase() ?? []));
      if (ends.size > Math.max(1, lines.length * FEW)) break;
      words = words.map((own) => (end === 0 ? own.slice(1) : own.slice(0, -1)));
    }
  return words.map((own) => own.join(' '));
};

const isName = (text: string): boolean =>
  text.length > 1 &&
  text.length <= NAME_LETTERS &&
  wordCount(text) <= NAME_WORDS &&
  /\p{L}/u.test(text) &&
  !/[:!?#»]|^\p{Nd}+\s/u.test(text) &&
  !isDateLine(text);
