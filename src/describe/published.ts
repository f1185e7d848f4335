import type { Candidate, Choice } from './claim.ts';
import { addressDate } from './dates/address.ts';
import { dayOf, daysBetween, daysFrom, format } from './dates/calendar.ts';
import { readDate } from './dates/read.ts';
import { seenDays } from './days/seen.ts';
import { type ArticleEvidence, isWriting, metaValues } from './evidence.ts';
import { heard } from './heard.ts';
import { META } from './meta-names.ts';
import { type Property, propertiesWithin } from './properties.ts';
import { changedDates, valuesOf } from './visible-dates.ts';

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
 * 5. the day that lines and `<time>` elements show, when their signs make one likely enough
 * 6. the dateline
 * 7. what JSON-LD says of the page as a whole, and `dateCreated`
 * 8. metas that some systems fill with the day of the request (`date`, `dc.date`)
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
  const stated = ownProperties(evidence, 'datepublished');
  const address = addressDate(alone ? page.url : evidence.entryUrl);
  const seen = seenDays(evidence);
  const found = [
    ...read(main && isWriting(main) ? main.published : [], 'jsonld:datePublished'),
    ...read(main?.types.includes('DiscussionForumPosting') ? main.created : [], 'jsonld:dateCreated'),
    ...metas.filter(({ source }) => !WEAK_META.has(source)),
    ...(alone ? unlistedMetas(evidence).flatMap(({ value, source }) => read([value], source)) : []),
    ...stated.flatMap((property) => read(valuesOf(property), 'microdata:datePublished')),
    ...(address ? [{ value: format(address), source: 'address:path' }] : []),
    ...seen.likely,
    ...(dateline === null ? [] : [{ value: dateline, source: 'text:dateline' }]),
    ...(alone
      ? page.things.flatMap((thing) => read(thing.published, 'jsonld:datePublished of the page'))
      : []),
    ...read(main?.created ?? [], 'jsonld:dateCreated'),
    ...metas.filter(({ source }) => WEAK_META.has(source)),
  ];
  const told = heard(found, page);
  const value = weigh(told, page.type === 'forum');
  return { value, candidates: [...told, ...heard(seen.doubtful, page)] };
}

/**
 * Elements that state a property of the article: those among its own blocks, where there are any. Other
 * stories of the page state theirs as well.
 */
function ownProperties(evidence: ArticleEvidence, name: string): readonly Property[] {
  const stated = evidence.properties.filter(({ names }) => names.includes(name));
  const mine = evidence.blocks.filter(({ article }) => article !== null);
  const within = propertiesWithin(stated, mine);
  return within.length > 0 ? within : stated.slice(0, 1);
}

function firstOfEach(candidates: readonly Candidate<string>[]): Candidate<string>[] {
  const seen = new Set<string>();
  return candidates.filter(({ source }) => !seen.has(source) && seen.add(source));
}

const family = ({ source }: Candidate<string>): string =>
  /^(?:block|time|text):/.test(source) ? 'seen' : source.slice(0, source.indexOf(':'));

/**
 * The first of the table, with exceptions: a day that two kinds of source state against one is
 * believed, and so is the day that readers see when an instant is only hours away from it (the same
 * moment in another time zone).
 */
function weigh(candidates: readonly Candidate<string>[], thread: boolean): string | null {
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
    // A day later in a thread is that of an answer.
    const near = shown.find(({ value }) =>
      thread ? daysFrom(day, value) === -1 : daysBetween(day, value) === 1,
    );
    if (near) return near.value;
  }
  const alone = (families.get(day)?.size ?? 0) < 2;
  const older = alone ? shownBefore(candidates, day) : null;
  if (older !== null) return older;
  if (alone) {
    const better = candidates.find((each) => (families.get(dayOf(each.value))?.size ?? 0) >= 2);
    if (better) return better.value;
  }
  return first.value;
}

/**
 * The day that readers see near the title, when it is well before the one that a single kind of markup states:
 * a system that was filled anew dates its pages by the day of the move.
 */
function shownBefore(candidates: readonly Candidate<string>[], day: string): string | null {
  const shown = candidates.filter(({ source }) => /^(?:block:(?!.* farther)|time:|address:)/.test(source));
  if (candidates[0]!.source.startsWith('block:') || shown.some(({ value }) => dayOf(value) === day))
    return null;
  const days = new Set(shown.map(({ value }) => dayOf(value)));
  const first = shown[0];
  return first && days.size === 1 && daysFrom(first.value, day) > 1 ? first.value : null;
}

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
    ...changedDates(evidence),
  ];
  const told = heard(candidates, page);
  const later = told.filter(({ value }) => published === null || dayOf(value) >= dayOf(published));
  return { value: later[0]?.value ?? null, candidates: told };
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
