import type { Block, LinkSpan } from '../document/block.ts';
import type { Candidate, Choice } from './claim.ts';
import { writtenDates } from './dates/written.ts';
import { type ArticleEvidence, inForeignRegion, isTrade } from './evidence.ts';
import { heard } from './heard.ts';
import { ASIDE_LINK, PROFILE_LINK } from './links.ts';
import { META } from './meta-names.ts';
import { folded, line, plain, unique } from './text.ts';

type Tags = readonly string[];

const LONGEST_TAG = 60;
const MOST_TAGS = 60;
/** A longer list of links is the site's cloud of tags. */
const CLOUD = 25;
/** Tags stand in lines of their own; so many other lines may come between two of one list. */
const GAP = 2;
/** "Tags:" and its like before a list; also "Filed under" and "Schlagwörter". */
const LABEL =
  /^(?:(?:post(?:ed)?|article|more|related|filed)\s)?(?:tags?|tagged(?: (?:with|as|in))?|keywords?|topics?|labels?|under|schlagw[oö]rte?r?|schlagworte|stichw[oö]rte?r?|stichworte|themen|thema|verschlagwortet(?: mit)?|mots?[- ]cl[ée]s?|étiquettes|sujets|thèmes|etiquetas|temas|palabras clave|palavras-chave|assuntos|argomenti|parole chiave|trefwoorden|onderwerpen|emner|ämnen|tagi|tematy|метки|теги|标签|標籤|タグ)(?:\s?[:：]\s*|\s+|$)/iu;
/** Where an entry is filed, in words that stand before its categories: "Posted in History, Tugs". */
const FILED =
  /^(?:posted (?:in|under)|filed in|categori[sz]ed (?:in|as)|veröffentlicht (?:in|unter)|abgelegt unter|kategorisiert als|publié dans|posté dans|classé (?:dans|sous)|étiqueté avec|publicad[oa] en|archivado en|etiquetado co(?:n|mo)|publicado em|postado em|arquivado em|marcado com|pubblicato in|archiviato (?:in|sotto)|contrassegnato con|geplaatst (?:in|onder)|getagd met|publicera[td] i|märkt(?: med)?|udgivet i|lagt (?:ut )?i|publisert i|opublikowano w|zaszufladkowano do kategorii|otagowano|publikováno v|zařazeno v|опубликовано в|рубрика|опубліковано в)(?:\s?[:：]\s*|\s+)/iu;
/** A label in the middle of such a line, also where the page was flattened: "PortÉtiquettes : crue". */
const LATER_LABEL =
  /(?<=[\p{Ll}\d\s])(?=(?:Tags?|Tagged|Schlagw[oö]rte?r?|Verschlagwortet mit|Étiquettes|Mots[- ]clés|Etiquetas|Etichette|Trefwoorden|Taggar|Emner|Tagi|Метки)(?:\s?:|\s))/gu;
/** What counts comments at its end: "4 Comments", "Quessy1 commentaires". */
const COUNTED = /(?:(?<=\p{Ll})|\s|^)\p{Nd}{1,5}\s\p{L}{4,20}$/u;
/** Addresses of pages that list what carries a tag. */
const TAG_LINK =
  /\/(?:tags?|topics?|labels?|keywords?|schlagwort\w*|schlagworte|stichwort\w*|themen?|etiquetas?|temas?|mot-cle|motscles|sujets?|trefwoord\w*|tagged|hashtags?|assunto)[/=](?=[^/?#])|[?&](?:tags?|keyword|label|topic)=|\/search\/label\//i;
const CATEGORY_LINK =
  /\/(?:category|categories|kategorie\w*|rubrik\w*|sections?|cat|ressort|archives?)\/|[?&]cat=/i;

/** One list of tags, however many lines it takes. */
interface TagList {
  readonly tags: readonly string[];
  readonly labelled: boolean;
  readonly source: string;
}

/**
 * Tags that the page declares. Order, best first: a list with a label ("Tags:"); a list of several
 * links to tag pages, or one that the markup calls tags; `article:tag` and its like; JSON-LD
 * keywords; single tags of those lists; microdata; `news_keywords`, `keywords`. Sections and
 * categories are no tags.
 */
export function tagsOf(evidence: ArticleEvidence): Choice<Tags> {
  const { page, alone } = evidence;
  const candidates: Candidate<Tags>[] = [];
  const add = (tags: readonly (string | null)[], source: string): void => {
    const kept = unique(tags.filter((tag): tag is string => tag !== null && isTag(tag)));
    // One day on its own is that of the article; of several tags one may name a day.
    if (kept.length === 1 && /\d{4}/.test(kept[0]!) && writtenDates(kept[0]!, evidence.dates).length > 0)
      return;
    if (kept.length > 0 && kept.length <= MOST_TAGS) candidates.push({ value: kept, source });
  };
  const isUsable = (block: Block): boolean =>
    block.role !== 'comments' && !isProse(block) && !inForeignRegion(evidence, block.node);
  const marked = evidence.blocks.filter(
    (block) => block.role === 'tags' && block.article !== null && isUsable(block),
  );
  const linked = evidence.blocks.filter((block) => block.links.some(isTagLink) && isUsable(block));
  const lists = [...tagLists(linked, evidence, 'link:tag'), ...tagLists(marked, evidence, 'block:tags')];
  const addLists = (wanted: (list: TagList) => boolean): void => {
    for (const list of lists) if (wanted(list)) add(list.tags, list.source);
  };
  const addMetas = (wanted: (name: string) => boolean): void => {
    if (!alone) return;
    for (const name of META.tags)
      if (wanted(name)) add((page.metas.get(name) ?? []).flatMap(parts), `meta:${name}`);
  };
  addLists((list) => list.labelled && list.tags.length > 1 && list.tags.length <= CLOUD);
  addLists(
    (list) =>
      list.source === 'link:tag' && !list.labelled && list.tags.length > 1 && list.tags.length <= CLOUD,
  );
  addLists(
    (list) =>
      list.source === 'block:tags' && !list.labelled && list.tags.length > 1 && list.tags.length <= CLOUD,
  );
  addLists((list) => list.labelled && list.tags.length === 1);
  addMetas((name) => name.endsWith('tag'));
  if (alone)
    add(
      (page.main?.keywords ?? []).flatMap((value) => parts(plain(value) ?? '')),
      'jsonld:keywords',
    );
  // A single link beside a product or a service leads on in the shop.
  if (!isTrade(page)) addLists((list) => !list.labelled && list.tags.length === 1);
  for (const { names, value, block } of evidence.properties)
    if (names.includes('keywords'))
      add(parts(value ?? (block && block.text.length < 400 ? block.text : '')), 'microdata:keywords');
  addMetas((name) => !name.endsWith('tag'));
  const told = heard(candidates, page);
  return { value: told[0]?.value ?? null, candidates: told };
}

/** `rel="category tag"` marks a category: sections are no tags. */
const isTagLink = ({ href, rel = '' }: { readonly href: string; readonly rel?: string }): boolean =>
  (TAG_LINK.test(href) || (/\btag\b/.test(rel) && !/\bcategory\b/.test(rel))) && !CATEGORY_LINK.test(href);

/** Joins blocks that stand close together to lists. */
function tagLists(
  blocks: readonly Block[],
  evidence: ArticleEvidence,
  source: 'link:tag' | 'block:tags',
): TagList[] {
  const lists: { tags: string[]; labelled: boolean; last: number }[] = [];
  for (const block of blocks) {
    const before = evidence.page.blocks[block.ordinal - 1];
    const labelled =
      opensList(block.text) || (before !== undefined && before.text.length < 30 && LABEL.test(before.text));
    const tags = (source === 'link:tag' ? linkTexts(block, isTagLink) : listed(block, evidence)).filter(
      (tag) => tag !== null,
    );
    const open = lists.at(-1);
    if (open && block.ordinal - open.last <= GAP && !(labelled && opensList(block.text))) {
      open.tags.push(...tags);
      open.last = block.ordinal;
    } else lists.push({ tags, labelled, last: block.ordinal });
  }
  return lists.filter(({ tags }) => tags.length > 0).map((list) => ({ ...list, source }));
}

const opensList = (text: string): boolean => LABEL.test(text) || FILED.test(text);

const linkTexts = ({ text, links }: Block, wanted: (link: LinkSpan) => boolean): (string | null)[] =>
  links.filter(wanted).map(({ start, end }) => cleanTag(text.slice(start, end)));

/** A line with more words outside its links than inside is a sentence. */
const isProse = ({ text, links, role }: Block): boolean => {
  if (role === 'tags') return false;
  const linked = links.reduce((sum, { start, end }) => sum + end - start, 0);
  return text.length - linked > linked + 80;
};

/** Reads "Tags: a, b", "a,b,c", or the links of a tag list. */
function listed(block: Block, evidence: ArticleEvidence): (string | null)[] {
  const { text, links } = block;
  if (links.some(isTagLink)) return linkTexts(block, isTagLink);
  if (links.length > 0)
    return linkTexts(
      block,
      ({ href }) => !CATEGORY_LINK.test(href) && !PROFILE_LINK.test(href) && !ASIDE_LINK.test(href),
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

const parts = (value: string): (string | null)[] => value.split(/\s*[,;|]\s*/).map(cleanTag);

const cleanTag = (raw: string): string | null =>
  line(raw.replace(/^[\s#•·,;:+"“”]+|[\s•·,;:"“”]+$/g, '').replace(/\s?\(\d{1,6}(?:\s\p{L}{1,12})?\)$/u, ''));

/** "contentId: 4711": what a system notes for itself. */
const NOTE = /^\p{Ll}[\p{L}\d_-]*:\s?\S/u;
/** "Read more →" leads on. */
const LEADS_ON = /[→»›↗]$/;

/** "$150 at Amazon": what something costs, and where. */
const PRICED = /^\p{Sc}\s?\p{Nd}|^\p{Nd}[\p{Nd}.,]*\s?\p{Sc}/u;
/** "keyboard_arrow_left": the name of an icon that a font draws, alone or before a label. */
const ICON = /^[a-z]{2,}(?:_[a-z]+)+(?:\s|$)/;

const isTag = (tag: string): boolean =>
  tag.length <= LONGEST_TAG &&
  /\p{L}|\p{N}{2}/u.test(tag) &&
  folded(tag) !== '' &&
  !/^https?:/.test(tag) &&
  !NOTE.test(tag) &&
  !LEADS_ON.test(tag) &&
  !PRICED.test(tag) &&
  !ICON.test(tag);
