import type { Markup } from './block.ts';

const ABSOLUTE = /^https?:\/\//i;

/**
 * The address that a page gives for itself in full, `rel=canonical` before `og:url`; null when it gives none. For
 * pages that were handed over without: a file says nothing of where its page stood.
 */
export function statedAddress({ links, metas }: Markup): string | null {
  const canonical = links.filter(([rel]) => rel.split(/\s+/).includes('canonical'));
  const shared = metas.filter(([name]) => name.trim() === 'og:url');
  const stated = [...canonical, ...shared].map(([, url]) => url.trim());
  return stated.find((url) => ABSOLUTE.test(url) && URL.canParse(url)) ?? null;
}
