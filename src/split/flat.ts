import type { JudgedBlock } from '../document/block.ts';
import type { PageType } from '../document/page.ts';
import { clockIn, isDatedLabel, opensWithDay } from './date-line.ts';
import { NO_EVIDENCE, type SplitEvidence, type Start } from './evidence.ts';
import { type Fitted, placesOf } from './lines/fit.ts';
import { groupHeads } from './lines/group-heads.ts';
import { type Reading, readLines } from './lines/read.ts';
import { rolesByPlace } from './lines/roles.ts';
import { CONTENT, GUESSED_TITLE, type Sign } from './lines/signs.ts';
import { boxUnder, type EntryParts, OF_HEAD, ONE_TEXT, objectionTo } from './objections.ts';
import { pricesOutside } from './prices.ts';
import { markExcerpts, trailsAway } from './teaser.ts';

/** What may speak for a new article between two texts. The names are stored with each boundary. */
type Signal =
  | Exclude<Sign, `${'refrain' | 'opening'}:${string}` | 'frame' | 'headline' | 'prose'>
  | 'refrain'
  | 'cut-off'
  | 'same-order'
  | 'every-text'
  | 'one-text'
  | 'listing-page';

/** How much each signal says for a new article once most entries of the page have it. */
const WEIGHTS: Readonly<Record<Signal, number>> = {
  title: 0.5,
  'read-more': 0.45,
  tags: 0.45,
  'comment-count': 0.45,
  date: 0.4,
  refrain: 0.4,
  'cut-off': 0.4,
  byline: 0.35,
  label: 0.3,
  separator: 0.25,
  image: 0.2,
  caption: 0.1,
  'same-order': 0.3,
  'every-text': 0.25,
  'one-text': 0.25,
  'listing-page': 0.35,
};

/** Signals that an article by itself hardly repeats; one of them must be there, or the page be known as a listing. */
const TELLING: ReadonlySet<Signal> = new Set<Signal>([
  'title',
  'tags',
  'comment-count',
  'date',
  'byline',
  'refrain',
  'cut-off',
]);

/** Share of the entries that must have a part of their own. */
const OWN_SHARE = 0.5;
/** Signals of which each article has its own. */
const OWN: ReadonlySet<string> = new Set<Signal>(['title', 'tags', 'comment-count', 'date', 'byline']);
const hasOwn = (starts: readonly Start[]): boolean =>
  starts.filter(({ signals }) => signals.some((signal) => OWN.has(signal))).length >=
  starts.length * OWN_SHARE;

/** A part belongs to the order when this share of the entries has it. */
const CORE_SHARE = 0.65;
/** A part says something when this share has it, even if others lack it. */
const SOME_SHARE = 0.35;
const MOST = 0.85;
/** The one part of the entries of a listing makes an order by itself when so many have it. */
const ALL = 0.95;
/** "Step 3": what is counted is one thing. */
const NUMBERED = /\p{Nd}/u;
const MANY = 4;
const SHORT_TEXTS = 2;

/**
 * Looks for the entries of a listing by what repeats between its texts: titles, dates, bylines, labels, links
 * to the rest, in whatever order the site has them. Linear in the blocks.
 */
export const flatEvidence = (blocks: readonly JudgedBlock[], guessed: PageType): SplitEvidence => {
  const read = readLines(blocks);
  if (read === null) return NO_EVIDENCE;
  const pageType = isArchive(blocks, read.entries[0]?.from ?? 0, guessed) ? 'listing' : guessed;
  const reading = withoutOpening(read, blocks, pageType);
  const { entries, lines } = reading;
  const ofPage = pageSignals(reading, pageType);
  const shared = sharedSignals(reading, blocks);
  const heads = groupHeads(entries, lines, blocks);
  const found = entries.map((entry, index): Start => {
    const signals = [...placeSignals(reading, entry, blocks, shared, pageType === 'listing'), ...ofPage];
    return {
      block: entry.from,
      title: entry.title,
      signals,
      confidence: confidenceOf(signals),
      until: entry.until,
      section: heads[index] ?? null,
    };
  });
  const starts = isTimed(reading, blocks)
    ? found
    : markExcerpts(
        found,
        (_, index) => (entries[index]?.texts ?? []).map((at) => lines[at]?.words ?? 0),
        false,
      );
  const box = boxUnder(reading, blocks);
  if (box !== null)
    return { ...NO_EVIDENCE, starts: [starts[0]!, ...starts.slice(box)], against: 'related-box' };
  const later = starts.slice(1);
  const told = later.some(({ signals }) => signals.some((signal) => TELLING.has(signal as Signal)));
  return {
    starts,
    end: entries[entries.length - 1]?.until ?? blocks.length,
    roles: rolesByPlace(reading, blocks),
    confidence: later.reduce((sum, { confidence }) => sum + confidence, 0) / later.length,
    enough: enoughFor(starts, pageType),
    against:
      told || ofPage.includes('listing-page')
        ? objectionTo(reading, blocks, partsOf(starts), pageType)
        : 'no-telling-part',
  };
};

/** Whether most entries have a time of the day, as reports of a live blog do: those are whole, however short. */
const isTimed = ({ entries }: Reading, blocks: readonly JudgedBlock[]): boolean =>
  entries.filter(({ places }) => [...places.values()].some((at) => clockIn(blocks[at]?.text ?? '') !== null))
    .length >
  entries.length / 2;

/**
 * What a listing says of itself under its own title lacks what nearly all entries have, a day or a way to read on;
 * and the title that the head of the page has, too, is no entry's where many others follow.
 */
const withoutOpening = (reading: Reading, blocks: readonly JudgedBlock[], pageType: PageType): Reading => {
  const { entries, lines } = reading;
  const [first, ...others] = entries;
  const title = blocks[first?.title ?? -1];
  if (first === undefined || title === undefined || others.length < MANY) return reading;
  const lacks = lacksCommon(reading);
  const isListing = pageType === 'listing';
  const isOfHead = title.rule === OF_HEAD;
  if (!lacks && !(isOfHead && isListing)) return reading;
  // A title that was taken for the text of the page's own title opens an entry.
  const text = first.texts[0] ?? first.title;
  const again =
    isOfHead && CONTENT.has(lines[text]?.sign ?? 'frame') && lines[text]?.sign !== 'prose'
      ? readLines(blocks, first.title)
      : null;
  if (again !== null && again.entries.length >= others.length) return again;
  // An introduction of many words is an article of its own.
  const words = first.texts.reduce((sum, at) => sum + (lines[at]?.words ?? 0), 0);
  if (words > OPENING_WORDS) return reading;
  const isOwn = title.role === 'title' && title.rule !== GUESSED_TITLE;
  const isNamed = blocks[0]?.text.includes(title.text) === true;
  return isOfHead || (isListing && (isOwn || isNamed)) ? { ...reading, entries: others } : reading;
};

/** Words that a listing says of itself at most. */
const OPENING_WORDS = 80;

/** Places of lines that may be anything: those of others go astray there. */
const isVague = (place: string): boolean => place === 'label' || place.startsWith('refrain:');

/** Whether the first entry lacks every part that nearly all others have, of which there is one. */
const lacksCommon = ({ entries: [first, ...others], template }: Reading): boolean => {
  const common = placesOf(template).flatMap((place, at) =>
    place !== 'TITLE' &&
    place !== 'TEXT' &&
    others.filter(({ places }) => places.has(at)).length >= others.length * MOST
      ? [{ place, isThere: first?.places.has(at) === true }]
      : [],
  );
  const sure = common.filter(({ place }) => !isVague(place));
  const telling = sure.length > 0 ? sure : common;
  return telling.length > 0 && telling.every(({ isThere }) => !isThere);
};

/** "Category: Harbour" above all entries: of 793 single articles one has such a line, yet shops have, too. */
const isArchive = (blocks: readonly JudgedBlock[], first: number, guessed: PageType): boolean =>
  blocks.slice(0, first).some(({ rule }) => rule === 'text:listing-title') &&
  !((guessed === 'product' || guessed === 'collection') && pricesOutside([], blocks) > 0);

/** The fewer the articles, the surer their boundaries must be; headings inside them are what an article repeats, too. */
const enoughFor = (starts: readonly Start[], pageType: PageType): number => {
  if (ONE_TEXT.has(pageType)) return hasOwn(starts) && starts.length > 2 ? 0.66 : 0.9;
  if (starts.length >= MANY) return partsOf(starts) === 'other' ? 0.7 : 0.6;
  return starts.every(({ signals }) => signals.includes('every-text')) ? 0.68 : 0.85;
};

/** One text each is what archives have that show no more than titles and excerpts. */
const partsOf = (starts: readonly Start[]): EntryParts => {
  if (hasOwn(starts)) return 'own';
  return starts[0]?.signals.includes('one-text') === true ? 'plain' : 'other';
};

/** What the page as a whole says for all of its entries alike. */
const pageSignals = ({ entries, others, template, lines }: Reading, pageType: PageType): Signal[] => {
  const short = entries.filter(
    ({ texts }) => texts.filter((at) => lines[at]?.sign !== 'label').length <= SHORT_TEXTS - 1,
  ).length;
  const ordered = placesOf(template).length > 3;
  return [
    ...(others <= (entries.length + others) * (1 - MOST) && entries.length > 2
      ? (['every-text'] as const)
      : []),
    ...(short >= entries.length * MOST && entries.length >= MANY && !ordered ? (['one-text'] as const) : []),
    ...(pageType === 'listing' ? (['listing-page'] as const) : []),
  ];
};

/** Signals that most entries have by their title or their text. */
const sharedSignals = ({ lines, entries }: Reading, blocks: readonly JudgedBlock[]): ReadonlySet<Signal> => {
  const share = (test: (entry: Fitted) => boolean): number => entries.filter(test).length / entries.length;
  const signals = new Set<Signal>();
  if (share(({ title }) => lines[title]?.sign === 'title') >= CORE_SHARE) signals.add('title');
  const trails = share(({ texts }) => trailsAway(blocks[texts[texts.length - 1] ?? -1]?.text ?? ''));
  if (trails >= CORE_SHARE) signals.add('cut-off');
  if (share(({ texts }) => opensWithDay(blocks[texts[0] ?? -1]?.text ?? '')) >= CORE_SHARE)
    signals.add('date');
  return signals;
};

/** What an entry has of the parts that most entries have. */
const placeSignals = (
  { template, shares }: Reading,
  { places }: Fitted,
  blocks: readonly JudgedBlock[],
  shared: ReadonlySet<Signal>,
  isListing: boolean,
): Signal[] => {
  const signals = new Set<Signal>();
  let missing = 0;
  let alike = 0;
  placesOf(template).forEach((place, at) => {
    const share = shares[at] ?? 0;
    if (place === 'TITLE' || place === 'TEXT' || share < SOME_SHARE) return;
    const line = places.get(at);
    if (line !== undefined) signals.add(nameOf(place));
    if (place === 'byline' && isDatedLabel(blocks[line ?? -1]?.text ?? '')) signals.add('date');
    if (share < CORE_SHARE) return;
    if (line === undefined) missing++;
    else if (share >= ALL && !(place === 'label' && NUMBERED.test(blocks[line]?.text ?? ''))) alike++;
  });
  for (const signal of shared) signals.add(signal);
  if (missing === 0 && (signals.size > 1 || (isListing && alike > 0))) signals.add('same-order');
  return [...signals];
};

const nameOf = (place: Sign): Signal =>
  place.startsWith('refrain:') || place.startsWith('opening:')
    ? 'refrain'
    : (place as Exclude<Signal, 'refrain'>);

const confidenceOf = (signals: readonly Signal[]): number =>
  Math.round((1 - signals.reduce((rest, signal) => rest * (1 - WEIGHTS[signal]), 1)) * 1000) / 1000;
