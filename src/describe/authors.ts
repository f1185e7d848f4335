import type { Block, LinkSpan } from '../document/block.ts';
import type { PageType } from '../document/page.ts';
import { PROFILE_ADDRESS } from '../document/profile-address.ts';
import type { Role } from '../document/role.ts';
import type { Candidate, Choice } from './claim.ts';
import { writtenDates } from './dates/written.ts';
import { type ArticleEvidence, inForeignRegion, isTrade, isWriting, type PageEvidence } from './evidence.ts';
import { heard } from './heard.ts';
import type { LinkedThing } from './json-ld/graph.ts';
import { ASIDE_LINK, AUTHOR_LINK, CATEGORY_LINK, isSpelledBy, TAG_LINK } from './links.ts';
import { META } from './meta-names.ts';
import { cleanName, isFullName, isName, opensByline, splitNames, uninverted } from './names/clean.ts';
import { dateSpans } from './names/date-spans.ts';
import { isHostName } from './site.ts';
import { aroundTitle } from './surroundings.ts';
import { folded, line, unique } from './text.ts';

type Names = readonly string[];

/** Most authors that a page may state; more is a list of something else. */
const MOST = 40;
const LONGEST_BYLINE = 160;
/** Their bylines are of others, or sentences: "By submitting this form …". */
const UNSIGNED: ReadonlySet<Role> = new Set<Role>(['comments', 'caption', 'form']);
/** Most elements between two authors of one byline. */
const TOGETHER = 12;

/**
 * Who wrote an article. Order, best first:
 *
 * 1. a byline near the title that says "by" or links to a person, and gives a full name
 * 2. JSON-LD authors of the writing; citation, Parsely and Dublin Core metas
 * 3. other bylines near the title, links to an author's page there, and lines of a name and a date
 * 4. `<meta name=author>` and its like; microdata, RDFa and `rel=author`
 * 5. bylines and links to authors farther down
 *
 * A source that only repeats the site's name gives way to one that names somebody. A line that names the section or a
 * part of the trail is no byline; on pages that sell, lines name reviewers and need "by" and a full name near the title.
 */
export function authorsOf(
  evidence: ArticleEvidence,
  site: string | null,
  title: string | null,
  places: readonly string[],
): Choice<Names> {
  const { page, alone } = evidence;
  const candidates: Candidate<Names>[] = [];
  const isPlace = new Set(places.map(folded));
  const unlabelled = (names: Names): string[] =>
    names.filter((name) => isFullName(name) && !isPlace.has(folded(name)));
  const sells = isTrade(page);
  const houses = houseNames(page, site);
  const add = (names: Names, source: string): void => {
    const kept = withoutHouse(
      unique(names.filter((name) => folded(name) !== folded(title ?? ''))),
      houses,
      page.url,
    );
    if (kept.length > 0 && kept.length <= MOST) candidates.push({ value: kept, source });
  };
  const isList = isListOfOthers(evidence);
  const near = (isList ? [] : aroundTitle(evidence)).filter(
    ({ node, role }) =>
      role === 'byline' || (role !== 'title' && role !== 'form' && !inForeignRegion(evidence, node)),
  );
  const bylines = near.filter(({ role }) => role === 'byline');
  const stated = near.filter(
    (block) =>
      opensByline(block.text) || (block.role === 'byline' && fromLinks(block, PROFILE_ADDRESS).length > 0),
  );
  for (const block of stated) {
    const names = fromByline(block, evidence);
    if (names.length > 0 && names.every(isFullName)) add(names, 'block:byline');
  }
  if (alone) {
    if (page.main && isWriting(page.main)) add(linkedAuthors(page.main), 'jsonld:author');
    addMetas(STRONG_META);
  }
  if (!sells) for (const block of stated) add(fromByline(block, evidence), 'block:byline');
  for (const block of near) add(fromLinks(block, AUTHOR_LINK), 'link:author');
  add(spelledNearby(near), 'link:author');
  if (!sells) for (const block of bylines) add(unlabelled(fromByline(block, evidence)), 'block:byline');
  for (const block of near) add(unlabelled(fromDateLine(block, evidence)), 'block:name-and-date');
  if (!sells) for (const block of near) add(fromSignedDay(block, evidence), 'block:name-and-date');
  if (!sells) for (const block of near) add(fromParts(block, evidence), 'block:name-and-date');
  for (const block of near) add(fromLinks(block, PROFILE_ADDRESS).filter(isFullName), 'link:profile');
  if (page.type === 'article') add(unlabelled(besideDay(near, evidence)), 'block:name-and-date');
  if (alone) addMetas((name) => !STRONG_META(name));
  if (!isList) add(fromProperties(evidence), 'microdata:author');
  if (!sells) for (const block of bylines) add(fromByline(block, evidence), 'block:byline');
  for (const block of sells || isList ? [] : evidence.blocks) {
    if (UNSIGNED.has(block.role)) continue;
    const linked = fromLinks(block, AUTHOR_LINK);
    const isSigned = mayBeSigned(block, evidence) && !near.includes(block);
    if ((linked.length === 0 && !isSigned) || inForeignRegion(evidence, block.node)) continue;
    add(linked, 'link:author farther down');
    const opens = opensByline(block.text);
    if (isSigned)
      add(fromByline(block, evidence).filter(opens ? isShortName : isFullName), 'block:byline farther down');
  }
  const told = heard(candidates, page);
  const strong = told.filter(({ source }) => !source.endsWith('farther down'));
  const named = strong.find(({ value }) => value.some((name) => !isSite(name)));
  return { value: (named ?? told[0])?.value ?? null, candidates: told };

  function addMetas(wanted: (name: string) => boolean): void {
    for (const name of META.author)
      if (wanted(name))
        add(
          (page.metas.get(name) ?? []).flatMap((value) =>
            isSiteName(value) ? [cleanName(value) ?? value] : fromMeta(name, value),
          ),
          `meta:${name}`,
        );
  }
  /** "Sail & Sea" is one name. */
  function isSiteName(value: string): boolean {
    return site !== null && folded(value) === folded(site);
  }
  function isSite(name: string): boolean {
    return isSiteName(name) || isHostName(name, page.url);
  }
}

/** What a page and its publisher are called. */
const houseNames = ({ things }: PageEvidence, site: string | null): string[] =>
  unique([site, ...things.map(({ publisher }) => publisher)].flatMap((name) => line(name) ?? [])).filter(
    (name) => folded(name).length > 2,
  );

/** "Anna Berg The Daily Example" and "Anna Berg, The Daily Example": where a person works is no second name of theirs. */
function withoutHouse(names: Names, houses: Names, url: string | null): string[] {
  const bare = names.map((name) => {
    const house = houses.find((each) => folded(name).endsWith(` ${folded(each)}`));
    const rest = house && cleanName(name.slice(0, Math.max(0, name.length - house.length)));
    return rest && isFullName(rest) ? rest : name;
  });
  const isHouse = (name: string): boolean =>
    houses.some((house) => folded(house) === folded(name)) || isHostName(name, url) || HOST.test(name);
  const people = unique(bare).filter((name) => !isHouse(name));
  return people.some(isFullName) ? people : unique(bare);
}

/** "TheExample.com" beside a person. */
const HOST = /^[\p{L}\d-]+(?:\.[\p{L}\d-]+){0,2}\.(?:com|org|net|info|tv|co\.uk|[a-z]{2})$/iu;

/** Bylines of so many names on a page that lists stories and was not parted are those of the stories. */
const MANY_BYLINES = 4;

const isListOfOthers = ({ page, alone, blocks }: ArticleEvidence): boolean =>
  alone &&
  page.type === 'listing' &&
  page.blocksOf.size === 1 &&
  new Set(blocks.flatMap(({ role, text }) => (role === 'byline' ? [text] : []))).size >= MANY_BYLINES;

/** A full name or a user name. */
const isOneName = (name: string): boolean => isFullName(name) || !name.includes(' ');

/** Elsewhere a line that opens like a byline is a sentence of an offer, or about one of many things. */
const WRITTEN: ReadonlySet<PageType> = new Set<PageType>(['article', 'forum', 'other']);

/** A short line that opens like a byline, or is one of the article's. */
const mayBeSigned = ({ text, role, article }: Block, { page, alone }: ArticleEvidence): boolean =>
  text.length <= LONGEST_FARTHER &&
  (!alone || WRITTEN.has(page.type)) &&
  (page.markup !== null || article !== null) &&
  ((role === 'byline' && article !== null) || opensByline(text));
const LONGEST_FARTHER = 90;

/** A name of at most four words, one of them with a capital or a digit: "Posted by gull77". */
const isShortName = (name: string): boolean => name.split(' ').length <= 4 && /\p{Lu}|\d|^\S+$/u.test(name);

const STRONG_META = (name: string): boolean => /^(?:citation|parsely|sailthru|dc)/.test(name);

const linkedAuthors = ({ authors }: LinkedThing): string[] =>
  authors.flatMap(({ name, organization }) => (organization ? whole(name) : splitNames(name)));

/** "11.12.2019 - Amelie Loevenich": a day and one full name, nothing else. */
function fromDateLine(block: Block, evidence: ArticleEvidence): string[] {
  if (block.text.length > 80 || block.role === 'tags') return [];
  const dates = writtenDates(block.text, evidence.dates);
  if (dates.length !== 1) return [];
  const names = fromByline(block, evidence);
  return names.length === 1 && isFullName(names[0]!) ? names : [];
}

/** "Posted on March 3, 2018 by gull77": the name after "by" in a line with a day. */
function fromSignedDay({ text, role }: Block, evidence: ArticleEvidence): string[] {
  if (role !== 'date' || text.length > 80) return [];
  const days = writtenDates(text, evidence.dates);
  const after = days.length === 1 ? text.slice(days[0]!.end).trimStart() : '';
  return opensByline(after) ? splitNames(after).filter(isShortName) : [];
}

/** A line that is a name and nothing else, right above or below one that shows a day: "Anna Berg", "Updated 10:36 am, July 18, 2013". */
function besideDay(near: readonly Block[], evidence: ArticleEvidence): string[] {
  const days = near.filter(
    ({ text }) => text.length <= 80 && writtenDates(text, evidence.dates).length === 1,
  );
  const bare = near.filter(
    ({ text, role, links, ordinal }) =>
      text.length <= 50 &&
      !NOT_BARE.has(role) &&
      isFullName(text) &&
      links.every(({ href }) => !TAG_LINK.test(href) && !CATEGORY_LINK.test(href)) &&
      days.some((day) => Math.abs(day.ordinal - ordinal) === 1),
  );
  return bare.length === 1 ? splitNames(bare[0]!.text) : [];
}
const NOT_BARE: ReadonlySet<Role> = new Set<Role>([
  'heading',
  'tags',
  'related',
  'listing-title',
  'navigation',
  'share',
  'advertisement',
  'caption',
  'image-alt',
]);

/** "The Example | 4 May 2015 | Par Anna Berg": the part of a line with a day that opens like a byline. */
function fromParts({ text }: Block, evidence: ArticleEvidence): string[] {
  if (text.length > LONGEST_BYLINE || writtenDates(text, evidence.dates).length === 0) return [];
  const signed = text.split(/\s*[|•·–—\n]\s*/u).filter(opensByline);
  return signed.length === 1 ? splitNames(signed[0]!).filter(isFullName) : [];
}

/** Lines that are a name and nothing else, where an author's link beside them spells it: "Anna Berg", "View page". */
function spelledNearby(near: readonly Block[]): string[] {
  const addresses = near
    .flatMap(({ links }) => links.map(({ href }) => href))
    .filter((href) => AUTHOR_LINK.test(href));
  if (addresses.length === 0) return [];
  return near.flatMap(({ text }) =>
    text.length < 60 && isFullName(text) && addresses.some((href) => isSpelledBy(text, href)) ? [text] : [],
  );
}

/** Texts of links to people in a short line. */
function fromLinks({ text, links }: Block, wanted: RegExp): string[] {
  if (text.length > 300) return [];
  return namesOf(
    text,
    links.filter(({ href }) => wanted.test(href)),
  );
}

const namesOf = (text: string, links: readonly LinkSpan[]): string[] =>
  unique(links.flatMap(({ start, end }) => splitNames(text.slice(start, end))));

/** The people that a byline links to: pages about people, or addresses that spell the first name of the line. */
function linkedPeople(block: Block): string[] {
  const { text, links } = block;
  const profiles = fromLinks(block, PROFILE_ADDRESS);
  if (profiles.length > 0 || text.length > LONGEST_BYLINE) return profiles;
  const spelled = links.filter(({ start, end, href }) => {
    const name = text.slice(start, end).trim();
    return isFullName(name) && isSpelledBy(name, href);
  });
  const [first] = spelled;
  // "By Anna Berg in Local News": what follows a name may be spelled by the address of a section.
  const before = first && (cleanName(text.slice(0, first.start)) ?? '');
  return before === undefined || before.includes(' ') ? [] : namesOf(text, spelled);
}

const whole = (name: string): string[] => {
  const cleaned = cleanName(name);
  return cleaned !== null && isName(cleaned) ? [cleaned] : [];
};

function fromMeta(name: string, value: string): string[] {
  // `article:author` is often the address of a profile.
  if (/^(?:https?:|\/\/|www\.)/i.test(value)) return [];
  // A time to read, in numbers or in words, stands there as often.
  if (name === 'twitter:data1')
    return splitNames(value).filter((each) => !/\d/.test(value) && isOneName(each));
  if (/^(?:citation|dc)/.test(name))
    return value.split(';').flatMap((each) => splitNames(uninverted(each.trim())));
  return splitNames(value);
}

/** Elements that the markup calls author; the name inside counts before the whole line. */
function fromProperties(evidence: ArticleEvidence): string[] {
  const found = evidence.properties.filter(
    ({ names }) => names.includes('author') || names.includes('creator'),
  );
  const names: string[] = [];
  let last = found[0]?.node ?? 0;
  for (const { value, block, node } of found) {
    // A thread names an author for every answer: those of the first post stand together.
    if (node - last > TOGETHER) break;
    last = node;
    const text = value ?? (block && block.text.length <= LONGEST_BYLINE ? block.text : null);
    if (text !== null && !/^https?:/.test(text))
      names.push(...(value === null && block ? fromByline(block, evidence) : splitNames(text)));
  }
  return unique(names);
}

/** What figures or a picture come from. */
const SOURCE =
  /^(?:sources?|quellen?|fuentes?|fontes?|fonti|bron(?:nen)?|källa|kilde|źródło|zdroj|источник)\s?[:：]/iu;

/** Names in a byline: the links to people when it has such, else what is left when the rest is taken off. */
function fromByline(block: Block, evidence: ArticleEvidence): string[] {
  const { text } = block;
  if (text.length > LONGEST_BYLINE || SOURCE.test(text)) return [];
  const linked =
    block.role === 'byline' || opensByline(text) ? linkedPeople(block) : fromLinks(block, PROFILE_ADDRESS);
  if (linked.length > 0) return linked;
  let rest = '';
  let at = 0;
  // A name may be a link to a mailbox, or one that a script follows.
  const others = block.links.filter(
    ({ href, start, end }) => ASIDE_LINK.test(href) && !isFullName(cleanName(text.slice(start, end)) ?? ''),
  );
  const cuts = [...dateSpans(text, evidence.dates), ...others].sort((a, b) => a.start - b.start);
  for (const { start, end } of cuts) {
    if (end <= at) continue;
    rest += `${text.slice(at, Math.max(at, start))} | `;
    at = end;
  }
  rest += text.slice(at);
  return splitNames(rest);
}
