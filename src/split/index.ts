import type { Boundary } from '../document/article.ts';
import type { Block, Cleaned, JudgedBlock } from '../document/block.ts';
import type { RefineOptions } from '../document/options.ts';
import type { PageType } from '../document/page.ts';
import type { Role } from '../document/role.ts';
import { blocksByArticle, TEXT_ROLES } from '../document/text.ts';
import { hasDatePart } from './date-line.ts';
import type { Post, SplitEvidence, Start } from './evidence.ts';
import { flatEvidence } from './flat.ts';
import { isLabel, kickerRole, type Named } from './kicker.ts';
import { MEMBER_SINCE, postsOfLines, rolesInPosts } from './lines/thread.ts';
import { areReviews, standingAround } from './markup/around.ts';
import { areHeadlines } from './markup/bare-links.ts';
import { markupEvidence } from './markup/evidence.ts';
import { postsOf } from './markup/thread.ts';
import { isUnsure, LONG_TEXT, PAGE_ROLES, wordCount } from './measure.ts';
import { copiesProse, SAID_BEFORE, toldOnce } from './said-before.ts';
import { placeSingle, type Range } from './single.ts';
import { isCutOff } from './teaser.ts';

export { MEMBER_SINCE };

/** What splitting knows of one article that no block says. */
interface Entry {
  readonly article: number;
  /** Address that the entry links to; null for text pages and single articles. */
  readonly url: string | null;
  /** The entry is cut off, the rest is on its own page. */
  readonly teaser: boolean;
  /** What the heading over the entry's group says, null when none stands there. */
  readonly section: string | null;
}

export interface Split {
  readonly blocks: Block[];
  readonly boundaries: Boundary[];
  readonly entries: Entry[];
  /** The posts of a thread, which is one article. */
  readonly posts: readonly Post[];
}

/** A page whose markup shows no entries is split only when the order of its blocks is as sure as this. */
const ENOUGH_WITHOUT_MARKUP = 0.75;

/**
 * Puts every block in its article (1-based; null for the page's own blocks). A page stays whole unless its
 * boundaries are sure enough; the boundary of the first article then says what was considered.
 * Rules that can be switched off: `split:entries`, `split:said-before`.
 */
export const split = (
  cleaned: Cleaned,
  page: { readonly url: string | null },
  options: RefineOptions,
): Split => {
  const found = articlesOf(cleaned, page, options);
  if (!copiesProse(cleaned.markup !== null, cleaned.pageType)) return found;
  return options.disabledRules.includes(SAID_BEFORE) ? found : { ...found, blocks: toldOnce(found.blocks) };
};

const articlesOf = (
  cleaned: Cleaned,
  page: { readonly url: string | null },
  options: RefineOptions,
): Split => {
  const { blocks } = cleaned;
  if (options.disabledRules.includes('split:entries')) return whole(blocks, ['switched-off'], 1);
  const evidence = cleaned.pageType === 'forum' ? weblogEvidence(cleaned, page) : evidenceOf(cleaned, page);
  if (evidence === null) return thread(cleaned);
  if (evidence.starts.length < 2) return whole(blocks, ['no-repetition'], 1);
  if (evidence.against !== null) return whole(blocks, [evidence.against], evidence.confidence, evidence);
  if (evidence.confidence < evidence.enough)
    return whole(blocks, ['below-threshold'], 1 - evidence.confidence, evidence);
  return cut(blocks, evidence);
};

/** The entries of a weblog that looks like a thread: each has a linked title, and a way to read on; null for a thread. */
const weblogEvidence = (
  { blocks, markup }: Cleaned,
  page: { readonly url: string | null },
): SplitEvidence | null => {
  if (markup === null) return null;
  const found = markupEvidence(blocks, markup, { url: page.url, pageType: 'listing' });
  const isWeblog =
    found.against === null &&
    found.confidence >= found.enough &&
    found.starts.length >= OF_WEBLOG.entries &&
    found.starts.every(({ signals }) => OF_WEBLOG.signals.every((signal) => signals.includes(signal)));
  return isWeblog ? found : null;
};

const OF_WEBLOG = { entries: 3, signals: ['linked-heading', 'read-more'] };

const SHOPS: ReadonlySet<PageType> = new Set<PageType>(['product', 'collection']);

/** Share of the entries that must stand around the page's articles for all to be a box of the page. */
const MOST_AROUND = 0.5;

/** Markup says more than the order of blocks; where it says nothing, as on hand-made pages, the order may. */
const evidenceOf = (cleaned: Cleaned, page: { readonly url: string | null }): SplitEvidence => {
  if (cleaned.markup === null) return flatEvidence(cleaned.blocks, cleaned.pageType);
  const found = markupEvidence(cleaned.blocks, cleaned.markup, { url: page.url, pageType: cleaned.pageType });
  if (found.starts.length >= 2 && found.confidence >= found.enough) return found;
  if (SHOPS.has(cleaned.pageType) || !mayRepeat(cleaned)) return found;
  const flat = flatEvidence(cleaned.blocks, cleaned.pageType === 'listing' ? 'other' : cleaned.pageType);
  if (flat.confidence < ENOUGH_WITHOUT_MARKUP) return found;
  if (flat.against !== null) return flat;
  const beside = standingAround(flat.starts, cleaned.blocks, cleaned.markup);
  if (beside.length >= Math.max(2, flat.starts.length * MOST_AROUND))
    return { ...flat, starts: beside, against: 'around-articles' };
  if (areHeadlines(flat.starts, cleaned.blocks)) return { ...flat, against: 'headlines-only' };
  const reviews = areReviews(flat.starts, cleaned.blocks, cleaned.markup.nodes);
  return reviews ? { ...flat, against: 'things-not-articles' } : flat;
};

/** Roles that entries have, of which an article has one or two. */
const OF_ENTRIES: ReadonlySet<Role> = new Set<Role>(['date', 'byline', 'tags', 'read-more']);
const ENTRIES = 3;

/** Whether a page is worth reading for an order that its blocks repeat: most articles have nothing of the kind. */
const mayRepeat = ({ blocks, pageType }: Cleaned): boolean =>
  pageType === 'listing' ||
  pageType === 'other' ||
  [...OF_ENTRIES].some((role) => blocks.filter((block) => block.role === role).length >= ENTRIES);

/** A thread is one article; its posts are told apart. */
const thread = ({ blocks, markup }: Cleaned): Split => {
  if (markup !== null) return { ...whole(blocks, ['forum'], 1), posts: postsOf(blocks, markup) };
  const posts = postsOfLines(blocks);
  const roles = rolesInPosts(posts, blocks);
  const named = blocks.map((block, index) => {
    const own = roles.get(index);
    return own === undefined ? block : { ...block, role: own[0], rule: own[1] };
  });
  return { ...whole(named, ['forum'], 1), posts };
};

const asBlock = (block: JudgedBlock, article: number | null, role = block.role, rule = block.rule): Block => {
  const { ordinal, line, text, node, links, confidence } = block;
  return {
    ordinal,
    line,
    text,
    node,
    links,
    article: PAGE_ROLES.has(role) ? null : article,
    role,
    rule,
    confidence,
  };
};

/** The page as one article, or as none when it has no text. */
const whole = (
  judged: readonly JudgedBlock[],
  signals: readonly string[],
  confidence: number,
  evidence?: SplitEvidence,
): Split => {
  const blocks = placeSingle(judged, boxesOf(evidence)).map(({ block, article, role, rule }) =>
    asBlock(block, article, role, rule),
  );
  const first = blocks.find((block) => block.article === 1);
  if (first === undefined) return { blocks, boundaries: [], entries: [], posts: [] };
  return {
    blocks,
    boundaries: [
      {
        block: first.ordinal,
        article: 1,
        signals: ['whole', ...signals, ...consideredIn(evidence)],
        confidence,
      },
    ],
    entries: [{ article: 1, url: null, teaser: isCutOff(blocks, 1), section: null }],
    posts: [],
  };
};

/** Where boxes of other articles stand on a page of one: all below its text, or each by itself. */
const boxesOf = (evidence: SplitEvidence | undefined): readonly Range[] => {
  const starts = evidence?.starts ?? [];
  if (evidence?.against === 'related-box' && starts[1] !== undefined)
    return [{ from: starts[1].block, until: Number.POSITIVE_INFINITY }];
  if (evidence?.against !== 'around-articles') return [];
  return starts.map(({ block, until = evidence.end }) => ({ from: block, until }));
};

const MOST_CONSIDERED = 12;

/** What was seen where a page might have been parted and was not: the signals, and the blocks as `at:12`. */
const consideredIn = (evidence: SplitEvidence | undefined): string[] => {
  if (evidence === undefined) return [];
  const signals = new Set(evidence.starts.slice(1).flatMap((start) => start.signals));
  return [...signals, ...evidence.starts.slice(1, 1 + MOST_CONSIDERED).map(({ block }) => `at:${block}`)];
};

/** The page as the articles that start where the evidence says. */
const cut = (judged: readonly JudgedBlock[], evidence: SplitEvidence): Split => {
  const { starts } = evidence;
  const titles = new Set(starts.map((start) => start.title));
  const mores = new Set(starts.map((start) => start.more ?? null));
  const sections = new Set(starts.map(({ section }) => section));
  const label = listingLabel(judged, starts);
  const kicker = kickerRole(judged, starts);
  let article = 0;
  const blocks = judged.map((block, index) => {
    if (starts[article]?.block === index) article++;
    const until = starts[article - 1]?.until ?? evidence.end;
    const belongs = article > 0 && index < Math.min(until, evidence.end) ? article : null;
    const title = starts[article - 1]?.title ?? null;
    if (belongs === null && sections.has(index))
      return asBlock(block, null, 'heading', 'split:group-heading');
    if (index === label) return asBlock(block, null, 'listing-title', 'split:listing-label');
    const isKicker = belongs !== null && title !== null && index < title && isShortLine(block);
    if (belongs !== null && title !== null && index > title && isMoreOf(block, judged[title]))
      return asBlock(block, belongs, 'read-more', 'split:more-of-title');
    const [role, rule] = roleInPlace(
      block,
      titles.has(index),
      isKicker,
      belongs,
      article,
      evidence.roles?.get(index),
      kicker,
    );
    if (mores.has(index) && role !== 'read-more')
      return asBlock(block, belongs, 'read-more', 'split:entry-link');
    return asBlock(block, belongs, role, rule);
  });
  const own = blocksByArticle(blocks);
  return {
    blocks,
    boundaries: starts.map((start, index) => ({
      block: start.block,
      article: index + 1,
      signals: start.signals,
      confidence: start.confidence,
    })),
    entries: starts.map(({ url, excerpt = false, section = null }, index) => ({
      article: index + 1,
      url: url ?? null,
      teaser: excerpt || isCutOff(own.get(index + 1) ?? [], index + 1),
      section: judged[section ?? -1]?.text ?? null,
    })),
    posts: [],
  };
};

/** "Category: Harbour" over all entries, of which the others have no such line: what the listing calls itself. */
const listingLabel = (judged: readonly JudgedBlock[], starts: readonly Start[]): number | null => {
  const first = starts[0]?.block ?? 0;
  const tagged = starts.filter(({ signals }, index) => index > 0 && signals.includes('tags')).length;
  if (tagged >= starts.length / 3) return null;
  if (judged[first]?.role === 'tags') return first;
  return judged[first - 1]?.role === 'tags' ? first - 1 : null;
};

const MORE_WORDS = 5;

/** "Read more: The ferry sails again", under the entry of that title. */
const isMoreOf = ({ text, role }: JudgedBlock, title: JudgedBlock | undefined): boolean =>
  title !== undefined &&
  !ABOUT.has(role) &&
  text.length > title.text.length &&
  text.includes(title.text) &&
  wordCount(text) - wordCount(title.text) <= MORE_WORDS;

const ABOUT: ReadonlySet<Role> = new Set<Role>(['image-alt', 'caption', 'read-more', 'title']);

const isShortLine = (block: JudgedBlock): boolean =>
  (block.role === 'heading' || block.role === 'list-item') && isLabel(block.text);

const LETTER = /\p{L}/u;
const LONGEST_COUNT = 6;

/** "•" between the parts of an entry, or the number of its comments. */
const isNoWord = (text: string): boolean =>
  !LETTER.test(text) && (text.length <= LONGEST_COUNT || !/\p{N}/u.test(text));

/** A block's role where its place in the listing says more than the block itself. */
const roleInPlace = (
  block: JudgedBlock,
  isTitle: boolean,
  isKicker: boolean,
  belongs: number | null,
  article: number,
  bySlot: readonly [Role, string] | undefined,
  kicker: Named,
): Named => {
  if (isTitle) return block.role === 'title' ? ['title', block.rule] : ['title', 'split:entry-title'];
  if (bySlot !== undefined && belongs !== null) return bySlot;
  if (isKicker) return kicker;
  if (block.role === 'title' && belongs !== null) return ['heading', 'split:second-title'];
  if (belongs !== null && isUnsure(block) && hasDatePart(block.text)) return ['date', 'split:entry-date'];
  if (belongs !== null && isUnsure(block) && wordCount(block.text) >= LONG_TEXT)
    return ['paragraph', 'split:entry-text'];
  if (belongs !== null && TEXT_ROLES.has(block.role) && isNoWord(block.text))
    return ['other', 'split:no-word'];
  if (belongs === null && article === 0 && (block.role === 'title' || block.role === 'heading')) {
    return ['listing-title', 'split:listing-title'];
  }
  return [block.role, block.rule];
};
