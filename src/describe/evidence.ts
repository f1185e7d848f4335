import type { Block, Cleaned, ElementNode, Markup } from '../document/block.ts';
import type { RefineOptions, SiteHabits } from '../document/options.ts';
import type { DecodedPage, MediaType, PageType } from '../document/page.ts';
import { statedAddress } from '../document/stated-address.ts';
import type { Candidate } from './claim.ts';
import { addressDate } from './dates/address.ts';
import type { Moment } from './dates/calendar.ts';
import { dayComesFirst, orderAsStated, shownOrder } from './dates/day-order.ts';
import { machineDate } from './dates/machine.ts';
import type { DateStyle } from './dates/written.ts';
import { silenced } from './heard.ts';
import { type LinkedThing, linkedThings } from './json-ld/graph.ts';
import { META } from './meta-names.ts';
import { type Property, pageProperties, propertiesWithin } from './properties.ts';
import { isForeign, type KnownRegions, knownRegions } from './regions.ts';
import { lineLikeSlug } from './slug.ts';
import { plain } from './text.ts';
import { windowTitleOf } from './window-title.ts';

/** What the page as a whole says, gathered once however many articles it holds. */
export interface PageEvidence {
  /** Where it was fetched; where nobody says that, where it says that it stands. */
  readonly url: string | null;
  readonly fetched: string | null;
  readonly mediaType: MediaType;
  /** The page as it was written; empty for a text page, whose blocks hold all of it. */
  readonly source: string;
  readonly markup: Markup | null;
  /** What the window was called, with the site's name; null when nothing says so. */
  readonly windowTitle: string | null;
  readonly type: PageType;
  readonly blocks: readonly Block[];
  /** The blocks of each article, by its ordinal. */
  readonly blocksOf: ReadonlyMap<number, readonly Block[]>;
  readonly things: readonly LinkedThing[];
  /** The thing that is the page's own article, product or thread; null when none is described. */
  readonly main: LinkedThing | null;
  readonly metas: ReadonlyMap<string, readonly string[]>;
  /** Answers of `isForeign` so far. */
  readonly regions: KnownRegions;
  /** Elements that carry a property, outside comments and related stories. */
  readonly properties: readonly Property[];
  /** Sources that the options switch off, as claims name them. */
  readonly silenced: ReadonlySet<string>;
  /** What was learned of the page's site; null when nothing was. */
  readonly habits: SiteHabits | null;
  /** Whether its days, of whatever article, or those of its site stand before their months; null when none tells. */
  readonly dayFirst: boolean | null;
  /** Whether its other dates, its markup or its address say that it writes months before days with dots, too. */
  readonly dotsMonthFirst: boolean;
}

/** What one article may rely on. */
export interface ArticleEvidence {
  readonly page: PageEvidence;
  /** Whether what the page says of itself is said of this article: false for entries of a listing. */
  readonly alone: boolean;
  /** Blocks that may describe the article, in reading order. */
  readonly blocks: readonly Block[];
  readonly properties: readonly Property[];
  /** Index in `blocks` of the article's title, -1 when it has none. */
  readonly title: number;
  readonly text: string;
  readonly entryUrl: string | null;
  readonly dates: DateStyle;
}

/** What is asked of a decoded page. */
export type DescribedPage = Pick<DecodedPage, 'url' | 'mediaType' | 'text'>;

export function pageEvidence(
  cleaned: Pick<Cleaned, 'markup' | 'pageType'>,
  blocks: readonly Block[],
  page: DescribedPage,
  options: RefineOptions,
): PageEvidence {
  const { markup } = cleaned;
  const metas = new Map<string, string[]>();
  for (const [name, content] of markup?.metas ?? []) {
    const value = plain(content);
    if (value === null) continue;
    const key = name.trim();
    const known = metas.get(key);
    if (known) known.push(value);
    else metas.set(key, [value]);
  }
  const regions = knownRegions(markup, blocks);
  const things = linkedThings(markup?.jsonLd ?? []);
  const habits = options.habits?.[0] ?? null;
  const blocksOf = byArticle(blocks);
  const silent = silenced(options.disabledRules);
  const main = mainThing(things);
  const address = page.url ?? (markup && statedAddress(markup));
  const asStated = orderAsStated(blocks, statedDates(address, main, metas, silent));
  return {
    url: address,
    fetched: page.url,
    mediaType: page.mediaType,
    source: markup === null ? '' : page.text,
    markup,
    windowTitle: windowTitleOf(markup, blocks, address),
    // What is parted into articles sells nothing by them.
    type: blocksOf.size > 1 && TRADE.has(cleaned.pageType) ? 'listing' : cleaned.pageType,
    blocks,
    blocksOf,
    things,
    main,
    metas,
    regions,
    properties: pageProperties(markup, blocks, regions),
    silenced: silent,
    habits,
    dayFirst: shownOrder(blocks, '/') ?? asStated ?? habits?.dayFirst ?? null,
    dotsMonthFirst: (shownOrder(blocks, '.') ?? asStated) === false,
  };
}

/** The days that address, JSON-LD and metas state for machines. */
function statedDates(
  url: string | null,
  main: LinkedThing | null,
  metas: ReadonlyMap<string, readonly string[]>,
  silent: ReadonlySet<string>,
): Moment[] {
  const names = META.published.filter((name) => !silent.has(`meta:${name}`));
  const values = [
    ...(silent.has('jsonld:datePublished') ? [] : (main?.published ?? [])),
    ...names.flatMap((name) => metas.get(name) ?? []),
  ];
  return [addressDate(url), ...values.map(machineDate)].filter((each) => each !== null);
}

function byArticle(blocks: readonly Block[]): Map<number, Block[]> {
  const groups = new Map<number, Block[]>();
  for (const block of blocks) {
    if (block.article === null) continue;
    const group = groups.get(block.article);
    if (group) group.push(block);
    else groups.set(block.article, [block]);
  }
  return groups;
}

export function articleEvidence(
  page: PageEvidence,
  article: number,
  alone: boolean,
  text: string,
  entryUrl: string | null,
  language: string | null,
): ArticleEvidence {
  const mine = page.blocksOf.get(article) ?? [];
  // A page of its own may keep title, byline and date outside the container of the text.
  const blocks = alone ? ownOrShared(page, article) : mine;
  // Without markup nothing tells the title from other lines as well as the address that repeats it.
  const repeated = alone && page.markup === null ? lineLikeSlug(blocks, page.url) : -1;
  const own =
    repeated >= 0
      ? repeated
      : blocks.findIndex((block) => block.role === 'title' && block.article === article);
  const title = own >= 0 ? own : blocks.findIndex((block) => block.role === 'title');
  const htmlLang = page.markup?.lang ?? null;
  return {
    page,
    alone,
    blocks,
    properties: alone ? page.properties : propertiesWithin(page.properties, mine),
    title,
    text,
    entryUrl,
    dates: {
      language,
      dayFirst: page.dayFirst ?? dayComesFirst(language, htmlLang, page.url),
      dotsMonthFirst: page.dotsMonthFirst,
    },
  };
}

/** The blocks of a page without those of its other articles. */
const ownOrShared = ({ blocks, blocksOf }: PageEvidence, article: number): readonly Block[] =>
  blocksOf.size > 1 ? blocks.filter((block) => block.article === null || block.article === article) : blocks;

const WRITINGS =
  /^(?:(?:News|Blog|Scholarly|Medical\w*|Tech|Social\w*|Opinion|Background|Analysis|Report\w*|Review\w*|Satirical|Advertiser\w*)?(?:Article|NewsArticle|BlogPosting|Posting)|DiscussionForumPosting|Report|Review|Recipe|QAPage|Question|HowTo|Book|Product|Event|JobPosting|Course|Movie|Episode|PodcastEpisode|VideoObject|Podcast\w*|TechArticle|LiveBlogPosting|CreativeWork|Dataset|SoftwareApplication)$/;
const ARTICLES = /(?:Article|Posting|Report|Review|Recipe)$/;
const PAGES = /(?:Page|ProfilePage|CollectionPage)$/;

/** Articles come before other writings, those before the page; the first of the best kind counts. */
function mainThing(things: readonly LinkedThing[]): LinkedThing | null {
  const kinds = [ARTICLES, WRITINGS, PAGES];
  for (const kind of kinds) {
    const found = things.filter(
      (thing) => thing.types.some((type) => kind.test(type)) && !isFrequentQuestion(thing),
    );
    if (found.length > 0) return found.find((thing) => thing.published.length > 0) ?? found[0]!;
  }
  return null;
}

/** A list of frequent questions below an article describes none of it. */
const isFrequentQuestion = ({ types, authors, published, created }: LinkedThing): boolean =>
  types.includes('Question') && authors.length + published.length + created.length === 0;

/** Whether JSON-LD describes a writing, not merely the page around it. */
export const isWriting = (thing: LinkedThing): boolean => thing.types.some((type) => WRITINGS.test(type));

const TRADE: ReadonlySet<PageType> = new Set<PageType>(['product', 'collection', 'service']);

/** Whether a page sells something: its bylines are those of reviewers, its lone tags lead on in the shop. */
export const isTrade = ({ type }: PageEvidence): boolean => TRADE.has(type);

/** Values of the metas of a field, in the order of their names' rank. */
export function metaValues(page: PageEvidence, names: readonly string[]): Candidate<string>[] {
  return names.flatMap((name) =>
    (page.metas.get(name) ?? []).map((value) => ({ value, source: `meta:${name}` })),
  );
}

/** The element of a block and its nearest ancestors, innermost first. */
export function elementsAround(markup: Markup | null, node: number, most: number): ElementNode[] {
  const found: ElementNode[] = [];
  for (let at = node; markup && at >= 0 && found.length < most; at = markup.nodes[at]!.parent)
    found.push(markup.nodes[at]!);
  return found;
}

/**
 * Whether an element stands among comments, related stories, menus or widgets. An entry of a listing has only
 * its own blocks, and its tags may well stand in its footer.
 */
export const inForeignRegion = ({ page, alone }: ArticleEvidence, node: number): boolean =>
  alone && page.markup !== null && node >= 0 && isForeign(page.markup, node, page.regions);
