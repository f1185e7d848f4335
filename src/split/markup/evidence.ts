import type { ElementNode, JudgedBlock, Markup } from '../../document/block.ts';
import type { PageType } from '../../document/page.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { NO_EVIDENCE, type SplitEvidence, type Start } from '../evidence.ts';
import { wordCount } from '../measure.ts';
import { markExcerpts, textWords } from '../teaser.ts';
import { type Declared, declaredBy, isInLiveBlog } from './declared.ts';
import { type Group, groupsOf, withSignals } from './groups.ts';
import { linkAround, linkOf, resolve, siteLinks } from './link.ts';
import { type Sectioned, withSections } from './sections.ts';
import { rolesBySlot } from './slots.ts';
import { type Subtrees, subtreesOf } from './subtree.ts';
import { widened } from './widen.ts';

/** Entries must hold this share of the page's text; else they are a box beside an article. */
const LEAST_COVERAGE = 0.5;
/** A text that stands outside the entries and is longer than this and than each of them is the page's article. */
const OWN_ARTICLE_WORDS = 120;

/** A shop shows news in a corner: what it sells has fewer words, and is the page all the same. */
const OWN_SHOP_WORDS = 12;
/** Entries without proof must hold so much of the page's words, headlines included: front pages are more than one list. */
const PLAIN_COVERAGE = 0.75;

/** Without any of these, long texts under linked headings are sections of one article. */
const PROOF = ['entry-element', 'own-date', 'own-byline', 'read-more'] as const;
const TEASER_WORDS = 80;

/**
 * Looks for the entries of an HTML page: elements of the same shape, each with text and most with a heading
 * that links to its own page, a date, a byline. Linear in nodes and blocks.
 */
export const markupEvidence = (
  judged: readonly JudgedBlock[],
  markup: Markup,
  page: { readonly url: string | null; readonly pageType: PageType },
): SplitEvidence => {
  const base = baseOf(markup, page.url);
  const isSiteLink = siteLinks(base);
  const sectioned = withSections(markup, judged, isSiteLink);
  const { blocks, nodes } = sectioned;
  const trees = subtreesOf(nodes, blocks, isSiteLink);
  const groups = groupsOf(nodes, trees);
  const best = bestGroup(groups, trees);
  if (best === null) return NO_EVIDENCE;
  const members = widened(best.members, nodes, trees);
  const declared = declaredBy(markup);
  const found = members.map((member) => startOf(member, best, sectioned, trees, base));
  const group = withSignals(best, outsideSignals(found, members, nodes, declared));
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
    enough: enoughFor(all.length, declared),
    roles: rolesBySlot(nodes, blocks, all, members),
    against: objectionTo(group, all, blocks, trees, page.pageType),
  };
};

/** A page that calls itself one article must look much like a list to be one; two entries are soon alike, too. */
const enoughFor = (entries: number, declared: Declared): number => {
  if (declared.article) return 0.86;
  return entries > 2 ? 0.6 : 0.75;
};

/** What the page says of its entries outside them. */
const outsideSignals = (
  starts: readonly Start[],
  members: readonly number[],
  nodes: readonly ElementNode[],
  declared: Declared,
): ('listed' | 'live')[] => {
  const listed = starts.filter(({ url }) => url != null && declared.listed.has(url)).length;
  const live = declared.live || isInLiveBlog(nodes, members[0] ?? -1);
  return [
    ...(listed >= starts.length * 0.6 ? (['listed'] as const) : []),
    ...(live ? (['live'] as const) : []),
  ];
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

const startOf = (
  member: number,
  group: Group,
  { nodes, blocks }: Sectioned,
  trees: Subtrees,
  base: string | null,
): Start => {
  const from = trees.first[member] ?? 0;
  const until = trees.after[member] ?? from;
  const title = titleIn(from, until, blocks, trees);
  const href = title === null ? null : hrefOf(title, from, until, blocks, nodes);
  return {
    block: from,
    until,
    title,
    more: moreIn(until, title, href, blocks),
    signals: group.signals,
    confidence: group.confidence,
    url: href === null ? null : resolve(href, base),
  };
};

/** The block that names an entry: its first heading, else a title by role, else its first line that is a link. */
const titleIn = (
  from: number,
  until: number,
  blocks: readonly JudgedBlock[],
  trees: Subtrees,
): number | null => {
  let linked: number | null = null;
  let byRole: number | null = null;
  let heading: number | null = null;
  for (let at = from; at < until; at++) {
    const block = blocks[at];
    if (block === undefined || block.role === 'image-alt') continue;
    if (trees.inHeading[at] === 1 && block.role !== 'date') {
      if (linkOf(block) !== null) return at;
      heading ??= at;
    }
    if (byRole === null && (block.role === 'title' || block.role === 'heading')) byRole = at;
    if (linked === null && linkOf(block) !== null && wordCount(block.text) >= 3 && block.role !== 'tags')
      linked = at;
  }
  return heading ?? byRole ?? linked;
};

/** The link under an entry's text that leads where its title leads: to the rest of it. */
const moreIn = (
  until: number,
  title: number | null,
  href: string | null,
  blocks: readonly JudgedBlock[],
): number | null => {
  if (title === null || href === null) return null;
  const address = withoutFragment(href);
  const name = blocks[title]?.text ?? '';
  let hasText = false;
  for (let at = title + 1; at < until; at++) {
    const block = blocks[at];
    if (block === undefined) continue;
    const link = linkOf(block);
    const leadsOn = link !== null && withoutFragment(link) === address && isShort(block.text, name);
    if (leadsOn && hasText && block.role !== 'image-alt' && block.text !== name) return at;
    if (link === null && wordCount(block.text) >= 6) hasText = true;
  }
  return null;
};

const MORE_WORDS = 8;

/** "Read more", also with the title of what there is to read. */
const isShort = (text: string, title: string): boolean =>
  wordCount(text) - (text.includes(title) ? wordCount(title) : 0) <= MORE_WORDS;

const withoutFragment = (href: string): string => {
  const hash = href.indexOf('#');
  return hash < 0 ? href : href.slice(0, hash);
};

/** Where an entry leads: its title's link, the link around it, else that of its link to the rest. */
const hrefOf = (
  title: number,
  from: number,
  until: number,
  blocks: readonly JudgedBlock[],
  nodes: readonly ElementNode[],
): string | null => {
  const block = blocks[title];
  if (block === undefined) return null;
  const own = linkOf(block) ?? linkAround(nodes, block.node, 5);
  if (own !== null) return own;
  for (let at = from; at < until; at++) {
    const other = blocks[at];
    if (other?.role === 'read-more') return linkOf(other) ?? linkAround(nodes, other.node, 3);
  }
  return null;
};

/** What speaks against the members being the page's articles. */
const objectionTo = (
  group: Group,
  starts: readonly Start[],
  blocks: readonly JudgedBlock[],
  trees: Subtrees,
  pageType: PageType,
): string | null => {
  const dated = group.signals.includes('own-date') || group.signals.includes('own-byline');
  const titled = group.signals.includes('linked-heading') || group.signals.includes('entry-element');
  const shop = pageType === 'product' || pageType === 'collection';
  if (shop && !(dated && titled)) return 'things-not-articles';
  let total = 0;
  let outside = 0;
  let shown = 0;
  let beside = 0;
  let start = 0;
  blocks.forEach((block, index) => {
    while (index >= (starts[start]?.until ?? Number.POSITIVE_INFINITY)) start++;
    if (!TEXT_ROLES.has(block.role)) return;
    const words = wordCount(block.text);
    const isOutside = index < (starts[start]?.block ?? Number.POSITIVE_INFINITY);
    shown += words;
    if (isOutside) beside += words;
    if (trees.inHeading[index] === 1) return;
    total += words;
    if (isOutside) outside += words;
  });
  const largest = Math.max(...group.members.map((member) => trees.words[member] ?? 0));
  const own = shop ? OWN_SHOP_WORDS : OWN_ARTICLE_WORDS;
  if (outside > own && outside > total * (1 - LEAST_COVERAGE)) return 'text-outside';
  if (outside > OWN_ARTICLE_WORDS && outside > largest * 1.5 && outside > total * 0.3) return 'text-outside';
  const titles = starts.flatMap(({ title }) => (title === null ? [] : [blocks[title]?.text ?? '']));
  const timed = group.signals.includes('live') && group.signals.includes('own-date');
  if (titles.length < starts.length * 0.6 && !timed) return 'no-titles';
  if (new Set(titles).size < titles.length * 0.8) return 'titles-repeat';
  const sizes = group.members.map((member) => trees.words[member] ?? 0).sort((left, right) => right - left);
  const median = sizes[sizes.length >> 1] ?? 0;
  const plain = !PROOF.some((signal) => group.signals.includes(signal)) && !group.signals.includes('listed');
  if (plain && median > TEASER_WORDS) return 'sections-with-links';
  if (plain && beside > shown * (1 - PLAIN_COVERAGE)) return 'text-outside';
  const urls = starts.flatMap(({ url }) => (url == null ? [] : [url]));
  if (new Set(urls).size < urls.length * 0.8) return 'links-repeat';
  if (largest > 250 && largest > 5 * median && median < 130) {
    return (trees.words[group.members[0] ?? 0] ?? 0) === largest ? 'related-box' : 'one-text-rules';
  }
  return null;
};
