import type { Markup } from '../../document/block.ts';

const ABSOLUTE = /^https?:\/\//i;

/** The address that a page states of itself, for one that was handed over without: a file says nothing of its page. */
export function statedAddress({ links, metas }: Markup): string | null {
  const canonical = links.find(
    ([rel, href]) => rel.toLowerCase().split(/\s+/).includes('canonical') && ABSOLUTE.test(href),
  );
  if (canonical) return canonical[1];
  const shared = metas.find(
    ([name, content]) => name.trim().toLowerCase() === 'og:url' && ABSOLUTE.test(content),
  );
  return shared?.[1] ?? null;
}
