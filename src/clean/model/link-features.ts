import type { BlockFacts } from '../html/block-facts.ts';
import type { Columns } from './columns.ts';
import { log1 } from './columns.ts';

/** No more of an address is looked at. */
const LONGEST = 300;
const SCHEME = /^[a-z][a-z+.-]*:/i;

/** Where a link leads, coarsely; larger is further away. */
const NOWHERE = 1;
const SAME_SITE = 2;
const ELSEWHERE = 3;

/** Where the first link of a block leads: to a part of this page, an entry below it, or another site. */
export function addLinks(columns: Columns, facts: readonly BlockFacts[], url: string | null): void {
  const { rows } = columns;
  const goal = columns.add('link:goal');
  const depth = columns.add('link:depth');
  const slug = columns.add('link:slug');
  const words = columns.add('link:slug-words');
  const below = columns.add('link:below-page');
  const same = columns.add('link:same-goal');
  const query = columns.add('link:query');
  const page = addressOf(url ?? '', '');
  const known = new Map<string, number>();
  for (const { href } of facts) if (href !== null) known.set(href, (known.get(href) ?? 0) + 1);
  for (let i = 0; i < rows; i++) {
    const { href } = facts[i]!;
    if (href === null) continue;
    same[i] = log1(known.get(href)!);
    const { host, path } = addressOf(href, page.host);
    if (path === '') {
      goal[i] = NOWHERE;
      continue;
    }
    goal[i] = host === page.host ? SAME_SITE : ELSEWHERE;
    query[i] = href.includes('?') ? 1 : 0;
    const end = path.endsWith('/') ? path.length - 1 : path.length;
    const start = path.lastIndexOf('/', end - 1) + 1;
    slug[i] = log1(end - start);
    let parts = 0;
    let hyphens = 0;
    for (let at = 0; at < end; at++) {
      const code = path.charCodeAt(at);
      if (code === 47) parts++;
      else if (at >= start && (code === 45 || code === 95)) hyphens++;
    }
    depth[i] = parts;
    words[i] = hyphens;
    if (page.path.length > 1) below[i] = path.startsWith(page.path) ? 1 : 0;
  }
}

/** Host and path of an address; an empty path where it leads to no other page. */
function addressOf(href: string, base: string): { readonly host: string; readonly path: string } {
  const text = href.slice(0, LONGEST).trim();
  if (text === '' || text.startsWith('#')) return { host: base, path: '' };
  const scheme = SCHEME.exec(text)?.[0] ?? '';
  if (scheme !== '' && !/^https?:$/i.test(scheme)) return { host: base, path: '' };
  const rest = text.slice(scheme.length);
  const cut = rest.search(/[?#]/);
  const plain = cut < 0 ? rest : rest.slice(0, cut);
  if (!plain.startsWith('//')) return { host: base, path: plain.startsWith('/') ? plain : `/${plain}` };
  const slash = plain.indexOf('/', 2);
  const host = plain.slice(2, slash < 0 ? undefined : slash).toLowerCase();
  return { host, path: slash < 0 ? '/' : plain.slice(slash) };
}
