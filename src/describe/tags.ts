import type { Block } from '../document/block.ts';
import type { Candidate, Choice } from './claim.ts';
import { type ArticleEvidence, elementsAround } from './evidence.ts';
import { META } from './meta-names.ts';
import { propertiesOf } from './properties.ts';
import { folded, line, plain, unique } from './text.ts';

type Tags = readonly string[];

const LONGEST_TAG = 60;
const MOST_TAGS = 60;
/** "Tags:" and its like before a list; also "Filed under" and "Schlagwörter". */
const LABEL =
  /^(?:(?:post(?:ed)?|article|more|related|filed)\s)?(?:tags?|tagged(?: (?:with|as|in))?|keywords?|topics?|labels?|under|schlagw[oö]rte?r?|schlagworte|stichw[oö]rte?r?|stichworte|themen|thema|verschlagwortet(?: mit)?|mots?[- ]cl[ée]s?|étiquettes|sujets|thèmes|etiquetas|temas|palabras clave|palavras-chave|assuntos|tag|argomenti|parole chiave|trefwoorden|onderwerpen|emner|ämnen|tagi|tematy|метки|теги|标签|標籤|タグ)\s?[:：]?\s*/iu;
/** Addresses of pages that list what carries a tag. */
const TAG_LINK =
  /\/(?:tags?|topics?|labels?|keywords?|schlagwort\w*|stichwort\w*|themen?|etiquetas?|temas?|mot-cle|motscles|sujets?|trefwoord\w*|tagged|hashtags?|assunto)[/=]|[?&](?:tags?|keyword|label|topic|tx_tagcloud)=|\/search\/label\//i;
const CATEGORY_LINK = /\/(?:category|categories|kategorie\w*|rubrik\w*|section|cat|ressort)\/|[?&]cat=/i;

/**
 * Tags that the page declares. Order, best first: links to tag pages; tag lists in the text;
 * `article:tag` and its like; JSON-LD keywords; microdata; `news_keywords`, `keywords`. The section
 * and categories are no tags.
 */
export function tagsOf(evidence: ArticleEvidence, section: string | null): Choice<Tags> {
  const { page, alone } = evidence;
  const candidates: Candidate<Tags>[] = [];
  const add = (tags: readonly (string | null)[], source: string): void => {
    const kept = unique(tags.filter((tag): tag is string => tag !== null && isTag(tag)));
    if (kept.length > 0 && kept.length <= MOST_TAGS) candidates.push({ value: kept, source });
  };
  add(linkedTags(evidence), 'link:tag');
  for (const block of evidence.blocks)
    if (block.role === 'tags' && (block.article !== null || alone)) add(listedTags(block), 'block:tags');
  if (alone) {
    for (const name of META.tags) {
      const values = page.metas.get(name) ?? [];
      add(values.length > 1 ? values.flatMap(parts) : values.flatMap(parts), `meta:${name}`);
    }
    add(
      (page.main?.keywords ?? []).flatMap((value) => parts(plain(value) ?? '')),
      'jsonld:keywords',
    );
    add(
      propertiesOf(evidence)
        .filter(({ names }) => names.includes('keywords'))
        .flatMap(({ value, block }) => parts(value ?? (block && block.text.length < 400 ? block.text : ''))),
      'microdata:keywords',
    );
  }
  void section;
  return { value: candidates[0]?.value ?? null, candidates };
}

/** Links to tag pages in the article's own blocks or right below them. */
function linkedTags(evidence: ArticleEvidence): (string | null)[] {
  const tags: (string | null)[] = [];
  for (const block of evidence.blocks) {
    if (block.links.length === 0 || block.role === 'related' || block.role === 'comments') continue;
    if (block.role !== 'tags' && isProse(block)) continue;
    for (const { start, end, href } of block.links)
      if (TAG_LINK.test(href) && !CATEGORY_LINK.test(href) && !foreign(block, evidence))
        tags.push(cleanTag(block.text.slice(start, end)));
  }
  return tags;
}

/** A line with more words outside its links than inside is a sentence. */
const isProse = ({ text, links }: Block): boolean => {
  const linked = links.reduce((sum, { start, end }) => sum + end - start, 0);
  return text.length - linked > linked + 40;
};

const foreign = (block: Block, evidence: ArticleEvidence): boolean =>
  elementsAround(evidence.page.markup, block.node, 12).some(
    ({ tag, attributes }) =>
      tag === 'nav' ||
      tag === 'aside' ||
      /tag-?cloud|sidebar|widget|menu|(?:^|[\s_-])nav/i.test(
        `${attributes.class ?? ''} ${attributes.id ?? ''}`,
      ),
  );

/** Reads "Tags: a, b", "a,b,c", or the links of a tag list. */
function listedTags(block: Block): (string | null)[] {
  const { text, links } = block;
  const linked = links.filter(({ href }) => !CATEGORY_LINK.test(href));
  if (linked.length > 0 && linked.length === links.length)
    return linked.map(({ start, end }) => cleanTag(text.slice(start, end)));
  if (links.length > 0) return [];
  const list = text.slice(0, 2_000).replace(LABEL, '');
  if (/[,;|\n•·#]/.test(list)) return list.split(/\s*[,;|\n•·]\s*|\s+(?=#)/).map(cleanTag);
  // "Tags: a b" parts at spaces; a line without a label is one tag.
  return LABEL.test(text) ? list.split(/\s+/).map(cleanTag) : [cleanTag(list)];
}

const parts = (value: string): (string | null)[] => value.split(/\s*[,;|]\s*/).map(cleanTag);

const cleanTag = (raw: string): string | null => line(raw.replace(/^[\s#•·,;:]+|[\s•·,;:]+$/g, ''));

const isTag = (tag: string): boolean =>
  tag.length <= LONGEST_TAG && /[\p{L}\p{N}]/u.test(tag) && folded(tag) !== '' && !/^https?:/.test(tag);
