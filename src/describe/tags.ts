import type { Candidate, Choice } from './claim.ts';
import { writtenDates } from './dates/written.ts';
import { type ArticleEvidence, isTrade } from './evidence.ts';
import { heard } from './heard.ts';
import { META } from './meta-names.ts';
import { isLabel } from './names/labels.ts';
import { isTag } from './tags/kept.ts';
import { ownKeywords, withoutTitle, wordsApart } from './tags/keywords.ts';
import { cleanTag, isTagLabel, linkTexts, listsOfTags, type TagList } from './tags/lists.ts';
import { folded, plain, unique } from './text.ts';

type Tags = readonly string[];

const MOST_TAGS = 60;
/** A longer list of links is the site's cloud of tags. */
const CLOUD = 25;
/**
 * Tags that the page declares. Order, best first: a list with a label ("Tags:"); a list of several
 * links to tag pages, or one that the markup calls tags; `article:tag` and its like; JSON-LD
 * keywords; single tags of those lists; microdata; `news_keywords`, `keywords`. Sections and
 * categories are no tags.
 */
export function tagsOf(
  evidence: ArticleEvidence,
  titles: readonly string[],
  authors: readonly string[],
  site: string | null,
): Choice<Tags> {
  const { page, alone } = evidence;
  const said = new Set([...titles, authors.join(' ')].map(peopleKey).filter(isLong));
  const candidates: Candidate<Tags>[] = [];
  const add = (tags: readonly (string | null)[], source: string): void => {
    const kept = unique(tags.filter((tag): tag is string => tag !== null && isTag(tag)));
    // One day on its own is that of the article; of several tags one may name a day.
    if (kept.length === 1 && /\d{4}/.test(kept[0]!) && writtenDates(kept[0]!, evidence.dates).length > 0)
      return;
    if (kept.length > 0 && kept.length <= MOST_TAGS) candidates.push({ value: kept, source });
  };
  const lists = listsOfTags(evidence);
  const addLists = (wanted: (list: TagList) => boolean): void => {
    for (const list of lists)
      if (wanted(list))
        add(
          list.tags.every(isLabel)
            ? []
            : list.tags.filter((tag, at) => !said.has(peopleKey(tag)) && !(at === 0 && isTagLabel(tag))),
          list.source,
        );
  };
  const addMetas = (wanted: (name: string) => boolean): void => {
    if (!alone) return;
    for (const name of META.tags) if (wanted(name)) add(keywords(page.metas.get(name) ?? []), `meta:${name}`);
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
    add(keywords((page.main?.keywords ?? []).flatMap((value) => plain(value) ?? [])), 'jsonld:keywords');
  // A single link beside a product or a service leads on in the shop.
  if (!isTrade(page)) addLists((list) => !list.labelled && list.tags.length === 1);
  for (const { names, value, block } of evidence.properties)
    if (names.includes('keywords'))
      add(
        value === null && block && block.links.length > 1
          ? linkTexts(block, () => true)
          : parts(value ?? (block && block.text.length < 400 ? block.text : '')),
        'microdata:keywords',
      );
  addMetas((name) => !name.endsWith('tag'));
  function keywords(values: readonly string[]): string[] {
    const said = values.flatMap((value) => parts(withoutTitle(value, titles))).filter((tag) => tag !== null);
    const tags = said.length === 1 ? (wordsApart(said[0]!, evidence) ?? said) : said;
    return tags.length > MOST_TAGS ? [] : ownKeywords(tags, site, evidence);
  }
  const told = heard(candidates, page);
  return { value: told[0]?.value ?? null, candidates: told };
}

/** A title or a byline of so many words is no tag; a shorter one may well be what the text is about. */
const isLong = (text: string): boolean => text.split(' ').length >= 4;

/** How a tag is compared with the title and the names in the byline: "Anna Berg and Tom Lee". */
const peopleKey = (text: string): string =>
  folded(text.replace(/\s(?:and|und|et|y|e|en|og|och|&)\s/giu, ' '));

const parts = (value: string): (string | null)[] => value.split(/\s*[,;|]\s*/).map(cleanTag);
