import type { Markup, RawBlock } from '../../document/block.ts';
import type { BlockFacts } from './block-facts.ts';
import { HINT } from './class-words.ts';
import { HEADINGS } from './elements.ts';
import { REGION } from './tree.ts';

const LONGEST_TITLE = 300;

/** Lower case letters and digits with single spaces: how titles are compared. */
const folded = (text: string): string =>
  text
    .slice(0, LONGEST_TITLE)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** More of the highest headings than these are those of a page's parts. */
const MOST_TITLES = 3;

const OUTSIDE = REGION.nav | REGION.footer | REGION.control | REGION.button | REGION.template | REGION.image;

/**
 * Ordinal of the block that is the page's title, -1 when none is: the heading that agrees with
 * `<title>` or `og:title`; a lone `h1` otherwise.
 */
export function titleBlock(
  markup: Markup,
  blocks: readonly RawBlock[],
  facts: readonly BlockFacts[],
): number {
  const shared = markup.metas.find(([name]) => name === 'og:title' || name === 'twitter:title')?.[1] ?? '';
  const said = folded(markup.title ?? '');
  const open = folded(shared);
  let best = -1;
  let highest = 0;
  let firstHeadings = 0;
  let agreed = false;
  for (let i = 0; i < blocks.length; i++) {
    const fact = facts[i]!;
    if (fact.length > LONGEST_TITLE || (fact.regions & OUTSIDE) !== 0) continue;
    const heading = (fact.regions & REGION.heading) !== 0;
    const named =
      (fact.ownHints & HINT.title) !== 0 ||
      fact.attributes.itemprop === 'headline' ||
      fact.attributes.itemprop === 'name';
    const level = headingLevel(fact);
    if (level === 1) firstHeadings++;
    if (!heading && !named) continue;
    const agrees = agreement(folded(fact.text), said, open);
    const score = agrees + rank(level, named, firstHeadings) - penalty(fact);
    if (score > highest && score >= 1) {
      best = i;
      highest = score;
      agreed = agrees > 0 || named;
    }
  }
  // "NAME", "SYNOPSIS": a page that has an `h1` for each of its parts calls itself in its window's title alone.
  return agreed || firstHeadings <= MOST_TITLES || said === '' ? best : -1;
}

const headingLevel = ({ inner, tag }: BlockFacts): number => {
  const heading = HEADINGS.has(inner) ? inner : tag;
  return HEADINGS.has(heading) ? Number(heading[1]) : 0;
};

/** Hidden headings repeat others; a heading in the page's header that leads home is the site's name. */
const penalty = (fact: BlockFacts): number =>
  ((fact.regions & REGION.hidden) !== 0 ? 0.6 : 0) + (leadsHome(fact) ? 2.5 : 0);

const isHome = (href: string): boolean =>
  /^(?:https?:\/\/[^/?#]{1,200})?\/?(?:index\.\w{1,5})?$/i.test(href.trim().slice(0, 260));

const leadsHome = (fact: BlockFacts): boolean =>
  fact.linkDensity > 0.8 && fact.href !== null && isHome(fact.href) && (fact.regions & REGION.article) === 0;

function rank(level: number, named: boolean, firstHeadings: number): number {
  // One that the markup calls a title is one, though the page's frame has an `h1` of its own.
  if (level === 1) return firstHeadings === 1 || named ? 1 : 0.6;
  if (level === 2) return 0.4;
  return named ? 0.3 : 0.1;
}

/** How far a heading agrees with what the page calls itself: equal, part of it, or not at all. */
function agreement(text: string, said: string, open: string): number {
  if (text === '') return -9;
  if (text === open || text === said) return 3;
  const long = text.length >= 8 || /[^\u0000-\u024F]/.test(text);
  if (long && (said.startsWith(`${text} `) || open.startsWith(`${text} `))) return 2.5;
  if (long && (said.includes(text) || open.includes(text))) return 1.5;
  if (said.length >= 12 && text.includes(said)) return 1.2;
  return 0;
}
