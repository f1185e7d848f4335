import type { ElementNode, JudgedBlock } from '../../document/block.ts';
import { PROFILE_ADDRESS } from '../../document/profile-address.ts';
import type { Role } from '../../document/role.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { isDatedLabel } from '../date-line.ts';
import type { Start } from '../evidence.ts';
import { areNames, areSections } from '../kicker.ts';
import { PAGE_ROLES, wordCount } from '../measure.ts';
import { shapeOf } from './groups.ts';
import { linkOf } from './link.ts';

/** A block's role and the rule that gave it. */
export type Named = readonly [role: Role, rule: string];

/** The blocks that stand at the same place of their entries. */
export interface Slot {
  readonly blocks: number[];
  readonly entries: Set<number>;
  /** Class words of the elements between the entry and the blocks. */
  readonly words: string;
  readonly aboveTitle: boolean;
  /** How many of its blocks hold a time that the markup states. */
  timed: number;
}

/** Share of the entries that must have a slot, and of its blocks that must agree. */
const SHARED = 0.3;
const MOST = 0.6;
/** A role that some blocks of a slot got and that is seldom given wrongly holds for all of them. */
const SOME = 0.3;
const LEVELS = 12;
const SHORT = 12;
const KICKER = 4;
const NAME = 8;

const OF_TAGS =
  /(?:^|[\s_-])(?:tags?|taxonomy|categor(?:y|ies)|cats?|labels?|topics?|kicker|eyebrow|rubric|schlagwort\w*)(?:$|[\s_-])/i;
const OF_AUTHOR = /(?:^|[\s_-])(?:authors?|byline|creator|writer|(?:user|display|nick)-?name)(?:$|[\s_-])/i;
const OF_CAPTION = /(?:^|[\s_-])(?:captions?|credits?|figcaption|wp-caption-text)(?:$|[\s_-])/i;
const OF_CARD = /\S*(?:card|post|entry|item)-?(?=\S)/gi;

/**
 * What stands at the same place of most entries is the same part of each: the line over every title, the line
 * of days, the list of tags. A block that reads like nothing by itself gets the role of its place.
 */
export const rolesBySlot = (
  nodes: readonly ElementNode[],
  blocks: readonly JudgedBlock[],
  starts: readonly Start[],
  members: readonly number[],
): Map<number, Named> => {
  const roles = new Map<number, Named>();
  for (const slot of slotsOf(nodes, blocks, starts, members).values()) {
    if (slot.entries.size < 2 || slot.entries.size < starts.length * SHARED) continue;
    const times = timesIn(slot, blocks);
    for (const at of sameInEntries(slot, blocks, times, starts.length)) roles.set(at, FURNITURE);
    const named = judge(slot, blocks, starts.length);
    if (named === null) continue;
    const counts = named[0] === 'tags' ? countsAmong(slot, blocks, times) : NO_COUNTS;
    for (const at of slot.blocks) {
      const block = blocks[at];
      if (block === undefined || block.role === named[0] || counts.has(at)) continue;
      if (fits(named[0], block)) roles.set(at, named);
    }
  }
  return roles;
};

const NO_COUNTS: ReadonlySet<number> = new Set();
const DIGITS = /\p{Nd}+/gu;
const AGAIN = 3;

type Times = (at: number) => number;

/** How often the words of each block of a slot come in it, whatever the numbers in them. */
const timesIn = (slot: Slot, blocks: readonly JudgedBlock[]): Times => {
  const times = new Map<string, number>();
  const formOf = (at: number): string => (blocks[at]?.text ?? '').toLowerCase().replace(DIGITS, '0');
  for (const at of slot.blocks) times.set(formOf(at), (times.get(formOf(at)) ?? 0) + 1);
  return (at) => times.get(formOf(at)) ?? 0;
};

/** Lines beside tags that are numbers of something, "3 hrs ago" or "12 comments": they come again, digits aside, or name nothing. */
const countsAmong = (slot: Slot, blocks: readonly JudgedBlock[], times: Times): ReadonlySet<number> =>
  new Set(
    slot.blocks.filter((at) => {
      const text = blocks[at]?.text ?? '';
      return /\p{Nd}/u.test(text) && (times(at) >= AGAIN || !/\p{Lu}/u.test(text));
    }),
  );

const FURNITURE: Named = ['template', 'split:same-in-entries'];
const LABEL = 5;

/** Short lines of text that most entries have in the same words, numbers aside: "120 Share this post", "Download". */
const sameInEntries = (slot: Slot, blocks: readonly JudgedBlock[], times: Times, entries: number): number[] =>
  slot.blocks.filter((at) => {
    const block = blocks[at];
    return (
      block !== undefined &&
      TEXT_ROLES.has(block.role) &&
      block.rule.startsWith('model:') &&
      wordCount(block.text) <= LABEL &&
      times(at) >= Math.max(AGAIN, entries * MOST)
    );
  });

/** The blocks of entries by their place in them: the shapes of the elements around. */
export const slotsOf = (
  nodes: readonly ElementNode[],
  blocks: readonly JudgedBlock[],
  starts: readonly Start[],
  members: readonly number[],
): Map<string, Slot> => {
  const isMember = new Set(members);
  const timed = timedElements(nodes);
  const slots = new Map<string, Slot>();
  starts.forEach(({ block: from, until = from, title, more }, entry) => {
    for (let at = from; at < until; at++) {
      const block = blocks[at];
      if (block === undefined || at === title || at === more) continue;
      const aboveTitle = title !== null && at < title;
      let key = aboveTitle ? '^' : '';
      let words = '';
      for (let node = block.node, level = 0; node >= 0 && level < LEVELS && !isMember.has(node); level++) {
        const element = nodes[node];
        if (element === undefined) break;
        key += ` ${shapeOf(element)}`;
        words += ` ${element.attributes.class ?? ''} ${element.attributes.itemprop ?? ''} ${element.attributes.rel ?? ''}`;
        node = element.parent;
      }
      const slot = slots.get(key) ?? {
        blocks: [],
        entries: new Set<number>(),
        words: words.replace(OF_CARD, ' '),
        aboveTitle,
        timed: 0,
      };
      slot.blocks.push(at);
      if (timed.has(block.node)) slot.timed++;
      slot.entries.add(entry);
      slots.set(key, slot);
    }
  });
  return slots;
};

/** Parts of a line. */
const INLINE: ReadonlySet<string> = new Set(['time', 'a', 'span', 'b', 'strong', 'em', 'i', 'small']);

/** The elements that state a time, and those around them up to the line that they stand in. */
const timedElements = (nodes: readonly ElementNode[]): ReadonlySet<number> => {
  const timed = new Set<number>();
  nodes.forEach(({ tag, attributes }, index) => {
    if (tag !== 'time' || attributes.datetime === undefined) return;
    let node = index;
    for (; INLINE.has(nodes[node]?.tag ?? '') && !timed.has(node); node = nodes[node]?.parent ?? -1)
      timed.add(node);
    timed.add(node);
  });
  return timed;
};

/** Whether a block may have a role at all: a date is no sentence, a list of tags is short. */
const fits = (role: Role, block: JudgedBlock): boolean => {
  if (role === 'date') return isDatedLabel(block.text) || wordCount(block.text) <= NAME;
  if (role === 'caption') return block.role !== 'date' && block.role !== 'image-alt';
  if (role === 'paragraph') return PAGE_ROLES.has(block.role) && block.rule.startsWith('model:');
  return wordCount(block.text) <= SHORT * 2 && block.role !== 'date' && block.role !== 'image-alt';
};

const judge = (slot: Slot, blocks: readonly JudgedBlock[], entries: number): Named | null => {
  if (isConstant(slot, blocks)) return null;
  const own = slot.blocks.flatMap((at) => blocks[at] ?? []);
  const share = (test: (block: JudgedBlock) => boolean): number => own.filter(test).length / own.length;
  if (OF_CAPTION.test(slot.words) && !slot.words.includes('headline'))
    return ['caption', 'split:entry-caption'];
  const short = share((block) => wordCount(block.text) <= SHORT) >= 0.9;
  if (share((block) => block.role === 'date' || isDatedLabel(block.text)) >= MOST)
    return ['date', 'split:entry-date'];
  if (short && slot.timed >= slot.blocks.length * MOST) return ['date', 'split:entry-date'];
  if (!short) {
    const text = share((block) => TEXT_ROLES.has(block.role));
    return text >= MOST && text < 1 ? ['paragraph', 'split:entry-text'] : null;
  }
  if (
    share((block) => block.role === 'read-more' || block.role === 'share' || block.role === 'comments') >=
    SOME
  )
    return null;
  const named =
    share((block) => wordCount(block.text) <= NAME && PROFILE_ADDRESS.test(linkOf(block) ?? '')) >= MOST;
  if (named) return ['byline', 'split:entry-byline'];
  const called = OF_AUTHOR.test(slot.words) ? 'byline' : OF_TAGS.test(slot.words) ? 'tags' : null;
  if (called === 'byline' || (called === null && share((block) => block.role === 'byline') >= SOME))
    return ['byline', 'split:entry-byline'];
  if (called === 'tags' || share((block) => block.role === 'tags') >= SOME)
    return ['tags', 'split:entry-tags'];
  const kicker =
    slot.aboveTitle && slot.entries.size >= entries * MOST && slot.blocks.length <= slot.entries.size * 1.2;
  if (!kicker || share((block) => wordCount(block.text) <= KICKER && !/\p{Nd}/u.test(block.text)) < 0.9)
    return null;
  const texts = own.map(({ text }) => text);
  if (areSections(texts)) return ['tags', 'split:kicker'];
  return areNames(texts) ? ['byline', 'split:entry-byline'] : null;
};

/** Whether nearly every entry has the same words there: a button, a label. */
const isConstant = (slot: Slot, blocks: readonly JudgedBlock[]): boolean => {
  const texts = new Set(slot.blocks.map((at) => blocks[at]?.text));
  return slot.blocks.length >= 3 && texts.size <= 1 + slot.blocks.length * 0.1;
};
