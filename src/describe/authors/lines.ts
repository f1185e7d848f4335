import type { Block, LinkSpan } from '../../document/block.ts';
import { PROFILE_ADDRESS } from '../../document/profile-address.ts';
import type { Role } from '../../document/role.ts';
import { writtenDates } from '../dates/written.ts';
import type { ArticleEvidence } from '../evidence.ts';
import { ASIDE_LINK, AUTHOR_LINK, CATEGORY_LINK, isSpelledBy, TAG_LINK } from '../links.ts';
import { cleanName, isFullName, opensByline, splitNames } from '../names/clean.ts';
import { dateSpans } from '../names/date-spans.ts';
import { unique, withoutSpans } from '../text.ts';

/** Longer lines are sentences. */
export const LONGEST_BYLINE = 160;

/** A name of at most four words, one of them with a capital or a digit: "Posted by gull77". */
export const isShortName = (name: string): boolean =>
  name.split(' ').length <= 4 && /\p{Lu}|\d|^\S+$/u.test(name);

/** "11.12.2019 - Amelie Loevenich": a day and one full name, nothing else. */
export function fromDateLine(block: Block, evidence: ArticleEvidence): string[] {
  if (block.text.length > 80 || block.role === 'tags') return [];
  const dates = writtenDates(block.text, evidence.dates);
  if (dates.length !== 1) return [];
  const names = fromByline(block, evidence);
  return names.length === 1 && isFullName(names[0]!) ? names : [];
}

/** "Posted on March 3, 2018 by gull77": the name after "by" in a line with a day. */
export function fromSignedDay({ text, role }: Block, evidence: ArticleEvidence): string[] {
  if (role !== 'date' || text.length > 80) return [];
  const days = writtenDates(text, evidence.dates);
  const after = days.length === 1 ? text.slice(days[0]!.end).trimStart() : '';
  return opensByline(after) ? splitNames(after).filter(isShortName) : [];
}

/** A line that is a name and nothing else, right above or below one that shows a day: "Anna Berg", "Updated 10:36 am, July 18, 2013". */
export function besideDay(near: readonly Block[], evidence: ArticleEvidence): string[] {
  const showsDay = ({ text }: Block): boolean =>
    text.length <= 80 && writtenDates(text, evidence.dates).length === 1;
  const bare = near.filter(
    ({ text, role, links, ordinal }) =>
      text.length <= 50 &&
      !NOT_BARE.has(role) &&
      isFullName(text) &&
      links.every(({ href }) => !TAG_LINK.test(href) && !CATEGORY_LINK.test(href)) &&
      near.some((other) => Math.abs(other.ordinal - ordinal) === 1 && showsDay(other)),
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
export function fromParts({ text }: Block, evidence: ArticleEvidence): string[] {
  if (text.length > LONGEST_BYLINE) return [];
  const signed = text.split(/\s*[|•·–—\n]\s*/u).filter(opensByline);
  if (signed.length !== 1 || writtenDates(text, evidence.dates).length === 0) return [];
  return splitNames(signed[0]!).filter(isFullName);
}

/** Lines that are a name and nothing else, where an author's link beside them spells it: "Anna Berg", "View page". */
export function spelledNearby(near: readonly Block[]): string[] {
  const addresses = near
    .flatMap(({ links }) => links.map(({ href }) => href))
    .filter((href) => AUTHOR_LINK.test(href));
  if (addresses.length === 0) return [];
  return near.flatMap(({ text }) =>
    text.length < 60 && isFullName(text) && addresses.some((href) => isSpelledBy(text, href)) ? [text] : [],
  );
}

/** Texts of links to people in a short line. */
export function fromLinks({ text, links }: Block, wanted: RegExp): string[] {
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

/** What figures or a picture come from, and who made the picture. */
const SOURCE =
  /^(?:(?:titel)?bild(?:er|quelle|nachweis)?|fotos?|photos?|images?|pictures?|illustrations?|grafik(?:en)?|graphics?|imagen(?:es)?|imagens?|imagem|immagin[ei]|zdjęci[ea]|kuvat?|sources?|quellen?|fuentes?|fontes?|fonti|bron(?:nen)?|källa|kilde|źródło|zdroj|источник|джерело|kaynak|πηγή|sursă|forrás|lähde|nguồn|sumber|المصدر|منبع|מקור|स्रोत|ที่มา|来源|來源|出典|출처)\s?[:：]/iu;

/** Where a byline goes on with sections and tags: "Posted by Anna under Harbour, Tugs | Tags: cranes, coal". */
function filedFrom({ text, links }: Block): number {
  const filed = links.find(({ href }) => CATEGORY_LINK.test(href) || TAG_LINK.test(href));
  const before = filed && text.slice(0, filed.start).replace(/[^|•·\n]{0,40}:\s*$/u, '');
  return filed && before && opensByline(text) && splitNames(before).length > 0 ? filed.start : text.length;
}

/** What a byline calls itself, in whatever language: "Συντάκτης: ", "מאת: ", "기자명 ", "海湾日报记者 ". */
const LABEL =
  /^(?:\p{L}[\p{L}\p{M}\s/]{0,24}[:：]|(?:기자명|โดย)\s|\p{Script=Han}{2,10}(?:记者|記者|通讯员)\s)\s*/u;
/** Whoever made the page ready wrote nothing. */
const READIED = /^(?:责任编辑|責任編輯|责编|编辑|編輯|校对|校對|审核|審核|編集)\s?[:：]/u;
/** "김바다 기자": who, then what they are. */
const REPORTER_BEHIND = /\s(?:선임|인턴)?(?:기자|특파원)(?=\s|$)/u;

const isLabelled = ({ text, role }: Block): boolean =>
  role === 'byline' && !opensByline(text) && !isFullName(text.split(/[:：]/, 1)[0]!.trim());

/** Names in a byline: the links to people when it has such, else what is left when the rest is taken off. */
export function fromByline(block: Block, evidence: ArticleEvidence): string[] {
  if (block.text.length > LONGEST_BYLINE || SOURCE.test(block.text) || READIED.test(block.text)) return [];
  const text = block.text.slice(0, filedFrom(block));
  const linked =
    block.role === 'byline' || opensByline(text) ? linkedPeople(block) : fromLinks(block, PROFILE_ADDRESS);
  if (linked.length > 0) return linked;
  // A name may be a link to a mailbox, or one that a script follows.
  const others = block.links.filter(
    ({ href, start, end }) => ASIDE_LINK.test(href) && !isFullName(cleanName(text.slice(start, end)) ?? ''),
  );
  const rest = withoutSpans(text, [...dateSpans(text, evidence.dates), ...others], ' | ');
  return splitNames(isLabelled(block) ? rest.replace(LABEL, '').replace(REPORTER_BEHIND, '') : rest);
}
