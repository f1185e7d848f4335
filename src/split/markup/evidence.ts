import type { JudgedBlock, Markup } from '../../document/block.ts';
import type { PageType } from '../../document/page.ts';
import { clockIn, runBackwards } from '../date-line.ts';
import { NO_EVIDENCE, type SplitEvidence, type Start } from '../evidence.ts';
import { markExcerpts, textWords } from '../teaser.ts';
import { aroundArticles } from './around.ts';
import { declaredBy, isInLiveBlog } from './declared.ts';
import { linkedParts, titleIn } from './entry-parts.ts';
import { frontEvidence } from './front.ts';
import { withGroups } from './group-headings.ts';
import { type Group, type GroupSignal, groupsOf, withSignals } from './groups.ts';
import { resolve, siteLinks } from './link.ts';
import { objectionTo } from './objection.ts';
import type { PageView } from './page-view.ts';
import { withSections } from './sections.ts';
import { rolesBySlot } from './slots.ts';
import { type Subtrees, subtreesOf } from './subtree.ts';
import { widened } from './widen.ts';

/** Words of text by which cards of many shapes must surpass the best group of one shape. */
const MORE_TEXT = 1.05;
const SAME_TEXT = 0.98;

/**
 * Looks for the entries of an HTML page: elements of the same shape, each with text and most with a heading
 * that links to its own page, a date, a byline; or, where that leaves much of the page out, the cards of a front
 * page, of several shapes. Linear in nodes and blocks.
 */
export const markupEvidence = (
  judged: readonly JudgedBlock[],
  markup: Markup,
  { url, pageType }: { readonly url: string | null; readonly pageType: PageType },
): SplitEvidence => {
  const base = baseOf(markup, url);
  const isSiteLink = siteLinks(base);
  const sectioned = withSections(markup, judged, isSiteLink);
  const trees = subtreesOf(sectioned.nodes, sectioned.blocks, isSiteLink);
  const around = aroundArticles(sectioned.nodes, trees);
  const view: PageView = { ...sectioned, trees, around, base, pageType, declared: declaredBy(markup) };
  const group = groupEvidence(view);
  const front = frontEvidence(view);
  const isGroup = front === null || (isSound(group) && !(isSound(front) && isFuller(front, group, view)));
  return withGroups(isGroup ? group : front, view);
};

/** Whether cards of several shapes hold more of the page than the elements of one: more text, or more entries. */
const isFuller = (front: SplitEvidence, group: SplitEvidence, view: PageView): boolean => {
  const [more, less] = [wordsIn(front, view), wordsIn(group, view)];
  return more > less * MORE_TEXT || (front.starts.length > group.starts.length && more >= less * SAME_TEXT);
};

const isSound = ({ starts, against, confidence, enough }: SplitEvidence): boolean =>
  starts.length >= 2 && against === null && confidence >= enough;

/** Words of the texts of all entries. */
const wordsIn = ({ starts }: SplitEvidence, { blocks }: PageView): number =>
  starts.reduce((sum, start) => sum + textWords(start, blocks).reduce((words, count) => words + count, 0), 0);

/** What entries have of their own, by which those of a page that is known as a listing are surer. */
const OWN: readonly GroupSignal[] = ['own-date', 'own-byline'];

/** The entries that are elements of one shape. */
const groupEvidence = (view: PageView): SplitEvidence => {
  const { nodes, blocks, trees, around, declared, pageType } = view;
  const best = bestGroup(groupsOf(nodes, trees, around), trees);
  if (best === null) return NO_EVIDENCE;
  const members = widened(best.members, nodes, trees);
  const found = members.map((member) => startOf(member, best, view));
  const isListing = pageType === 'listing' && OWN.some((signal) => best.signals.includes(signal));
  const group = withSignals(best, [
    ...outsideSignals(found, members, view),
    ...(isListing ? (['listing-page'] as const) : []),
  ]);
  const starts = found.map((start) => ({
    ...start,
    signals: group.signals,
    confidence: group.confidence,
  }));
  const sorted = starts.sort((left, right) => left.block - right.block);
  const all = markExcerpts(sorted, (start) => textWords(start, blocks));
  return {
    starts: all,
    end: all[all.length - 1]?.until ?? blocks.length,
    confidence: group.confidence,
    enough: enoughFor(all.length, declared.article && pageType !== 'listing' && !isTimedLive(group)),
    roles: rolesBySlot(nodes, blocks, all, members),
    against: objectionTo(group, all, view),
  };
};

/** Whether the entries are the dated reports of a live blog, which calls itself one article, too. */
const isTimedLive = ({ signals }: Group): boolean => signals.includes('live') && signals.includes('own-date');

/** A page that calls itself one article must look much like a list to be one; two entries are soon alike, too. */
const enoughFor = (entries: number, isArticle: boolean): number => {
  if (isArticle) return 0.86;
  return entries > 2 ? 0.6 : 0.75;
};

/** What the page says of its entries outside them. */
const outsideSignals = (
  starts: readonly Start[],
  members: readonly number[],
  { nodes, blocks, declared }: PageView,
): ('listed' | 'live')[] => {
  const listed = starts.filter(({ url }) => url != null && declared.listed.has(url)).length;
  const live = declared.live || isInLiveBlog(nodes, members[0] ?? -1) || areTimed(starts, blocks);
  return [
    ...(listed >= starts.length * 0.6 ? (['listed'] as const) : []),
    ...(live ? (['live'] as const) : []),
  ];
};

/** Whether each of most entries has a time of the day, later ones above earlier ones. */
const areTimed = (starts: readonly Start[], blocks: readonly JudgedBlock[]): boolean => {
  const times = starts.flatMap(({ block, until = block }) => {
    const own = blocks.slice(block, until).map(({ text }) => clockIn(text));
    return own.find((time) => time !== null) ?? [];
  });
  return times.length >= starts.length * 0.6 && runBackwards(times);
};

/** The address against which links are read. */
const baseOf = (markup: Markup, url: string | null): string | null =>
  markup.base === null ? url : (resolve(markup.base, url) ?? url);

/** The surest of the groups that hold the most text; of equals the outermost, so that entries are whole. */
const bestGroup = (groups: readonly Group[], trees: Subtrees): Group | null => {
  let best: Group | null = null;
  let bestMerit = 0;
  for (const group of groups) {
    const merit =
      group.confidence * Math.sqrt(group.words) - (trees.depth[group.members[0] ?? 0] ?? 0) * 0.001;
    if (merit > bestMerit) {
      best = group;
      bestMerit = merit;
    }
  }
  return best;
};

const startOf = (member: number, group: Group, view: PageView): Start => {
  const from = view.trees.first[member] ?? 0;
  const until = view.trees.after[member] ?? from;
  return {
    block: from,
    until,
    signals: group.signals,
    confidence: group.confidence,
    ...linkedParts({ block: from, until }, titleIn(from, until, view), view),
  };
};
