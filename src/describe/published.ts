import type { Block } from '../document/block.ts';
import type { Role } from '../document/role.ts';
import type { Candidate, Choice } from './claim.ts';
import { addressDate } from './dates/address.ts';
import { dayOf, format } from './dates/calendar.ts';
import { readDate } from './dates/read.ts';
import { type WrittenDate, writtenDates } from './dates/written.ts';
import { type ArticleEvidence, isWriting, metaValues } from './evidence.ts';
import { META } from './meta-names.ts';
import type { Property } from './properties.ts';
import { aroundTitle } from './surroundings.ts';

/** Metas that some systems fill with the day of the request or of the last change. */
const WEAK_META: ReadonlySet<string> = new Set([
  'meta:date',
  'meta:dc.date',
  'meta:dcterms.date',
  'meta:release_date',
  'meta:datecreated',
  'meta:article.created',
]);

/**
 * When an article was published. Order, best first:
 *
 * 1. JSON-LD `datePublished` of a writing
 * 2. metas made for it (`article:published_time`, citation, Dublin Core `issued`, Parsely …)
 * 3. microdata and RDFa `datePublished`
 * 4. the address (`/2020/01/21/`)
 * 5. `<time>` near the title, and the visible date there
 * 6. the dateline
 * 7. what JSON-LD says of the page as a whole, and `dateCreated`
 * 8. metas that some systems fill with the day of the request (`date`, `dc.date`)
 * 9. date lines farther down
 *
 * An entry of a listing has 3, 4 and 5 within its own blocks, and the address of its link.
 */
export function publishedOf(evidence: ArticleEvidence, dateline: string | null): Choice<string> {
  const { page, alone, dates } = evidence;
  const read = (values: readonly string[], source: string): Candidate<string>[] =>
    values.flatMap((value) => {
      const date = readDate(value, dates);
      return date === null ? [] : [{ value: date, source }];
    });
  const main = alone ? page.main : null;
  const metas = alone
    ? // Microdata of a thread repeats a name for every answer: the first one is the page's.
      firstOfEach(metaValues(page, META.published)).flatMap(({ value, source }) => read([value], source))
    : [];
  const stated = evidence.properties.filter(({ names }) => names.includes('datepublished'));
  const address = addressDate(alone ? page.url : evidence.entryUrl);
  const found = [
    ...read(main && isWriting(main) ? main.published : [], 'jsonld:datePublished'),
    ...metas.filter(({ source }) => !WEAK_META.has(source)),
    ...(alone ? unlistedMetas(evidence).flatMap(({ value, source }) => read([value], source)) : []),
    ...stated.flatMap((property) => read(valuesOf(property), 'microdata:datePublished')),
    ...(address ? [{ value: format(address), source: 'address:path' }] : []),
    ...visibleDates(evidence, 'published'),
    ...(dateline === null ? [] : [{ value: dateline, source: 'text:dateline' }]),
    ...(alone
      ? page.things.flatMap((thing) => read(thing.published, 'jsonld:datePublished of the page'))
      : []),
    ...read(main?.created ?? [], 'jsonld:dateCreated'),
    ...metas.filter(({ source }) => WEAK_META.has(source)),
    ...fartherDates(evidence),
  ];
  return { value: weigh(found), candidates: found };
}

function firstOfEach(candidates: readonly Candidate<string>[]): Candidate<string>[] {
  const seen = new Set<string>();
  return candidates.filter(({ source }) => !seen.has(source) && seen.add(source));
}

const family = ({ source }: Candidate<string>): string =>
  /^(?:block|time|text):/.test(source) ? 'seen' : source.slice(0, source.indexOf(':'));

/**
 * The first of the table, with two exceptions: a day that two kinds of source state against one is
 * believed, and so is the day that readers see when an instant is only hours away from it (the same
 * moment in another time zone).
 */
function weigh(candidates: readonly Candidate<string>[]): string | null {
  const first = candidates[0];
  if (!first) return null;
  const day = dayOf(first.value);
  const families = new Map<string, Set<string>>();
  for (const each of candidates) {
    const key = dayOf(each.value);
    const known = families.get(key) ?? new Set<string>();
    families.set(key, known.add(family(each)));
  }
  // An offset other than zero says that the day is already the local one.
  const local = /[+-](?!00:00)\d\d:\d\d$/.test(first.value);
  const shown = candidates.filter(({ source }) => /^(?:block|time|address):/.test(source));
  if (first.value.length > 10 && !local && !shown.some(({ value }) => dayOf(value) === day)) {
    const near = shown.find(({ value }) => daysBetween(day, dayOf(value)) === 1);
    if (near) return near.value;
  }
  if ((families.get(day)?.size ?? 0) < 2) {
    const better = candidates.find((each) => (families.get(dayOf(each.value))?.size ?? 0) >= 2);
    if (better) return better.value;
  }
  return first.value;
}

const daysBetween = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;

/** When it was last changed. Same order as for `published`; a day before publication is no change. */
export function modifiedOf(evidence: ArticleEvidence, published: string | null): Choice<string> {
  const { page, alone, dates } = evidence;
  const read = (values: readonly string[], source: string): Candidate<string>[] =>
    values.flatMap((value) => {
      const date = readDate(value, dates);
      return date === null ? [] : [{ value: date, source }];
    });
  const stated = evidence.properties.filter(({ names }) => names.includes('datemodified'));
  const candidates = [
    ...read(alone ? (page.main?.modified ?? []) : [], 'jsonld:dateModified'),
    ...(alone ? metaValues(page, META.modified).flatMap(({ value, source }) => read([value], source)) : []),
    ...stated.flatMap((property) => read(valuesOf(property), 'microdata:dateModified')),
    ...visibleDates(evidence, 'modified'),
  ];
  const later = candidates.filter(({ value }) => published === null || dayOf(value) >= dayOf(published));
  return { value: later[0]?.value ?? null, candidates };
}

const valuesOf = ({ value, block }: Property): string[] =>
  [value, block && block.text.length < 120 ? block.text : null].filter((each) => each !== null);

const CHANGED =
  /updated?|modified|revised|edited|aktualisiert|ge[aä]ndert|bearbeitet|stand\b|zuletzt|mise? [àa] jour|modifi[ée]|actualizad|aggiornat|modificat|atualizad|bijgewerkt|gewijzigd|oppdatert|opdateret|uppdaterad|päivitetty|aktualiz|обновл|更新|güncelle/i;
const NOT_A_PUBLICATION =
  /copyright|©|\bsince\b|\bseit\b|depuis|desde|expires?|deadline|geboren|\bborn\b|joined|member|registriert|mitglied|dabei seit/i;
/** Letters beside the dates that a line about a publication has at most: names, "published on", a section. */
const MOST_OTHER_LETTERS = 70;
/** … and a line that may be prose: "On 10 November 2019, a statement read:" dates an event. */
const MOST_LETTERS_OF_PROSE = 36;
const PROSE_ROLES: ReadonlySet<Role> = new Set<Role>([
  'paragraph',
  'quote',
  'list-item',
  'heading',
  'table',
  'code',
]);

/** Dates that readers see near the title: `<time>` elements first, then short lines. */
function visibleDates(evidence: ArticleEvidence, what: 'published' | 'modified'): Candidate<string>[] {
  const near = [...belowHeadline(evidence), ...aroundTitle(evidence)];
  const ordinals = new Set(near.map(({ ordinal }) => ordinal));
  const times = evidence.properties.filter(
    ({ tag, block }) => tag === 'time' && block !== null && ordinals.has(block.ordinal),
  );
  const fromTimes = times.flatMap((time): Candidate<string>[] => {
    const changed = CHANGED.test(`${time.classes} ${time.names.join(' ')}`);
    if (changed !== (what === 'modified')) return [];
    const date = valuesOf(time)
      .map((value) => readDate(value, evidence.dates))
      .find((each) => each !== null);
    return date ? [{ value: date, source: 'time:element' }] : [];
  });
  const lines = near.map((block) => lineDates(block, evidence, what));
  return [...fromTimes, ...(ambiguous(lines, evidence) ? lines.slice(0, 1) : lines).flat()];
}

/**
 * Lines of many days belong to a list of other stories. Without markup two days far apart are
 * enough: one may be the day somebody joined, the other that of the post.
 */
function ambiguous(lines: readonly (readonly Candidate<string>[])[], { page }: ArticleEvidence): boolean {
  const days = [...new Set(lines.flat().map(({ value }) => dayOf(value)))].sort();
  if (days.length > MOST_DAYS) return true;
  return page.markup === null && days.length > 1 && daysBetween(days[0]!, days.at(-1)!) > ONE_WEEK;
}

const MOST_DAYS = 2;
const ONE_WEEK = 7;

function lineDates(
  block: Block,
  evidence: ArticleEvidence,
  what: 'published' | 'modified',
): Candidate<string>[] {
  const found = writtenDates(block.text, evidence.dates);
  if (found.length === 0 || found.length > 2 || NOT_A_PUBLICATION.test(block.text)) return [];
  const certain = block.role === 'date' || block.role === 'byline' || block.role === 'dateline';
  const prose = PROSE_ROLES.has(block.role);
  if (block.role === 'caption' || (prose && /[.:!?…]$/.test(block.text) && !/\d\.$/.test(block.text)))
    return [];
  const most = prose ? MOST_LETTERS_OF_PROSE : MOST_OTHER_LETTERS;
  if (!certain && otherLetters(block.text, found) > most) return [];
  const source =
    block.role === 'date' ? 'block:date' : block.role === 'byline' ? 'block:byline' : 'block:near-title';
  return found
    .filter(
      (date, i) =>
        CHANGED.test(block.text.slice(found[i - 1]?.end ?? 0, date.start)) === (what === 'modified'),
    )
    .map(({ moment }) => ({ value: format(moment), source }));
}

function otherLetters(text: string, dates: readonly WrittenDate[]): number {
  let rest = '';
  let at = 0;
  for (const { start, end } of dates) {
    rest += text.slice(at, start);
    at = end;
  }
  return (rest + text.slice(at)).replace(/[^\p{L}]+/gu, '').length;
}

/**
 * Date lines away from the title: believed when the first is the earliest, as in a thread whose
 * answers come later. A text page does not show where other stories with their dates begin.
 */
function fartherDates(evidence: ArticleEvidence): Candidate<string>[] {
  if (evidence.page.markup === null) return [];
  const found: Candidate<string>[] = [];
  for (const block of evidence.blocks.slice(evidence.title + 1)) {
    if (block.role !== 'date' && !(block.role === 'byline' && block.text.length < 100)) continue;
    for (const { value } of lineDates(block, evidence, 'published'))
      found.push({ value, source: 'block:date farther down' });
  }
  const first = found[0];
  return first && found.every(({ value }) => dayOf(value) >= dayOf(first.value)) ? [first] : [];
}

const PUBLICATION_META =
  /publi(?:sh|c)\w*[-_.:]?(?:date|time|on|at)|(?:date|time)[-_.:]?(?:of[-_.:]?)?publi|pub[-_.]?date/;

/** Metas that no table lists but whose name says "publication date". */
const unlistedMetas = ({ page }: ArticleEvidence): Candidate<string>[] =>
  [...page.metas].flatMap(([name, values]) =>
    PUBLICATION_META.test(name) && !(META.published as readonly string[]).includes(name)
      ? values.map((value) => ({ value, source: `meta:${name}` }))
      : [],
  );

/** What a title's block holds below its first line: "Harbour reopens\n02.02.2022 • Port". */
function belowHeadline({ blocks, title }: ArticleEvidence): Block[] {
  const block = title >= 0 ? blocks[title]! : null;
  const end = block?.text.indexOf('\n') ?? -1;
  return block && end > 0 ? [{ ...block, role: 'date', text: block.text.slice(end + 1) }] : [];
}
