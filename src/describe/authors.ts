import type { Block } from '../document/block.ts';
import type { PageType } from '../document/page.ts';
import { PROFILE_ADDRESS } from '../document/profile-address.ts';
import type { Role } from '../document/role.ts';
import { TEXT_ROLES } from '../document/text.ts';
import { houseNames, withoutHouse } from './authors/houses.ts';
import {
  besideDay,
  fromByline,
  fromDateLine,
  fromLinks,
  fromParts,
  fromSignedDay,
  isShortName,
  LONGEST_BYLINE,
  spelledNearby,
} from './authors/lines.ts';
import type { Candidate, Choice } from './claim.ts';
import { type ArticleEvidence, inForeignRegion, isTrade, isWriting } from './evidence.ts';
import { heard } from './heard.ts';
import type { LinkedThing } from './json-ld/graph.ts';
import { AUTHOR_LINK } from './links.ts';
import { META } from './meta-names.ts';
import { isBody } from './names/bodies.ts';
import { cleanName, isFullName, isName, opensByline, splitNames, uninverted } from './names/clean.ts';
import { dateSpans } from './names/date-spans.ts';
import { isHostName } from './site-name.ts';
import { aroundTitle } from './surroundings.ts';
import { folded, line, unique, withoutSpans } from './text.ts';

type Names = readonly string[];

/** Most authors that a page may state; more is a list of something else. */
const MOST = 40;
/** Their bylines are of others, or sentences: "By submitting this form …". */
const UNSIGNED: ReadonlySet<Role> = new Set<Role>(['comments', 'caption', 'form']);
/** Far from the title these name what they lead to: "Door straps" is no Dutch byline. */
const LEADS_ON: ReadonlySet<Role> = new Set<Role>([
  'navigation',
  'related',
  'listing-title',
  'advertisement',
]);
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
  for (const block of near)
    if (!TEXT_ROLES.has(block.role) || isMostlyLinked(block))
      add(fromLinks(block, PROFILE_ADDRESS).filter(isFullName), 'link:profile');
  if (page.type === 'article') add(unlabelled(besideDay(near, evidence)), 'block:name-and-date');
  if (alone) addMetas((name) => !STRONG_META(name));
  if (!isList) add(fromProperties(evidence), 'microdata:author');
  if (!sells) for (const block of bylines) add(fromByline(block, evidence), 'block:byline');
  for (const block of sells || isList ? [] : evidence.blocks) {
    if (UNSIGNED.has(block.role)) continue;
    const linked = fromLinks(block, AUTHOR_LINK);
    const isSigned = !LEADS_ON.has(block.role) && mayBeSigned(block, evidence) && !near.includes(block);
    if ((linked.length === 0 && !isSigned) || inForeignRegion(evidence, block.node)) continue;
    if (isTitleAgain(block, title, evidence)) continue;
    add(linked, 'link:author farther down');
    const opens = opensByline(block.text);
    if (isSigned) add(signers(block, evidence, opens), 'block:byline farther down');
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

/** Bylines of so many names on a page that lists stories and was not parted are those of the stories. */
const MANY_BYLINES = 4;

const isListOfOthers = ({ page, alone, blocks }: ArticleEvidence): boolean =>
  alone &&
  page.type === 'listing' &&
  page.blocksOf.size === 1 &&
  new Set(blocks.flatMap(({ role, text }) => (role === 'byline' ? [text] : []))).size >= MANY_BYLINES;

/** A line that says more of people than their names is about them. */
const isMostlyLinked = ({ text, links }: Block): boolean =>
  links.reduce((sum, { start, end }) => sum + end - start, 0) * 3 >= text.length;

/** A full name or a user name. */
const isOneName = (name: string): boolean => isFullName(name) || !name.includes(' ');

/** Elsewhere a line that opens like a byline is a sentence of an offer, or about one of many things. */
const WRITTEN: ReadonlySet<PageType> = new Set<PageType>(['article', 'forum', 'other']);

/** "From ropes and fog" opens like a byline in some languages; what has a day in it may have been taken for the title. */
const isTitleAgain = ({ text }: Block, title: string | null, { dates }: ArticleEvidence): boolean =>
  title !== null && folded(text) === folded(title) && dateSpans(text, dates).length === 0;

/** Words that a byline has beside its names and its day: "Posted by … in …". */
const FEW_WORDS = 3;

/** The names of a line far from the title: full ones, and single words where the line holds little else. */
function signers(block: Block, evidence: ArticleEvidence, opens: boolean): string[] {
  const names = fromByline(block, evidence).filter(opens ? isShortName : isFullName);
  if (names.every(isFullName)) return names;
  let rest = ` ${folded(withoutSpans(block.text, dateSpans(block.text, evidence.dates), ''))} `;
  for (const name of names) rest = rest.replace(` ${folded(name)} `, ' ');
  const words = rest
    .trim()
    .split(' ')
    .filter((word) => !/\d/.test(word));
  return words.length <= FEW_WORDS ? names : names.filter(isFullName);
}

/** A short line that opens like a byline, or is one of the article's. */
const mayBeSigned = ({ text, role, article }: Block, { page, alone }: ArticleEvidence): boolean =>
  text.length <= LONGEST_FARTHER &&
  (!alone || WRITTEN.has(page.type)) &&
  (page.markup !== null || article !== null) &&
  ((role === 'byline' && article !== null) || opensByline(text));
const LONGEST_FARTHER = 90;

const STRONG_META = (name: string): boolean => /^(?:citation|parsely|sailthru|dc)/.test(name);

const linkedAuthors = ({ authors }: LinkedThing): string[] =>
  authors.flatMap(({ name, organization }) => (organization ? whole(name) : splitNames(name)));

const whole = (name: string): string[] => {
  const cleaned = isBody(name) ? line(name) : cleanName(name);
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
