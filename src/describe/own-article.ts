import type { PageEvidence } from './evidence.ts';
import { isWriting, metaValues } from './evidence.ts';
import { withoutSite } from './site-affix.ts';
import { folded } from './text.ts';

/** An article's place on its page. */
interface Place {
  readonly ordinal: number;
  readonly entryUrl: string | null;
}

/** A shorter title may be a word that many headings hold. */
const SHORTEST = 16;

/**
 * The article that the page is about: its only one. Of several, the one without a link of its own that has
 * the page's title, as where another story follows in full; null for a listing.
 */
export function ownArticle(places: readonly Place[], page: PageEvidence, site: string | null): number | null {
  if (places.length === 1) return places[0]!.ordinal;
  if (page.markup === null) return null;
  const said = [
    page.main && isWriting(page.main) ? page.main.headline : null,
    ...metaValues(page, ['og:title']).map(({ value }) => value),
    page.markup.title,
  ].flatMap((title) => (title === null ? [] : [folded(withoutSite(title, page, site, null))]));
  const own = places.filter(({ ordinal, entryUrl }) => {
    if (entryUrl !== null && entryUrl !== page.url) return false;
    const title = page.blocksOf.get(ordinal)?.find(({ role }) => role === 'title');
    const shown = title ? folded(title.text) : '';
    return shown.length >= SHORTEST && said.includes(shown);
  });
  return own.length === 1 ? own[0]!.ordinal : null;
}
