import type { ElementNode } from '../../document/block.ts';
import { isMadeSection } from './sections.ts';
import type { Subtrees } from './subtree.ts';

/** Elements of the same shape at the same place of the page, in reading order: they may be entries. */
export interface Group {
  readonly members: readonly number[];
  readonly signals: readonly GroupSignal[];
  readonly confidence: number;
  /** Words of text below its members. */
  readonly words: number;
}

/** How much each signal says that members of a group are articles of their own. */
const WEIGHTS = {
  'linked-heading': 0.55,
  'linked-title': 0.35,
  'entry-element': 0.4,
  'own-date': 0.4,
  'own-byline': 0.3,
  'read-more': 0.4,
  'own-tags': 0.3,
  heading: 0.15,
  'same-shape': 0.2,
  listed: 0.4,
  live: 0.4,
  'listing-page': 0.35,
} as const;

export type GroupSignal = keyof typeof WEIGHTS;

/** Share of the members that must have a part for it to be the group's. */
const MOST = 0.65;
/** Words without which a member is a headline, not an entry. */
const ENTRY_WORDS = 6;
/** Elements that never are entries by themselves. */
const NEVER: ReadonlySet<string> = new Set([
  'html',
  'body',
  'head',
  'main',
  'p',
  'span',
  'a',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'nav',
  'footer',
  'form',
  'script',
  'tbody',
  'td',
]);

const ENTRY_CLASS = /(?:^|\s)(?:h-entry|hentry|h-feed-item)(?:\s|$)/i;
const ENTRY_TYPE = /schema\.org\/(?:\w*Article|BlogPosting|\w*Posting|Report|Review)\b/i;

/** Elements that say of themselves that they are an entry. */
export const isEntryElement = (node: ElementNode): boolean =>
  node.tag === 'article' ||
  node.attributes.role === 'article' ||
  ENTRY_CLASS.test(node.attributes.class ?? '') ||
  ENTRY_TYPE.test(node.attributes.itemtype ?? '');

/** The groups of a page that may be its entries, in no order of merit. */
export const groupsOf = (nodes: readonly ElementNode[], trees: Subtrees, around: Uint8Array): Group[] => {
  const byPlace = new Map<string, number[]>();
  const entries: number[] = [];
  const insideEntry = new Uint8Array(nodes.length);
  nodes.forEach((node, index) => {
    if ((trees.after[index] ?? 0) === 0) return;
    insideEntry[index] = node.parent >= 0 ? (insideEntry[node.parent] ?? 0) : 0;
    if (around[index] === 1 || NEVER.has(node.tag)) return;
    if (isEntryElement(node)) {
      if (insideEntry[index] === 0) entries.push(index);
      insideEntry[index] = 1;
    }
    if ((trees.words[index] ?? 0) < ENTRY_WORDS) return;
    // Sections of two columns are alike.
    const above = isMadeSection(node) ? undefined : nodes[node.parent];
    const place = `${shapeOf(node)} ${above === undefined ? '' : shapeOf(above)} ${trees.depth[index]}`;
    const known = byPlace.get(place);
    if (known === undefined) byPlace.set(place, [index]);
    else known.push(index);
  });
  const groups = [...byPlace.values(), entries].filter((members) => members.length >= 2);
  return groups.flatMap((members) => {
    const group = judge(members, nodes, trees);
    return group === null ? [] : [group];
  });
};

const DIGITS = /[\d_-]+/g;

/** Tag and first class of an element; numbers in it differ from entry to entry. */
export const shapeOf = (node: ElementNode): string => {
  const name = (node.attributes.class ?? '').trimStart();
  const end = name.search(/\s/);
  return `${node.tag}.${(end < 0 ? name : name.slice(0, end)).replace(DIGITS, '-')}`;
};

const judge = (members: readonly number[], nodes: readonly ElementNode[], trees: Subtrees): Group | null => {
  const withText = members.filter((member) => (trees.words[member] ?? 0) >= ENTRY_WORDS);
  if (withText.length < 2 || withText.length < members.length * 0.5) return null;
  const share = (test: (member: number) => boolean): boolean =>
    withText.filter(test).length >= withText.length * MOST;
  const has = (sum: Int32Array) => share((member) => (sum[member] ?? 0) > 0);
  if (!share((member) => (trees.linkedHeadings[member] ?? 0) <= 1)) return null;
  // A list of headlines, names or jobs is navigation: articles have text.
  if (withText.filter((member) => (trees.prose[member] ?? 0) > 0).length < withText.length * 0.5) return null;
  const signals: GroupSignal[] = [];
  if (share((member) => trees.linkedHeadings[member] === 1)) signals.push('linked-heading');
  else if (has(trees.headings)) signals.push('heading');
  else if (has(trees.linkedTitles)) signals.push('linked-title');
  if (share((member) => isEntryElement(nodes[member] ?? EMPTY))) signals.push('entry-element');
  if (has(trees.dates)) signals.push('own-date');
  if (has(trees.bylines)) signals.push('own-byline');
  if (has(trees.readMores)) signals.push('read-more');
  if (has(trees.tags)) signals.push('own-tags');
  if (withText.length >= 3) signals.push('same-shape');
  return {
    members: withText,
    signals,
    confidence: confidenceOf(signals),
    words: withText.reduce((sum, member) => sum + (trees.words[member] ?? 0), 0),
  };
};

export const confidenceOf = (signals: readonly GroupSignal[]): number =>
  Math.round((1 - signals.reduce((rest, signal) => rest * (1 - WEIGHTS[signal]), 1)) * 1000) / 1000;

/** The group with signals that stand outside its elements. */
export const withSignals = (group: Group, more: readonly GroupSignal[]): Group => {
  const signals = [...group.signals, ...more];
  return { ...group, signals, confidence: confidenceOf(signals) };
};

const EMPTY: ElementNode = { parent: -1, tag: '', attributes: {} };
