import type { JudgedBlock } from '../../document/block.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { isLabel } from '../kicker.ts';
import { wordCount } from '../measure.ts';
import { type Fit, type Fitted, fitterOf, type Lacking, type Line, placesOf } from './fit.ts';
import { withoutGroupHeads } from './group-heads.ts';
import { isSetAside, signsOf } from './signs.ts';
import { BARE, type Template, templatesOf } from './templates.ts';

/** The lines of a page read as entries of one order. */
export interface Reading {
  readonly lines: readonly Line[];
  readonly template: Template;
  readonly entries: readonly Fitted[];
  /** For each place of the template, the share of the entries that have it; 1 for title and text. */
  readonly shares: readonly number[];
  /** Headlines from the first entry to the last that open none. */
  readonly others: number;
}

/** Orders that are tried; fewer on a long page, where the right one repeats soon enough. */
const ORDERS = { most: 60, few: 20, longPage: 1200 };
/** Before anything is known of a place, what it costs to lack it. */
const UNKNOWN = -0.9;
/** What every place costs: an order must explain lines to have it. */
const PLACE = 0.6;
const HARDEST = -3.2;
const EASIEST = -0.25;
/** Of the entries and headings, the share that may lack every part and be entries all the same. */
const EXCEPTIONS = 0.15;
const MANY = 4;
const LENIENT = -1;

/**
 * Reads a page in the order that explains most of its lines; null when it has fewer than two entries in any.
 * `own` is a line known to be the page's own.
 */
export const readLines = (blocks: readonly JudgedBlock[], own = -1): Reading | null => {
  const signs = signsOf(blocks).map((sign, index) => (index === own ? 'frame' : sign));
  const lines = blocks.map(
    (block, index): Line => ({
      sign: signs[index] ?? 'frame',
      words: wordCount(block.text),
      aside: isSetAside(block),
    }),
  );
  const fitter = fitterOf(lines);
  const orders = templatesOf(signs, lines.length > ORDERS.longPage ? ORDERS.few : ORDERS.most);
  let template = BARE;
  let best: Fit | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const order of orders) {
    const lacking = placesOf(order).map(() => UNKNOWN);
    const score = fitter.score(order, lacking) - PLACE * lacking.length;
    if (score <= most) continue;
    const found = fitter.fit(order, lacking);
    if (found.entries.length >= 2) [most, best, template] = [score, found, order];
  }
  if (best === null) return null;
  const first = sharesOf(best.entries, template);
  const again = fitter.fit(template, lackingBy(first, best.entries, othersIn(lines, best.entries)));
  const found = joined(again.entries.length >= 2 ? again.entries : best.entries, template);
  const plain = withoutGroupHeads(withoutMenus(found, lines, blocks), template, lines, blocks);
  const entries = withRests(plain, lines, blocks);
  if (entries.length < 2) return null;
  return { lines, template, entries, shares: sharesOf(entries, template), others: othersIn(lines, entries) };
};

/**
 * An entry that nothing closes, and one that nothing opens but a heading, are one with a heading in it, where the
 * order of the page both opens and closes its entries.
 */
const joined = (entries: readonly Fitted[], template: Template): readonly Fitted[] => {
  const text = placesOf(template).indexOf('TEXT');
  const has = ({ places }: Fitted, below: boolean): boolean =>
    [...places.keys()].some((place) => place > text === below);
  if (template.below.length === 0 || template.above.length + template.between.length === 0) return entries;
  const whole: Fitted[] = [];
  for (const entry of entries) {
    const above = whole[whole.length - 1];
    if (above === undefined || has(above, true) || has(entry, false)) whole.push(entry);
    else
      whole[whole.length - 1] = {
        ...above,
        texts: [...above.texts, entry.title, ...entry.texts],
        places: new Map([...above.places, ...entry.places]),
        until: entry.until,
      };
  }
  return whole;
};

/** So many entries in front or behind that cleaning set aside whole are none, and fewer that lack what others have. */
const MENU = 3;

/**
 * The page's own title stands above its entries: what cleaning set aside above that is a menu with explanations,
 * and so is what it set aside before or after all that it kept.
 */
const withoutMenus = (
  entries: readonly Fitted[],
  lines: readonly Line[],
  blocks: readonly JudgedBlock[],
): readonly Fitted[] => {
  const title = blocks.findIndex(({ role, rule }) => role === 'title' && rule === 'text:title-of-head');
  const isAside = ({ title: own, texts }: Fitted): boolean =>
    lines[own]?.aside === true && texts.every((at) => lines[at]?.aside === true);
  const below = entries.filter((entry) => entry.until > title || !isAside(entry));
  const kept = below.filter((entry) => !isAside(entry));
  const [first, last] = [below.indexOf(kept[0]!), below.lastIndexOf(kept[kept.length - 1]!)];
  if (kept.length * 2 <= below.length) return below;
  const parts = kept.reduce((sum, { places }) => sum + places.size, 0) / kept.length;
  const isBare = ({ places }: Fitted): boolean => places.size < parts / 2;
  const front = first >= MENU ? first : 0;
  const behind = below.slice(last + 1);
  return below.slice(front, behind.length >= MENU || behind.every(isBare) ? last + 1 : undefined);
};

/** What cleaning kept and no place of the next entry takes belongs to the entry above it. */
const withRests = (
  entries: readonly Fitted[],
  lines: readonly Line[],
  blocks: readonly JudgedBlock[],
): readonly Fitted[] =>
  entries.map((entry, index) => {
    const next = entries[index + 1]?.from;
    if (next === undefined) return entry;
    let until = entry.until;
    while (until < next && lines[until]?.sign !== 'frame' && TEXT_ROLES.has(blocks[until]?.role ?? 'other'))
      until++;
    // A short heading in front of the next entry is that of the section which begins there.
    if (until === next && until > entry.until && isSectionHeading(blocks[until - 1], blocks[until - 2]))
      until--;
    return { ...entry, until };
  });

/** A short heading; a lone item is no list, and as good as one. */
const isSectionHeading = (block: JudgedBlock | undefined, above: JudgedBlock | undefined): boolean =>
  (block?.role === 'heading' || (block?.role === 'list-item' && above?.role !== 'list-item')) &&
  isLabel(block.text);

const sharesOf = (entries: readonly Fitted[], template: Template): number[] =>
  placesOf(template).map((place, at) =>
    place === 'TITLE' || place === 'TEXT'
      ? 1
      : entries.filter(({ places }) => places.has(at)).length / entries.length,
  );

/**
 * What lacking each place costs, by how many entries have it: what all have is missed. Where few headings of many
 * lack everything, they are entries that lack it; where many do, they are headings inside entries.
 */
const lackingBy = (shares: readonly number[], entries: readonly Fitted[], others: number): Lacking => {
  const bare = entries.filter(({ places }) => places.size === 0).length + others;
  const all = entries.length + others;
  const lenient = bare <= Math.max(all * EXCEPTIONS, all >= MANY ? 1 : 0);
  return shares.map((share) => {
    const odds = Math.log((1 - share + 0.03) / (share + 0.03));
    return Math.max(lenient ? LENIENT : HARDEST, Math.min(EASIEST, odds));
  });
};

/** Headlines inside the texts of entries: sub-headings, or entries that were not seen. */
const othersIn = (lines: readonly Line[], entries: readonly Fitted[]): number => {
  let others = 0;
  for (const { texts } of entries)
    for (const [index, at] of texts.entries())
      if (index > 0 && lines[at]?.sign === 'headline' && lines[at + 1]?.sign === 'prose') others++;
  return others;
};
