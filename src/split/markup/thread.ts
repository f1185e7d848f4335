import type { JudgedBlock, Markup } from '../../document/block.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { isDateLine } from '../date-line.ts';
import type { Post, Start } from '../evidence.ts';
import { wordCount } from '../measure.ts';
import { shapeOf } from './groups.ts';
import { slotsOf } from './slots.ts';
import { type Subtrees, subtreesOf } from './subtree.ts';
import { widened } from './widen.ts';

/** Share of the posts that must have a time, and a name at the same place. */
const MOST = 0.6;
/** Words above the first answer that are a post as well: the one that began the thread. */
const OPENING_WORDS = 20;
const NAME_WORDS = 4;
const NAME_LETTERS = 50;

const OF_PERSON =
  /(?:^|[\s_-])(?:users?(?:name)?|authors?|posters?|members?|nick(?:name)?|creator|byline|handle|names?|owner)(?:$|[\s_-])/i;

const NO_ENTRY: ReadonlySet<string> = new Set([
  'html',
  'body',
  'main',
  'p',
  'span',
  'a',
  'tbody',
  'nav',
  'footer',
]);

/**
 * The posts of a thread: elements of the same shape, however deep they are nested, most with a time of their
 * own. What stands above the first of them and under the title began the thread. Linear.
 */
export const postsOf = (blocks: readonly JudgedBlock[], markup: Markup): Post[] => {
  const { nodes } = markup;
  const trees = subtreesOf(nodes, blocks, () => true);
  const found = bestMembers(markup, trees);
  if (found.length === 0) return [];
  // The name of the writer may stand beside the element that holds the words and their time.
  const members = widened(found, nodes, trees);
  const starts = ranges(members, trees);
  const opening = openingOf(blocks, starts[0]?.block ?? 0);
  const all = opening === null ? starts : [opening, ...starts];
  const names = namesOf(markup, blocks, all, members);
  const posts = all.map(({ block, until = block }, index) => ({
    block,
    until,
    author: linkedName(blocks, block, until) ?? names.get(index) ?? null,
  }));
  const written = posts.filter(({ block, until }) => hasText(blocks, block, until));
  // What nobody wrote is a summary of the thread, or its figures.
  return opening !== null && written[0]?.author === null ? written.slice(1) : written;
};

const hasText = (blocks: readonly JudgedBlock[], from: number, until: number): boolean =>
  blocks.slice(from, until).some(({ role }) => TEXT_ROLES.has(role));

/** Elements of one shape that hold the most text, each with a time. */
const bestMembers = ({ nodes }: Markup, trees: Subtrees): number[] => {
  const byShape = new Map<string, number[]>();
  nodes.forEach((node, index) => {
    if (NO_ENTRY.has(node.tag) || (trees.words[index] ?? 0) === 0) return;
    const shape = shapeOf(node);
    const known = byShape.get(shape);
    if (known === undefined) byShape.set(shape, [index]);
    else known.push(index);
  });
  let best: number[] = [];
  let most = 0;
  for (const members of byShape.values()) {
    if (members.length < 2) continue;
    const dated = members.filter((member) => (trees.dates[member] ?? 0) > 0).length;
    if (dated < members.length * MOST) continue;
    const outer = members.filter((member) => !members.includes(nodes[member]?.parent ?? -1));
    const words = outer.reduce((sum, member) => sum + (trees.words[member] ?? 0), 0);
    const merit =
      Math.sqrt(words) * Math.log2(1 + members.length) - (trees.depth[members[0] ?? 0] ?? 0) * 0.001;
    if (merit > most) {
      most = merit;
      best = members;
    }
  }
  return best;
};

/** A post ends where the next begins, also when that answers it from within. */
const ranges = (members: readonly number[], trees: Subtrees): Start[] => {
  const sorted = [...members].sort((left, right) => (trees.first[left] ?? 0) - (trees.first[right] ?? 0));
  return sorted.flatMap((member, index) => {
    const block = trees.first[member] ?? 0;
    const next = trees.first[sorted[index + 1] ?? -1] ?? Number.POSITIVE_INFINITY;
    const until = Math.min(trees.after[member] ?? block, next);
    return until <= block ? [] : [{ block, until, title: null, signals: [], confidence: 1 }];
  });
};

const openingOf = (blocks: readonly JudgedBlock[], first: number): Start | null => {
  const title = blocks.findIndex(({ role }, index) => role === 'title' && index < first);
  let words = 0;
  for (let at = title + 1; at < first; at++) {
    const block = blocks[at];
    if (block !== undefined && TEXT_ROLES.has(block.role)) words = Math.max(words, wordCount(block.text));
  }
  if (title < 0 || words < OPENING_WORDS) return null;
  return { block: title + 1, until: first, title: null, signals: [], confidence: 1 };
};

/** The name at the same place of most posts. */
const namesOf = (
  { nodes }: Markup,
  blocks: readonly JudgedBlock[],
  starts: readonly Start[],
  members: readonly number[],
): Map<number, string> => {
  const names = new Map<number, string>();
  for (const slot of slotsOf(nodes, blocks, starts, members).values()) {
    if (!OF_PERSON.test(slot.words) || slot.entries.size < Math.max(2, starts.length * MOST)) continue;
    const texts = slot.blocks.map((at) => blocks[at]?.text ?? '');
    if (texts.filter(isName).length < texts.length * 0.8) continue;
    if (texts.length > 2 && new Set(texts).size === 1) continue;
    for (const at of slot.blocks) {
      const post = starts.findIndex(({ block, until = block }) => at >= block && at < until);
      const text = blocks[at]?.text.trim() ?? '';
      if (post >= 0 && !names.has(post) && isName(text)) names.set(post, text);
    }
    if (names.size >= starts.length * MOST) break;
    names.clear();
  }
  return names;
};

const OF_PROFILE =
  /[/?&=](?:u|users?|members?|profiles?|author|people|memberlist|account|community\/users)[/.=?-]|[/?&]u=\d|\/@\w/i;
/** A post names its writer before it has got going. */
const NEAR = 10;

/** The first link to somebody's profile. */
const linkedName = (blocks: readonly JudgedBlock[], from: number, until: number): string | null => {
  for (let at = from; at < Math.min(until, from + NEAR); at++)
    for (const { start, end, href } of blocks[at]?.links ?? []) {
      const text = blocks[at]?.text.slice(start, end).trim() ?? '';
      if (OF_PROFILE.test(href) && isName(text)) return text;
    }
  return null;
};

const isName = (text: string): boolean =>
  text.length > 1 &&
  text.length <= NAME_LETTERS &&
  wordCount(text) <= NAME_WORDS &&
  /\p{L}/u.test(text) &&
  !/[:!?]/.test(text) &&
  !isDateLine(text);
