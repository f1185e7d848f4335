import { addresses } from './addresses.ts';
import { type Candidate, type Choice, firstOf } from './claim.ts';
import { type ArticleEvidence, metaValues, type PageEvidence } from './evidence.ts';
import { heard } from './heard.ts';
import { CATEGORY_LINK } from './links.ts';
import { META } from './meta-names.ts';
import { folded, line, plain } from './text.ts';
import { isSiteOf, PARTED } from './window-title.ts';

const none: Choice<string> = { value: null, candidates: [] };

const candidate = (value: string | null | undefined, source: string): Candidate<string>[] => {
  const text = plain(value);
  return text === null ? [] : [{ value: text, source }];
};

/** An address or the name of an account stands where a name was to. */
const IS_ADDRESS = /^(?:https?:)?\/\/|^@\S+$/i;

/** A sign that was to stand between title and name, left over at an end. */
const HANGING = /^[\s|•·–—-]+|[\s|•·–—-]+$/g;

/**
 * Order: og:site_name, JSON-LD WebSite, application name, JSON-LD publisher, the end of `<title>` or of a text page's
 * first line that the host or the copyright line names.
 */
export function siteNameOf(page: PageEvidence): Choice<string> {
  const metas = metaValues(page, META.siteName).flatMap(({ value, source }) =>
    value.length <= 100 && !isWindowTitle(value, page) && !IS_ADDRESS.test(value)
      ? candidate(value.replace(HANGING, '').replace(/^www\./i, ''), source)
      : [],
  );
  const sites = page.things
    .filter(({ types }) => types.includes('WebSite'))
    .flatMap(({ name }) => candidate(name, 'jsonld:WebSite'));
  const publishers = page.things.flatMap(({ publisher }) => candidate(publisher, 'jsonld:publisher'));
  return firstOf(
    heard(
      [
        ...metas.filter(({ source }) => source === 'meta:og:site_name'),
        ...sites,
        ...metas.filter(({ source }) => source !== 'meta:og:site_name'),
        ...publishers,
        ...titleEnd(page),
      ],
      page,
    ),
  );
}

/** Whether a value is all that the window is called, of which a site's name is a part: `Fire Pit Solo Stove`. */
const isWindowTitle = (value: string, { windowTitle }: PageEvidence): boolean =>
  windowTitle !== null && PARTED.test(windowTitle) && folded(value) === folded(windowTitle);

/** `Story title | The Daily Example` on `daily-example.com`, or above `© The Daily Example`. */
function titleEnd({ windowTitle, blocks, url, markup }: PageEvidence): Candidate<string>[] {
  const parts = (windowTitle ?? '').split(PARTED);
  const last = line(parts.at(-1));
  if (parts.length < 2 || last === null || !isSiteOf(last, blocks, url)) return [];
  return [{ value: last, source: markup === null ? 'first-line:end' : 'title-element:end' }];
}

const LONGEST_SECTION = 80;
/** What systems write where nobody chose one. */
const NO_SECTION =
  /^(?:un(?:categori[sz]ed|kategorisiert)|allgemein|(?:sin|sem|senza) categor[ií]a|non class[ée]e?|niet gecategoriseerd|geen categorie|okategorisera(?:t|de)|(?:ikke |u)kategoriser(?:et|t)|bez kategorii|nezařazené|без рубрики|未分類|未分类)$/iu;

/** "News, Politics, Front page, Latest", "News,Politics": sections in one value; a single comma may be part of a name. */
const firstOfSeveral = ({ value, source }: Candidate<string>): Candidate<string> => {
  const parts = value.split(',');
  const several = parts.length > 2 || /,[^\s\d]/.test(value);
  return { value: several ? parts[0]!.trim() : value, source };
};

/** Lines of an entry that are links to a section: the one above its title, or beside its day. */
const categoryLines = ({ blocks }: ArticleEvidence): readonly Candidate<string>[] =>
  blocks
    .filter(({ role, article }) => role === 'tags' && article !== null)
    .flatMap(({ text, links }) =>
      links.filter(({ href }) => CATEGORY_LINK.test(href)).map((link) => text.slice(link.start, link.end)),
    )
    .flatMap((text) => candidate(text, 'link:category'));

/**
 * Order: JSON-LD, then metas; of an entry of a listing the link to its category, then the heading over its group.
 * An address, the site's name and the title of the page itself are no section.
 */
export function sectionOf(
  evidence: ArticleEvidence,
  titles: readonly string[],
  site: string | null,
  group: string | null,
): Choice<string> {
  const { page, alone } = evidence;
  const own = new Set([...titles, ...(site === null ? [] : [site])].map(folded));
  const said = alone
    ? [
        ...(page.main?.sections ?? []).flatMap((each) => candidate(each, 'jsonld:articleSection')),
        ...metaValues(page, META.section),
      ]
    : [...categoryLines(evidence), ...(group === null ? [] : candidate(group, 'heading:group'))];
  const isSection = ({ value }: Candidate<string>): boolean =>
    value.length <= LONGEST_SECTION &&
    !/^(?:https?:)?\/|[{}"]/.test(value) &&
    !NO_SECTION.test(value) &&
    !own.has(folded(value));
  return firstOf(heard(said.map(firstOfSeveral).filter(isSection), page));
}

/** Order: the entry's link, `rel=canonical`, og:url, JSON-LD, the address that was fetched. */
export function urlOf({ page, alone, entryUrl }: ArticleEvidence): Choice<string> {
  if (!alone) return entryUrl ? firstOf(heard(addresses([entryUrl], 'entry:link', page), page)) : none;
  const canonical = (page.markup?.links ?? []).filter(([rel]) => rel.split(/\s+/).includes('canonical'));
  return firstOf(
    heard(
      [
        ...addresses(
          canonical.map(([, href]) => href),
          'link:canonical',
          page,
        ),
        ...metaValues(page, META.url).flatMap(({ value, source }) => addresses([value], source, page)),
        ...addresses(page.main?.addresses ?? [], 'jsonld:url', page),
        ...(page.fetched ? [{ value: page.fetched, source: 'page:url' }] : []),
      ],
      page,
    ),
  );
}

/** Order: og:description and its like, JSON-LD. What only repeats the title or the site's name describes nothing. */
export function descriptionOf(
  { page, alone }: ArticleEvidence,
  title: string | null,
  site: string | null,
): Choice<string> {
  if (!alone) return none;
  const names = new Set([title, site].map((name) => folded(name ?? '')));
  return firstOf(
    heard(
      [
        ...metaValues(page, META.description),
        ...candidate(page.main?.description, 'jsonld:description'),
      ].filter(({ value }) => !names.has(folded(value))),
      page,
    ),
  );
}

/**
 * Order: `<link rel=license>`, JSON-LD, metas, a link with `rel=license` that readers see. A caption's licence is
 * that of its image.
 */
/** What tells a licence from the name of who holds the rights. */
const LICENCE =
  /^https?:\/\/|\bcc[ -]?(?:by|0|zero)\b|creative ?commons|public domain|licen[cs]|lizen|lizenz/i;

export function licenceOf({ page, alone }: ArticleEvidence): Choice<string> {
  if (!alone) return none;
  const links = (page.markup?.links ?? []).filter(([rel]) => rel.split(/\s+/).includes('license'));
  return firstOf(
    heard(
      [
        ...addresses(
          links.map(([, href]) => href),
          'link:license',
          page,
        ),
        ...candidate(page.main?.licence, 'jsonld:license'),
        ...metaValues(page, META.licence).filter(({ value }) => LICENCE.test(value)),
        ...addresses(
          page.blocks
            .filter(({ role }) => role !== 'caption' && role !== 'comments')
            .flatMap((block) => block.links.filter(({ rel }) => rel !== undefined && /\blicense\b/.test(rel)))
            .map(({ href }) => href),
          'link:license in the text',
          page,
        ),
      ],
      page,
    ),
  );
}
