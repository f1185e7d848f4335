import { getDomain } from 'tldts';
import { originalAddress } from './dates/address.ts';
import { folded } from './text.ts';

/** Addresses of pages that list what somebody wrote. */
export const AUTHOR_LINK = /\/(?:authors?|autor(?:en|in|es)?|auteurs?|redakteure?)\/(?=[^/?#])|[?&]author=/i;

/** Addresses of pages that list what carries a tag. */
export const TAG_LINK =
  /\/(?:tags?|topics?|labels?|keywords?|schlagwort\w*|schlagworte|stichwort\w*|themen?|etiquetas?|temas?|mot-cle|motscles|sujets?|trefwoord\w*|tagged|hashtags?|assunto)[/=](?=[^/?#])|[?&](?:tags?|keyword|label|topic)=|\/search\/label\//i;

/** How networks address what carries a tag: `/explore/tags/harbour`, `/hashtag/harbour`. */
const NETWORK_TAG = /\/(?:explore\/tags|hashtags?|discover|tag\/show)\//i;

/** A query may count for another site who sent the reader: `shop.example/lamp?tag=reader-21`. */
const TAG_IN_QUERY = /[?&](?:tags?|keyword|label|topic)=/i;

/**
 * Whether a link of a page leads to what carries a tag there. "Tag us with #harbour" leads to a network's tags; without the
 * page's own address, only a query is doubted.
 */
export function leadsToTag(href: string, page: string | null): boolean {
  if (!TAG_LINK.test(href)) return false;
  if (page === null || !/^https?:/i.test(href)) return true;
  const [there, here] = [href, page].map((address) => getDomain(originalAddress(address)));
  return there === here || (!TAG_IN_QUERY.test(href) && !NETWORK_TAG.test(href));
}

/** Addresses of sections. */
export const CATEGORY_LINK =
  /\/(?:category|categories|kategorie\w*|rubrik\w*|sections?|cat|ressort|archives?)\/|[?&]cat=/i;

/** Links that lead to comments, to a day, or nowhere. */
export const ASIDE_LINK = /#(?:comments?|respond|reply)|\/(?:19|20)\d\d\/\d\d\/|^(?:#|mailto:|javascript:)/i;

const ACCENTS = /\p{M}+/gu;
const spelled = (text: string): string =>
  folded(text.normalize('NFD').replace(ACCENTS, '')).replaceAll(' ', '');

/** Whether an address spells a name of two words or more: `/jane-doe/`, `mailto:jane_doe@…`; tags are spelt so as well. */
export function isSpelledBy(name: string, href: string): boolean {
  if (TAG_LINK.test(href) || CATEGORY_LINK.test(href) || folded(name).indexOf(' ') < 0) return false;
  const path = href
    .slice(0, 500)
    .replace(/^https?:\/\/[^/]*/i, '')
    .replace(/\?.*$/s, '');
  return spelled(decoded(path)).includes(spelled(name));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
