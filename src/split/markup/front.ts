import type { ElementNode } from '../../document/block.ts';
import type { Role } from '../../document/role.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import type { SplitEvidence, Start } from '../evidence.ts';
import { isUnsure, wordCount } from '../measure.ts';
import { markExcerpts, textWords } from '../teaser.ts';
import { type Card, cardsOf, type Naming } from './cards.ts';
import { linkedParts } from './entry-parts.ts';
import { confidenceOf, type Group, type GroupSignal } from './groups.ts';
import { resolve, siteLinks } from './link.ts';
import { objectionTo } from './objection.ts';
import type { PageView } from './page-view.ts';
import { remembered } from './remembered.ts';
import { isMadeSection } from './sections.ts';
import { type Named, rolesBySlot } from './slots.ts';

/** Cards with text that make a front page, and their share of all cards. */
const LEAST = 3;
const WRITTEN = 0.4;
/** Words of a line that says something of a story, instead of naming a part of it. */
const PROSE_WORDS = 8;
/** Share of the cards of one kind that must have text for those without to be entries that lack it. */
const KIND_WRITTEN = 0.5;
/** Share of the entries that must have a part of their own where the page is not known as a listing. */
const TELLING = 0.4;
const MOST = 0.65;
const ENOUGH = 0.6;

/** A card as an entry of the page. */
interface Entry {
  readonly card: Card;
  readonly from: number;
  readonly until: number;
  readonly written: boolean;
  /** It shows a picture, and cleaning kept its title as the page's own. */
  readonly shown: boolean;
  readonly signals: readonly GroupSignal[];
}

/**
 * The entries of a front page: cards of whatever shapes, in reading order, most with a text under their title.
 * Null when the page is no such one. A card without text is a headline, and navigation, unless its kind has texts.
 */
export const frontEvidence = (view: PageView): SplitEvidence | null => {
  if (!mayBeFront(view)) return null;
  const addressOf = addressIn(view);
  return evidenceBy('heading', view, addressOf) ?? evidenceBy('line', view, addressOf);
};

/** Whether a page may be one at all: it is a listing, or has days, names or tags for some entries and is not called an article. */
const mayBeFront = ({ trees, pageType, declared }: PageView): boolean => {
  if (pageType === 'listing') return true;
  const own = (trees.dates[0] ?? 0) + (trees.bylines[0] ?? 0) + (trees.tags[0] ?? 0);
  return !declared.article && own >= LEAST * TELLING;
};

const evidenceBy = (
  naming: Naming,
  view: PageView,
  addressOf: (href: string) => string | null,
): SplitEvidence | null => {
  const { blocks, pageType } = view;
  const found = cardsOf(view, naming, addressOf);
  const cards = onceEach(found.map((card) => entryOf(card, naming, view)));
  const entries = withoutHeadlines(cards);
  const written = entries.filter((entry) => entry.written).length;
  if (written < LEAST || written < cards.length * WRITTEN) return null;
  // Lines that are links abound: a day or a name beside them makes stories of them, or that all lead away and have a text.
  const isDigest = written === cards.length && (leadAway(cards, view) || areSections(cards, view));
  const isListing = pageType === 'listing' && (naming === 'heading' || isDigest);
  const told = entries.filter(({ signals }) => isTelling(signals)).length;
  if (!isListing && told < entries.length * TELLING) return null;
  const counts = new Map<GroupSignal, number>();
  const starts = entries.map(({ card, from, until, signals }): Start => {
    for (const signal of signals) counts.set(signal, (counts.get(signal) ?? 0) + 1);
    const all: GroupSignal[] = isListing ? [...signals, 'listing-page'] : [...signals];
    return {
      block: from,
      until,
      signals: all,
      confidence: confidenceOf(all),
      ...linkedParts({ block: from, until }, card.title, view),
      url: card.url,
    };
  });
  const shared = [...counts].filter(([, times]) => times >= entries.length * MOST).map(([signal]) => signal);
  const confidence = starts.reduce((sum, start) => sum + start.confidence, 0) / starts.length;
  const group: Group = {
    members: entries.map(({ card }) => card.node),
    signals: isListing ? [...shared, 'listing-page'] : shared,
    confidence,
    words: 0,
  };
  const all = markExcerpts(starts, (start) => textWords(start, blocks));
  return {
    starts: all,
    end: all[all.length - 1]?.until ?? blocks.length,
    confidence,
    enough: ENOUGH,
    roles: rolesOf(entries, all, view),
    against: objectionTo(group, all, view),
  };
};

/** Whether each card is a line of a run with the text below it. */
const areSections = (cards: readonly Entry[], { nodes }: PageView): boolean =>
  cards.every(({ card }) => isMadeSection(nodes[card.node] ?? NO_NODE));

const NO_NODE: ElementNode = { parent: -1, tag: '', attributes: {} };

/** Whether most cards lead to other sites, as those of a newsletter do. */
const leadAway = (cards: readonly Entry[], { base }: PageView): boolean => {
  const isOwn = siteLinks(base);
  return base !== null && cards.filter(({ card }) => !isOwn(card.url)).length >= cards.length * MOST;
};

/** The roles that blocks have by their place in all cards, and in those of one kind, which says more. */
const rolesOf = (
  entries: readonly Entry[],
  starts: readonly Start[],
  { nodes, blocks }: PageView,
): ReadonlyMap<number, Named> => {
  const kinds = new Map<string, number[]>();
  entries.forEach(({ card }, index) => {
    const known = kinds.get(card.kind);
    if (known === undefined) kinds.set(card.kind, [index]);
    else known.push(index);
  });
  const of = (indexes: readonly number[]): Map<number, Named> =>
    rolesBySlot(
      nodes,
      blocks,
      indexes.map((index) => starts[index]!),
      indexes.map((index) => entries[index]!.card.node),
    );
  const roles = of(entries.map((_, index) => index));
  for (const alike of kinds.values())
    if (alike.length >= LEAST && alike.length < entries.length)
      for (const [at, named] of of(alike)) roles.set(at, named);
  return roles;
};

/** The address of another page that a link leads to; digests link to other sites. */
const addressIn = ({ base }: PageView): ((href: string) => string | null) => {
  const own = base === null ? null : resolve(base, null);
  const root = own === null ? null : new URL('/', own).href;
  return remembered((href) => {
    const address = resolve(href, base);
    return address === own || address === root ? null : address;
  });
};

const entryOf = (card: Card, naming: Naming, { blocks, trees }: PageView): Entry => {
  const from = trees.first[card.node] ?? card.title;
  const until = trees.after[card.node] ?? from;
  const title = blocks[card.title]?.text;
  let written = false;
  for (let at = from; at < until && !written; at++) {
    const block = blocks[at];
    if (block === undefined || trees.inHeading[at] === 1 || block.text === title) continue;
    const isText = TEXT_ROLES.has(block.role) || block.role === 'teaser' || isUnsure(block);
    written = isText && wordCount(block.text) >= PROSE_WORDS;
  }
  const has = (sum: Int32Array): boolean => (sum[card.node] ?? 0) > 0;
  const signals: GroupSignal[] = [naming === 'heading' ? 'linked-heading' : 'linked-title'];
  if (card.declared) signals.push('entry-element');
  if (has(trees.dates)) signals.push('own-date');
  if (has(trees.bylines)) signals.push('own-byline');
  if (has(trees.readMores)) signals.push('read-more');
  if (has(trees.tags)) signals.push('own-tags');
  const isPictured = blocks.slice(from, until).some(({ role }) => role === 'image-alt');
  const shown = isPictured && OWN_TITLE.has(blocks[card.title]?.role ?? 'other');
  return { card, from, until, written, shown, signals };
};

/** Roles of a title that cleaning kept as the page's own. */
const OWN_TITLE: ReadonlySet<Role> = new Set<Role>(['title', 'heading']);

const OWN: ReadonlySet<GroupSignal> = new Set<GroupSignal>(['own-date', 'own-byline', 'own-tags']);
const isTelling = (signals: readonly GroupSignal[]): boolean => signals.some((signal) => OWN.has(signal));

/** A story that the page shows twice is one entry: where its text is, else where it comes first. */
const onceEach = (entries: readonly Entry[]): Entry[] => {
  const best = new Map<string, Entry>();
  for (const entry of entries) {
    const known = best.get(entry.card.url);
    if (known === undefined || (entry.written && !known.written)) best.set(entry.card.url, entry);
  }
  return entries.filter((entry) => best.get(entry.card.url) === entry);
};

/** So many cards without text in a row are a list of headlines, unless they have pictures, or are declared entries with a day or a name. */
const HEADLINES = 3;

/** The entries with text, and single ones without between them whose kind mostly has some. */
const withoutHeadlines = (entries: readonly Entry[]): Entry[] => {
  const kinds = new Map<string, { all: number; written: number }>();
  for (const { card, written } of entries) {
    const kind = kinds.get(card.kind) ?? { all: 0, written: 0 };
    kind.all++;
    if (written) kind.written++;
    kinds.set(card.kind, kind);
  }
  const lacks = (entry: Entry | undefined): boolean => {
    const kind = kinds.get(entry?.card.kind ?? '');
    return (
      entry !== undefined && !entry.written && kind !== undefined && kind.written >= kind.all * KIND_WRITTEN
    );
  };
  const kept: Entry[] = [];
  const last = entries.findLastIndex(({ written }) => written);
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at]!;
    if (entry.written) kept.push(entry);
    if (entry.written || !lacks(entry)) continue;
    let end = at;
    while (end < entries.length && entries[end]?.written === false) end++;
    const run = entries.slice(at, end).filter(lacks);
    const isList = end - at >= HEADLINES || kept.length === 0 || at > last;
    kept.push(
      ...run.filter(({ card, signals, shown }) => !isList || shown || (card.declared && isTelling(signals))),
    );
    at = end - 1;
  }
  return kept.map((entry) =>
    (kinds.get(entry.card.kind)?.all ?? 0) >= LEAST
      ? { ...entry, signals: [...entry.signals, 'same-shape'] }
      : entry,
  );
};
