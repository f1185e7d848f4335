import type { Block } from '../document/block.ts';
import type { Candidate, Choice } from './claim.ts';
import { writtenDates } from './dates/written.ts';
import { type ArticleEvidence, elementsAround, isWriting } from './evidence.ts';
import { META } from './meta-names.ts';
import { cleanName, isName, opensByline, splitNames, uninverted } from './names/clean.ts';
import { propertiesOf } from './properties.ts';
import { aroundTitle } from './surroundings.ts';
import { folded, unique } from './text.ts';

type Names = readonly string[];

/** Most authors that a page may state; more is a list of something else. */
const MOST = 40;
const LONGEST_BYLINE = 160;
/** Links to a page about a person. */
const PROFILE =
  /\/(?:authors?|autor(?:en|in|es)?|auteurs?|people|persons?|profiles?|profil|users?|members?|mitglied(?:er)?|by|writers?|contributors?|staff|team|redaktion|redakteure?|columnists?|journalists?|firma|bio|u)\/|[?&](?:author|user|uid|autor)=|\/@\w/i;

/**
 * Who wrote an article. Order, best first: JSON-LD authors of the writing; citation, Parsely and
 * author metas; microdata, RDFa and `rel=author`; bylines near the title; bylines elsewhere in the
 * article. A source that only repeats the site's name gives way to one that names somebody.
 */
export function authorsOf(
  evidence: ArticleEvidence,
  site: string | null,
  title: string | null,
): Choice<Names> {
  const { page, alone } = evidence;
  const candidates: Candidate<Names>[] = [];
  const add = (names: Names, source: string): void => {
    const kept = unique(names.filter((name) => folded(name) !== folded(title ?? '')));
    if (kept.length > 0 && kept.length <= MOST) candidates.push({ value: kept, source });
  };
  if (alone) {
    const main = page.main;
    if (main && isWriting(main))
      add(
        main.authors.flatMap(({ name, organization }) => (organization ? whole(name) : splitNames(name))),
        'jsonld:author',
      );
    for (const name of META.author) {
      const values = page.metas.get(name) ?? [];
      add(
        values.flatMap((value) => fromMeta(name, value)),
        `meta:${name}`,
      );
    }
  }
  add(fromProperties(evidence), 'microdata:author');
  const near = aroundTitle(evidence);
  const nearBylines = near.filter(({ role }) => role === 'byline');
  for (const block of nearBylines) add(fromByline(block, evidence), 'block:byline');
  for (const block of near.filter(({ role }) => role !== 'byline' && role !== 'title'))
    if (block.text.length <= LONGEST_BYLINE && opensByline(block.text))
      add(fromByline(block, evidence), 'block:near-title');
  for (const block of evidence.blocks)
    if (block.role === 'byline' && block.article !== null && !nearBylines.includes(block))
      add(fromByline(block, evidence), 'block:byline in the article');
  const named = candidates.find(({ value }) => value.some((name) => !isSite(name, site)));
  return { value: (named ?? candidates[0])?.value ?? null, candidates };
}

const whole = (name: string): string[] => {
  const cleaned = cleanName(name);
  return cleaned !== null && isName(cleaned) ? [cleaned] : [];
};

function fromMeta(name: string, value: string): string[] {
  // `article:author` is often the address of a profile.
  if (/^(?:https?:|\/\/|www\.)/i.test(value)) return [];
  if (name === 'twitter:data1' && /\d/.test(value)) return [];
  if (/^(?:citation|dc)/.test(name))
    return value.split(';').flatMap((each) => splitNames(uninverted(each.trim())));
  return splitNames(value);
}

/** Elements that the markup calls author; the name inside counts before the whole line. */
function fromProperties(evidence: ArticleEvidence): string[] {
  const found = propertiesOf(evidence).filter(
    ({ names }) => names.includes('author') || names.includes('creator'),
  );
  const names: string[] = [];
  for (const { value, block } of found) {
    const text = value ?? (block && block.text.length <= LONGEST_BYLINE ? block.text : null);
    if (text !== null && !/^https?:/.test(text))
      names.push(...(value === null && block ? fromByline(block, evidence) : splitNames(text)));
  }
  return unique(names);
}

/** Names in a byline: the links to people when it has such, else what is left when the rest is taken off. */
function fromByline(block: Block, evidence: ArticleEvidence): string[] {
  const { text, links } = block;
  if (text.length > LONGEST_BYLINE) return [];
  const linked = links
    .filter(({ href }) => PROFILE.test(href))
    .flatMap(({ start, end }) => splitNames(text.slice(start, end)));
  if (linked.length > 0) return unique(linked);
  let rest = '';
  let at = 0;
  for (const { start, end } of writtenDates(text, evidence.dates)) {
    rest += `${text.slice(at, start)} | `;
    at = end;
  }
  rest += text.slice(at);
  return splitNames(rest);
}

const isSite = (name: string, site: string | null): boolean => site !== null && folded(name) === folded(site);

/** Whether a block sits in an element that its class calls a byline. */
export const inByline = (block: Block, evidence: ArticleEvidence): boolean =>
  elementsAround(evidence.page.markup, block.node, 3).some(({ attributes }) =>
    /byline|author/i.test(attributes.class ?? ''),
  );
