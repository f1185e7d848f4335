import type { JudgedBlock } from '../../document/block.ts';
import type { PageType } from '../../document/page.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import type { Start } from '../evidence.ts';
import { wordCount } from '../measure.ts';
import { ONE_TEXT } from '../objections.ts';
import { havePrices, pricesOutside, SHOP_PRICES } from '../prices.ts';
import { areReviews } from './around.ts';
import type { Group, GroupSignal } from './groups.ts';
import type { PageView } from './page-view.ts';
import type { Subtrees } from './subtree.ts';

/** Entries must hold this share of the page's text; else they are a box beside an article. */
const LEAST_COVERAGE = 0.5;
/** A text that stands outside the entries and is longer than this and than each of them is the page's article. */
const OWN_ARTICLE_WORDS = 120;

/** A shop shows news in a corner: what it sells has fewer words, and is the page all the same. */
const OWN_SHOP_WORDS = 12;
/** Entries without proof must hold so much of the page's words, headlines included: front pages are more than one list. */
const PLAIN_COVERAGE = 0.75;

/** Without any of these, long texts under linked headings are sections of one article. */
const PROOF = ['entry-element', 'own-date', 'own-byline', 'read-more', 'listed', 'listing-page'] as const;
const TEASER_WORDS = 80;
/** Pages of these kinds have cards that lead to what they speak of. */
const ADVERTISING: ReadonlySet<PageType> = new Set<PageType>(['service', 'documentation']);
/** Without any of these, linked headings of few words are names of things. */
const WRITTEN_PROOF = ['entry-element', 'own-date', 'own-byline', 'read-more', 'own-tags', 'listed'] as const;
const HEADLINE_WORDS = 5;
const NAME_WORDS = 2;
/** A text that has so many words and surpasses the middle one so far makes a box of links of the others. */
const UNEVEN = { words: 250, factor: 5, middle: 130, second: 2 };

/** What speaks against the members being the page's articles: a stable name, or null. */
export const objectionTo = (
  group: Group,
  starts: readonly Start[],
  { nodes, blocks, trees, pageType }: Pick<PageView, 'nodes' | 'blocks' | 'trees' | 'pageType'>,
): string | null => {
  const has = (...signals: GroupSignal[]): boolean => signals.some((each) => group.signals.includes(each));
  const shop = pageType === 'product' || pageType === 'collection';
  const dated = has('own-date', 'own-byline');
  if (shop && !(dated && has('linked-heading', 'entry-element'))) return 'things-not-articles';
  const ranges = starts.map(({ block, until = block }) => ({ from: block, until }));
  if (!dated && havePrices(ranges, blocks)) return 'things-not-articles';
  if (shop && pricesOutside(ranges, blocks) >= SHOP_PRICES) return 'things-not-articles';
  if (areReviews(starts, blocks, nodes)) return 'things-not-articles';
  const { total, outside, shown, beside } = wordsBeside(starts, blocks, trees);
  const sizes = group.members.map((member) => trees.words[member] ?? 0).sort((left, right) => right - left);
  const largest = sizes[0] ?? 0;
  const median = middle(sizes);
  const own = shop ? OWN_SHOP_WORDS : OWN_ARTICLE_WORDS;
  if (outside > own && outside > total * (1 - LEAST_COVERAGE)) return 'text-outside';
  if (outside > OWN_ARTICLE_WORDS && outside > largest * 1.5 && outside > total * 0.3) return 'text-outside';
  const opening = dated || has('own-tags') ? LONG_OPENING : OPENING_WORDS;
  if (ONE_TEXT.has(pageType) && opensWith(opening, starts, blocks)) return 'opening-text';
  const titles = starts.flatMap(({ title }) => (title === null ? [] : [blocks[title]?.text ?? '']));
  const untitled = has('own-date') && has('live', 'own-tags', 'listing-page');
  if (titles.length < starts.length * 0.6 && !untitled) return 'no-titles';
  if (new Set(titles).size < titles.length * 0.8) return 'titles-repeat';
  const plain = !has(...PROOF);
  if (plain && median > TEASER_WORDS && !opensAtOnce(starts, blocks)) return 'sections-with-links';
  if (plain && beside > shown * (1 - PLAIN_COVERAGE)) return 'text-outside';
  if (has('listing-page') && outside > total * (1 - PLAIN_COVERAGE)) return 'text-outside';
  if (hasOwnArticle(starts, group, trees)) return 'related-box';
  const lengths = titles.map(wordCount).sort((left, right) => right - left);
  if (!has(...WRITTEN_PROOF) && middle(lengths) <= NAME_WORDS) return 'titles-like-names';
  if (has('listing-page') && !has(...WRITTEN_PROOF) && middle(lengths) < HEADLINE_WORDS)
    return 'titles-like-names';
  const urls = starts.flatMap(({ url }) => (url == null ? [] : [url]));
  if (new Set(urls).size < urls.length * 0.8) return 'links-repeat';
  const uneven = largest > UNEVEN.words && largest > UNEVEN.factor * median && median < UNEVEN.middle;
  if (uneven && (sizes.length < 3 || largest > UNEVEN.second * (sizes[1] ?? 0)))
    return (trees.words[group.members[0] ?? 0] ?? 0) === largest ? 'related-box' : 'one-text-rules';
  if (plain && ADVERTISING.has(pageType) && !has('own-tags')) return 'no-telling-part';
  return null;
};

/** Words of an article that has others in a box below it. */
const ARTICLE_WORDS = 100;

/** Whether the first and longest of the members leads nowhere and all others do: they are a box under the page's article. */
const hasOwnArticle = (starts: readonly Start[], { members }: Group, { words }: Subtrees): boolean => {
  const own = words[members[0] ?? 0] ?? 0;
  return (
    starts.length > 2 &&
    own >= ARTICLE_WORDS &&
    starts.every(({ url }, index) => (url == null) === (index === 0)) &&
    members.every((member, index) => index === 0 || (words[member] ?? 0) < own)
  );
};

/** Words of a text above the first entry that are the opening of one article; a digest has none. */
const OPENING_WORDS = 12;
/** So many are what the page is about, whatever it lists below. */
const LONG_OPENING = 80;

const opensWith = (words: number, [first]: readonly Start[], blocks: readonly JudgedBlock[]): boolean =>
  blocks
    .slice(0, first?.block ?? 0)
    .some(({ role, text }) => TEXT_ROLES.has(role) && wordCount(text) >= words);

/** Whether the page has nothing to say before its entries, each of which has its own address on its site. */
const opensAtOnce = (starts: readonly Start[], blocks: readonly JudgedBlock[]): boolean =>
  starts.every(({ url }) => url != null) && !opensWith(OPENING_WORDS, starts, blocks);

const middle = (sorted: readonly number[]): number => sorted[sorted.length >> 1] ?? 0;

/** Words of the page's text, and of what of it stands outside the entries: without headings, and with them. */
const wordsBeside = (
  starts: readonly Start[],
  blocks: readonly JudgedBlock[],
  trees: Subtrees,
): Readonly<Record<'total' | 'outside' | 'shown' | 'beside', number>> => {
  const words = { total: 0, outside: 0, shown: 0, beside: 0 };
  let start = 0;
  blocks.forEach((block, index) => {
    while (index >= (starts[start]?.until ?? Number.POSITIVE_INFINITY)) start++;
    if (!TEXT_ROLES.has(block.role)) return;
    const count = wordCount(block.text);
    const isOutside = index < (starts[start]?.block ?? Number.POSITIVE_INFINITY);
    words.shown += count;
    if (isOutside) words.beside += count;
    if (trees.inHeading[index] === 1) return;
    words.total += count;
    if (isOutside) words.outside += count;
  });
  return words;
};
