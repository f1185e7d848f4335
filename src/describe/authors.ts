import type { Block } from '../document/block.ts';
import type { Candidate, Choice } from './claim.ts';
import { writtenDates } from './dates/written.ts';
import { type ArticleEvidence, inForeignRegion, isWriting } from './evidence.ts';
import { ASIDE_LINK, AUTHOR_LINK, PROFILE_LINK } from './links.ts';
import { META } from './meta-names.ts';
import { cleanName, isName, opensByline, splitNames, uninverted } from './names/clean.ts';
import { aroundTitle } from './surroundings.ts';
import { folded, unique } from './text.ts';

type Names = readonly string[];

/** Most authors that a page may state; more is a list of something else. */
const MOST = 40;
const LONGEST_BYLINE = 160;

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
  const near = aroundTitle(evidence).filter(({ node }) => !inForeignRegion(evidence, node));
  const bylines = near.filter(({ role }) => role === 'byline');
  const stated = bylines.filter(
    (block) => opensByline(block.text) || fromLinks(block, PROFILE_LINK).length > 0,
  );
  for (const block of stated) add(fromByline(block, evidence), 'block:byline');
  for (const block of near) if (!bylines.includes(block)) add(fromLinks(block, AUTHOR_LINK), 'link:author');
  for (const block of bylines)
    if (!stated.includes(block)) add(fromByline(block, evidence).filter(isFullName), 'block:byline');
  for (const block of near)
    if (!bylines.includes(block) && block.role !== 'title' && opensByline(block.text))
      add(fromByline(block, evidence), 'block:near-title');
  for (const block of bylines) if (!stated.includes(block)) add(fromByline(block, evidence), 'block:byline');
  for (const block of evidence.blocks) {
    if (block.role === 'comments' || inForeignRegion(evidence, block.node)) continue;
    if (block.role === 'byline' && block.article !== null && !bylines.includes(block))
      add(fromByline(block, evidence), 'block:byline farther down');
    add(fromLinks(block, AUTHOR_LINK), 'link:author farther down');
  }
  const strong = candidates.filter(({ source }) => !source.endsWith('farther down'));
  const named = strong.find(({ value }) => value.some((name) => !isSite(name, site)));
  return { value: (named ?? candidates[0])?.value ?? null, candidates };
}

/** Texts of links to people in a short line. */
function fromLinks({ text, links }: Block, wanted: RegExp): string[] {
  if (text.length > 300) return [];
  return unique(
    links
      .filter(({ href }) => wanted.test(href))
      .flatMap(({ start, end }) => splitNames(text.slice(start, end))),
  );
}

/** Two to five words that all open with a capital: hardly a label. */
const isFullName = (name: string): boolean =>
  /^\p{Lu}\S{0,30}(?:\s(?:\p{Lu}\S{0,30}|von|van|de[nrl]?|da|di|la|le|bin|al|y)){1,4}$/u.test(name);

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
  const found = evidence.properties.filter(
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
  const { text } = block;
  if (text.length > LONGEST_BYLINE) return [];
  const linked = fromLinks(block, PROFILE_LINK);
  if (linked.length > 0) return linked;
  let rest = '';
  let at = 0;
  const others = block.links.filter(({ href }) => ASIDE_LINK.test(href));
  const cuts = [...writtenDates(text, evidence.dates), ...others].sort((a, b) => a.start - b.start);
  for (const { start, end } of cuts) {
    if (start < at) continue;
    rest += `${text.slice(at, start)} | `;
    at = end;
  }
  rest += text.slice(at);
  return splitNames(rest);
}

const isSite = (name: string, site: string | null): boolean => site !== null && folded(name) === folded(site);
