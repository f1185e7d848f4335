import { getDomain } from 'tldts';
import { type Candidate, type Choice, firstOf } from './claim.ts';
import { originalAddress } from './dates/address.ts';
import { type ArticleEvidence, metaValues, type PageEvidence } from './evidence.ts';
import { META } from './meta-names.ts';
import { folded, line, plain } from './text.ts';

const none: Choice<string> = { value: null, candidates: [] };

const candidate = (value: string | null | undefined, source: string): Candidate<string>[] => {
  const text = plain(value);
  return text === null ? [] : [{ value: text, source }];
};

/** Order: og:site_name, JSON-LD WebSite, application name, JSON-LD publisher, the end of `<title>` that the host names. */
export function siteNameOf(page: PageEvidence): Choice<string> {
  const metas = metaValues(page, META.siteName).filter(({ value }) => value.length <= 100);
  const sites = page.things
    .filter(({ types }) => types.includes('WebSite'))
    .flatMap(({ name }) => candidate(name, 'jsonld:WebSite'));
  const publishers = page.things.flatMap(({ publisher }) => candidate(publisher, 'jsonld:publisher'));
  return firstOf([
    ...metas.filter(({ source }) => source === 'meta:og:site_name'),
    ...sites,
    ...metas.filter(({ source }) => source !== 'meta:og:site_name'),
    ...publishers,
    ...titleEnd(page),
  ]);
}

/** `Story title | The Daily Example` on `daily-example.com`. */
function titleEnd(page: PageEvidence): Candidate<string>[] {
  const parts = (page.markup?.title ?? '').split(/\s[|\-–—·•»:]\s/);
  const last = line(parts.at(-1));
  if (parts.length < 2 || last === null || !isHostName(last, page.url)) return [];
  return [{ value: last, source: 'title-element:end' }];
}

/** Whether a name is what the host is called: `The Daily Example` and `dailyexample.com`. */
export function isHostName(name: string, url: string | null): boolean {
  const host = url ? getDomain(originalAddress(url)) : null;
  const label = folded((host ?? '').replace(/\.[^.]+$/, '')).replaceAll(' ', '');
  const said = folded(name.replace(/\.\p{L}{2,6}$/u, '')).replaceAll(' ', '');
  if (label.length < 3 || said.length < 3) return false;
  return (
    said === label || (said.length > 4 && label.includes(said)) || (label.length > 4 && said.includes(label))
  );
}

/** Order: JSON-LD, then metas. */
export function sectionOf({ page, alone }: ArticleEvidence): Choice<string> {
  if (!alone) return none;
  return firstOf([
    ...(page.main?.sections ?? []).flatMap((each) => candidate(each, 'jsonld:articleSection')),
    ...metaValues(page, META.section).filter(({ value }) => value.length <= 80 && !/^https?:/.test(value)),
  ]);
}

/** Order: the entry's link, `rel=canonical`, og:url, JSON-LD, the address that was fetched. */
export function urlOf({ page, alone, entryUrl }: ArticleEvidence): Choice<string> {
  if (!alone) return entryUrl ? firstOf(addresses([entryUrl], 'entry:link', page)) : none;
  const canonical = (page.markup?.links ?? []).filter(([rel]) => rel.split(/\s+/).includes('canonical'));
  return firstOf([
    ...addresses(
      canonical.map(([, href]) => href),
      'link:canonical',
      page,
    ),
    ...metaValues(page, META.url).flatMap(({ value, source }) => addresses([value], source, page)),
    ...addresses(page.main?.addresses ?? [], 'jsonld:url', page),
    ...(page.url ? [{ value: page.url, source: 'page:url' }] : []),
  ]);
}

/** Order: og:description and its like, JSON-LD. */
export function descriptionOf({ page, alone }: ArticleEvidence): Choice<string> {
  if (!alone) return none;
  return firstOf([
    ...metaValues(page, META.description),
    ...candidate(page.main?.description, 'jsonld:description'),
  ]);
}

/** Order: og:image and its like, JSON-LD, `rel=image_src`. */
export function imageOf({ page, alone }: ArticleEvidence): Choice<string> {
  if (!alone) return none;
  const link = (page.markup?.links ?? []).filter(([rel]) => rel === 'image_src');
  return firstOf([
    ...metaValues(page, META.image).flatMap(({ value, source }) => addresses([value], source, page)),
    ...addresses(page.main?.image ? [page.main.image] : [], 'jsonld:image', page),
    ...addresses(
      link.map(([, href]) => href),
      'link:image_src',
      page,
    ),
  ]);
}

/** Order: `rel=license`, JSON-LD, metas. */
export function licenceOf({ page, alone }: ArticleEvidence): Choice<string> {
  if (!alone) return none;
  const links = (page.markup?.links ?? []).filter(([rel]) => rel.split(/\s+/).includes('license'));
  return firstOf([
    ...addresses(
      links.map(([, href]) => href),
      'link:license',
      page,
    ),
    ...candidate(page.main?.licence, 'jsonld:license'),
    ...metaValues(page, META.licence),
  ]);
}

/** Absolute http addresses; relative ones are resolved against `<base>` or the page's own. */
function addresses(values: readonly string[], source: string, page: PageEvidence): Candidate<string>[] {
  return values.flatMap((value) => {
    const url = absolute(value.trim(), page);
    return url === null ? [] : [{ value: url, source }];
  });
}

function absolute(value: string, page: PageEvidence): string | null {
  if (value === '' || value.length > 2_000) return null;
  const base = page.markup?.base;
  const from = page.url
    ? base && URL.canParse(base, page.url)
      ? new URL(base, page.url).href
      : page.url
    : base;
  if (!URL.canParse(value, from ?? undefined)) return null;
  const url = new URL(value, from ?? undefined);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}
