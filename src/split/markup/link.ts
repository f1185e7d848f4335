import type { ElementNode, RawBlock } from '../../document/block.ts';
import { remembered } from './remembered.ts';

/** Share of a block's text that must be one link for the block to be that link. */
const WHOLE = 0.6;

const LEADS_AWAY = /^(?!#|javascript:|mailto:|tel:|data:)\S/i;

/** The address that a block as a whole links to, as written; null when it is no link to another page. */
export const linkOf = (block: RawBlock): string | null => {
  let longest = 0;
  let href: string | null = null;
  for (const link of block.links) {
    const length = link.end - link.start;
    if (length > longest && LEADS_AWAY.test(link.href)) {
      longest = length;
      href = link.href;
    }
  }
  return longest >= block.text.length * WHOLE ? href : null;
};

/** The address of the nearest link around a node, at most `steps` levels up. */
export const linkAround = (nodes: readonly ElementNode[], from: number, steps: number): string | null => {
  let node = from;
  for (let step = 0; node >= 0 && step <= steps; step++) {
    const element = nodes[node];
    const href = element?.tag === 'a' ? element.attributes.href : undefined;
    if (href !== undefined && LEADS_AWAY.test(href)) return href;
    node = element?.parent ?? -1;
  }
  return null;
};

/** An address made absolute; null when it cannot be or leads nowhere else than the page itself. */
export const resolve = (href: string, base: string | null): string | null => {
  try {
    const url = new URL(href, base ?? undefined);
    url.hash = '';
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    return url.href;
  } catch {
    return null;
  }
};

/** Tells links to other pages of the page's own site from those that leave it or stay on the page; reads each address once. */
export const siteLinks = (base: string | null): ((href: string) => boolean) => {
  const own = base === null ? null : parsed(base, null);
  return remembered((href) => {
    const url = parsed(href, base);
    if (own === null) return url === null || url.pathname !== '/';
    if (url === null || siteOf(url.hostname) !== siteOf(own.hostname)) return false;
    return url.pathname !== own.pathname || url.search !== own.search;
  });
};

const parsed = (href: string, base: string | null): URL | null => {
  try {
    return new URL(href, base ?? undefined);
  } catch {
    return null;
  }
};

/** The last two labels of a host: near enough to a site to tell a shop's address from the page's own. */
const siteOf = (host: string): string => host.split('.').slice(-2).join('.');
