import type { PageEvidence } from './evidence.ts';
import { isHostName } from './site-name.ts';
import { folded } from './text.ts';

/** What sites put between a title and their name. */
const SEPARATOR = /\s+(?:[|\-–—·•»«›‹/~⋆✦]|::|\|\||--|<|>)\s+|\s*[|｜»«•·]\s*|_(?=[^\s_]{1,20}$)|:\s+/g;

interface Cut {
  readonly start: number;
  readonly end: number;
}

/**
 * A title without the site's name at either end. Evidence: the name the page gives its site, the
 * name of its host, what was learned of the site, and the heading that readers see (what stands beside it is
 * not the title).
 */
export function withoutSite(
  title: string,
  page: PageEvidence,
  site: string | null,
  heading: string | null,
): string {
  const cuts: Cut[] = [];
  for (const match of title.matchAll(SEPARATOR))
    cuts.push({ start: match.index, end: match.index + match[0].length });
  if (cuts.length === 0) return title;
  const shown = heading === null ? '' : folded(heading);
  for (const cut of cuts) {
    const [left, right] = [title.slice(0, cut.start), title.slice(cut.end)];
    if (shown !== '' && folded(left) === shown) return left.trim();
    if (shown !== '' && folded(right) === shown) return right.trim();
  }
  const whole = shown !== '' && folded(title) === shown;
  // "The Example's plans: a new pier" is a title when readers see it whole.
  const named = whole ? cuts.filter((cut) => !isColon(title, cut)) : cuts;
  return stripped(title, named, page, site);
}

const isColon = (title: string, { start }: Cut): boolean => title.startsWith(':', start);

/** Takes parts that are the site's name off the end, then off the front. */
function stripped(title: string, cuts: readonly Cut[], page: PageEvidence, site: string | null): string {
  const isSite = (part: string): boolean => {
    const said = folded(part);
    if (said === '' || page.habits?.titleAffixes.includes(said)) return true;
    const name = site === null ? '' : folded(site);
    if (
      name !== '' &&
      (said === name || (name.length > 3 && said.length < name.length + 12 && said.includes(name)))
    )
      return true;
    return isHostName(part, page.url);
  };
  let start = 0;
  let end = title.length;
  const spaced = cuts.filter((cut) => !isColon(title, cut));
  for (let i = spaced.length - 1; i >= 0 && spaced[i]!.start > start; i--) {
    // The name may stand before a slogan: "Title - The Daily Example - News from everywhere".
    const part = title.slice(spaced[i]!.end, end);
    const wider = title.slice(spaced[i]!.end, spaced[i + 1]?.start ?? end);
    if (isSite(part) || isSite(wider)) end = spaced[i]!.start;
  }
  for (const cut of cuts) {
    if (cut.end >= end) break;
    if (isSite(title.slice(start, cut.start))) start = cut.end;
    else break;
  }
  const rest = title.slice(start, end).trim();
  return rest === '' ? title : rest;
}
