import type { Block, LinkSpan } from '../../document/block.ts';
import { FILED_UNDER } from '../../document/filing-words.ts';
import { PROFILE_ADDRESS } from '../../document/profile-address.ts';
import type { Role } from '../../document/role.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { writtenDates } from '../dates/written.ts';
import { type ArticleEvidence, inForeignRegion } from '../evidence.ts';
import { ASIDE_LINK, CATEGORY_LINK, leadsToTag } from '../links.ts';
import { folded, line } from '../text.ts';

/** Tags stand in lines of their own; so many other lines may come between two of one list. */
const GAP = 2;
/** "Tags:" and its like before a list; also "Filed under" and "Schlagwörter". */
const LABEL =
  /^(?:(?:post(?:ed)?|article|more|related|filed)\s)?(?:tags?|tagged(?: (?:with|as|in))?|keywords?|topics?|labels?|under|schlagw[oö]rte?r?|schlagworte|stichw[oö]rte?r?|stichworte|themen|thema|verschlagwortet(?: mit)?|mots?[- ]cl[ée]s?|étiquettes|sujets|thèmes|etiquetas|temas|palabras clave|palavras-chave|assuntos|argomenti|parole chiave|trefwoorden|onderwerpen|emner|ämnen|tagi|tematy|метки|теги|标签|標籤|タグ)(?:\s?[:：]\s*|\s+|$)/iu;
/** Where an entry is filed, in words that stand before its categories: "Posted in History, Tugs". */
const FILED = new RegExp(
  `^(?:${Object.values(FILED_UNDER)
    .flat()
    .filter((phrase) => !LABEL.test(phrase) || phrase.startsWith('posted'))
    .sort((x, y) => y.length - x.length)
    .join('|')
    .replaceAll(' ', '\\s')})(?:\\s?[:：]\\s*|\\s+)`,
  'iu',
);
/** A label in the middle of such a line, also where the page was flattened: "PortÉtiquettes : crue". */
const LATER_LABEL =
  /(?<=[\p{Ll}\d\s])(?=(?:Tags?|Tagged|Schlagw[oö]rte?r?|Verschlagwortet mit|Étiquettes|Mots[- ]clés|Etiquetas|Etichette|Trefwoorden|Taggar|Emner|Tagi|Метки)(?:\s?:|\s))/gu;
/** What counts comments at its end: "4 Comments", "Quessy1 commentaires". */
const COUNTED = /(?:(?<=\p{Ll})|\s|^)\p{Nd}{1,5}\s\p{L}{4,20}$/u;
/** One list of tags, however many lines it takes. */
export interface TagList {
  readonly tags: readonly string[];
  readonly labelled: boolean;
  readonly source: string;
  /** Ordinals of its first and its last line. */
  readonly first: number;
  readonly last: number;
}

/** What leads to a story, a part of the text or a picture is named as that is, though its address may be a topic's. */
const TITLES: ReadonlySet<Role> = new Set<Role>([
  'title',
  'heading',
  'listing-title',
  'image-alt',
  'caption',
]);

/** Blocks that may hold tags of the article: no prose, no titles, no part of the page about something else. */
const isUsable = (block: Block, evidence: ArticleEvidence): boolean =>
  block.role !== 'comments' &&
  !TITLES.has(block.role) &&
  !isProse(block) &&
  !inForeignRegion(evidence, block.node);

/**
 * The tag lists of an article, those of links to tag pages before those that only the markup calls so, those
 * above the title last. What stands farther above a title is the site's list of what is read most.
 */
export function listsOfTags(evidence: ArticleEvidence): TagList[] {
  const isLink = isTagLink(evidence);
  const usable = evidence.blocks.filter(
    (block) => (block.role === 'tags' || block.links.some(isLink)) && isUsable(block, evidence),
  );
  const linked = usable.filter(({ links }) => links.some(isLink));
  const marked = usable.filter(({ role, article }) => role === 'tags' && article !== null);
  const lists = [...tagLists(linked, evidence, 'link:tag'), ...tagLists(marked, evidence, 'block:tags')];
  return evidence.alone && evidence.page.markup !== null ? inOrderOfPlace(lists, evidence) : lists;
}

/** So far above the title a list may end and begin, and so far below the text begin, and still be the article's. */
const ABOVE = 3;
const FAR_ABOVE = 8;
const BELOW = 35;
/** … a single tag, which is more often a button or a link to a section. */
const BELOW_OF_ONE = 15;

/** Lists below the title before those above; without those that only the site shows there. */
function inOrderOfPlace(lists: readonly TagList[], evidence: ArticleEvidence): TagList[] {
  if (lists.length === 0) return [];
  const { blocks, title } = evidence;
  const heading = title >= 0 ? blocks[title]!.ordinal : 0;
  const end = blocks.findLast(({ role, article }) => article !== null && TEXT_ROLES.has(role))?.ordinal;
  const text = ` ${folded(evidence.text)} `;
  const isNamed = (tag: string): boolean => text.includes(` ${folded(tag)} `);
  const near = lists.filter(({ first, last, labelled, tags }) => {
    if (last < heading - ABOVE || first < heading - FAR_ABOVE) return false;
    const below = first - (end ?? first);
    // Far below stand the topics of the day, too: the article names one of its own at least.
    return labelled || below <= (tags.length > 1 ? BELOW : BELOW_OF_ONE) || tags.some(isNamed);
  });
  return [...near.filter(({ first }) => first > heading), ...near.filter(({ first }) => first <= heading)];
}

/** `rel="category tag"` marks a category: sections are no tags. */
const isTagLink =
  ({ page }: ArticleEvidence) =>
  ({ href, rel = '' }: LinkSpan): boolean =>
    (leadsToTag(href, page.url) || (/\btag\b/.test(rel) && !/\bcategory\b/.test(rel))) &&
    !CATEGORY_LINK.test(href);

/** Joins blocks that stand close together to lists. */
function tagLists(
  blocks: readonly Block[],
  evidence: ArticleEvidence,
  source: 'link:tag' | 'block:tags',
): TagList[] {
  const lists: { tags: string[]; labelled: boolean; first: number; last: number }[] = [];
  for (const block of blocks) {
    const before = evidence.page.blocks[block.ordinal - 1];
    const labelled =
      opensList(block.text) || (before !== undefined && before.text.length < 30 && LABEL.test(before.text));
    const tags = (
      source === 'link:tag' ? linkTexts(block, isTagLink(evidence)) : listed(block, evidence)
    ).filter((tag) => tag !== null);
    const open = lists.at(-1);
    if (open && block.ordinal - open.last <= GAP && !(labelled && opensList(block.text))) {
      open.tags.push(...tags);
      open.last = block.ordinal;
    } else lists.push({ tags, labelled, first: block.ordinal, last: block.ordinal });
  }
  return lists.filter(({ tags }) => tags.length > 0).map((list) => ({ ...list, source }));
}

/** Whether a string only announces tags: "Topics". */
export const isTagLabel = (text: string): boolean => text.replace(LABEL, '').trim() === '';

const opensList = (text: string): boolean => LABEL.test(text) || FILED.test(text);

export const linkTexts = ({ text, links }: Block, wanted: (link: LinkSpan) => boolean): (string | null)[] =>
  links.filter(wanted).map(({ start, end }) => cleanTag(text.slice(start, end)));

/** A line with more words outside its links than inside is a sentence; in running text a few words are enough. */
const isProse = ({ text, links, role }: Block): boolean => {
  if (role === 'tags') return false;
  const linked = links.reduce((sum, { start, end }) => sum + end - start, 0);
  const runs = TEXT_ROLES.has(role) && !opensList(text);
  return (
    (runs && ENDS_SENTENCE.test(text)) || text.length - linked > linked + (runs ? FEW_LETTERS : MANY_LETTERS)
  );
};
const MANY_LETTERS = 80;
const FEW_LETTERS = 20;
const ENDS_SENTENCE = /\p{L}[.!?:]$/u;

/** Reads "Tags: a, b", "a,b,c", or the links of a tag list. */
function listed(block: Block, evidence: ArticleEvidence): (string | null)[] {
  const { text, links } = block;
  const isLink = isTagLink(evidence);
  if (links.some(isLink)) return linkTexts(block, isLink);
  if (links.length > 0)
    return linkTexts(
      block,
      ({ href }) => !CATEGORY_LINK.test(href) && !PROFILE_ADDRESS.test(href) && !ASIDE_LINK.test(href),
    );
  if (writtenDates(text, evidence.dates).length > 0) return [];
  if (FILED.test(text)) return filed(text.slice(0, 2_000));
  const label = LABEL.test(text);
  const list = text.slice(0, 2_000).replace(LABEL, '');
  if (/[,;|\n•·#]/.test(list)) return list.split(/\s*[,;|\n•·]\s*|\s+(?=#)/).map(cleanTag);
  // "Tags: a b" parts at spaces; a line without a label is one tag.
  return label && LABEL.exec(text)?.[0]?.includes(':') ? list.split(/\s+/).map(cleanTag) : [cleanTag(list)];
}

/** The tags of a line that says where an entry is filed; its categories where it has no tags. What follows a bar and has no label is none. */
function filed(text: string): (string | null)[] {
  const [first = '', ...others] = text.split(/\s*[|•·]\s*/u).flatMap((part) => part.split(LATER_LABEL));
  const tagged = others.filter((part) => LABEL.test(part)).map((part) => part.replace(LABEL, ''));
  const lists = tagged.length > 0 ? tagged : [first.replace(FILED, '')];
  return lists.flatMap((list) => list.replace(COUNTED, '').split(/\s*[,;]\s*/u)).map(cleanTag);
}

export const cleanTag = (raw: string): string | null =>
  line(
    raw
      .replace(/^(?:[\s#•·,;:+"“”]|[–—-]\s)+|[\s•·,;:"“”]+$/g, '')
      .replace(/\s?\(\d{1,6}(?:\s\p{L}{1,12})?\)$/u, ''),
  );
