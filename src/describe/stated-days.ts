import type { Role } from '../document/role.ts';
import type { Candidate } from './claim.ts';
import { addressDate } from './dates/address.ts';
import { format } from './dates/calendar.ts';
import { readDate } from './dates/read.ts';
import { type ArticleEvidence, isWriting, metaValues } from './evidence.ts';
import { META } from './meta-names.ts';
import { type Property, propertiesWithin } from './properties.ts';

/** Metas that some systems fill with the day of the request or of the last change. */
const WEAK_META: ReadonlySet<string> = new Set([
  'meta:date',
  'meta:dc.date',
  'meta:dcterms.date',
  'meta:release_date',
  'meta:datecreated',
  'meta:article.created',
]);

/** What markup and address state of the day of publication, each in the order in which it is believed. */
interface StatedDays {
  /** Made for it. */
  readonly sure: readonly Candidate<string>[];
  /** What lines show is believed before these. */
  readonly weak: readonly Candidate<string>[];
}

/** Reads values of a source as dates, in the way the page writes them. */
export const readerOf =
  ({ dates }: ArticleEvidence) =>
  (values: readonly string[], source: string): Candidate<string>[] =>
    values.flatMap((value) => {
      const date = readDate(value, dates);
      return date === null ? [] : [{ value: date, source }];
    });

/** The days that markup and address state. The order within is that of `publishedOf`. */
export function statedDays(evidence: ArticleEvidence): StatedDays {
  const { page, alone } = evidence;
  const read = readerOf(evidence);
  const main = alone ? page.main : null;
  const metas = alone
    ? // Microdata of a thread repeats a name for every answer: the first one is the page's.
      firstOfEach(metaValues(page, META.published)).flatMap(({ value, source }) => read([value], source))
    : [];
  const unlisted = (wanted: RegExp): Candidate<string>[] =>
    alone ? unlistedMetas(evidence, wanted).flatMap(({ value, source }) => read([value], source)) : [];
  const properties = ownProperties(evidence, 'datepublished');
  const address = addressDate(alone ? page.url : evidence.entryUrl);
  return {
    sure: [
      ...read(main && isWriting(main) ? main.published : [], 'jsonld:datePublished'),
      ...read(main?.types.includes('DiscussionForumPosting') ? main.created : [], 'jsonld:dateCreated'),
      ...metas.filter(({ source }) => !WEAK_META.has(source)),
      ...unlisted(PUBLICATION_META),
      ...properties.flatMap((property) => read(valuesOf(property), 'microdata:datePublished')),
      ...(address ? [{ value: format(address), source: 'address:path' }] : []),
    ],
    weak: [
      ...(alone
        ? page.things.flatMap((thing) => read(thing.published, 'jsonld:datePublished of the page'))
        : []),
      ...read(main?.created ?? [], 'jsonld:dateCreated'),
      ...metas.filter(({ source }) => WEAK_META.has(source)),
      ...unlisted(SOME_DATE),
    ],
  };
}

/** What a property says: its attribute, and the short line that shows it. */
export const valuesOf = ({ value, block }: Property): string[] =>
  [value, block && block.text.length < 120 ? block.text : null].filter((each) => each !== null);

/**
 * Elements that state a property of the article: those among its own blocks, where there are any. Other
 * stories of the page state theirs as well.
 */
function ownProperties(evidence: ArticleEvidence, name: string): readonly Property[] {
  const stated = evidence.properties.filter(({ names }) => names.includes(name));
  const mine = evidence.blocks.filter(({ article }) => article !== null);
  const within = propertiesWithin(stated, mine);
  const others = stated.filter(({ line }) => line === null || !OF_OTHERS.has(line.role));
  const own = within.length > 0 ? within : others.slice(0, 1);
  // Many days are those of other stories; of a thread, those of its answers.
  const days = new Set(own.map(({ value }) => value?.slice(0, 10)));
  return days.size > MOST_DAYS && evidence.page.type !== 'forum' ? [] : own;
}

const MOST_DAYS = 2;
/** What is stated in these is stated of other stories. */
const OF_OTHERS: ReadonlySet<Role> = new Set<Role>([
  'related',
  'listing-title',
  'teaser',
  'comments',
  'advertisement',
]);

function firstOfEach(candidates: readonly Candidate<string>[]): Candidate<string>[] {
  const seen = new Set<string>();
  return candidates.filter(({ source }) => !seen.has(source) && seen.add(source));
}

const PUBLICATION_META =
  /publi(?:sh|c)\w*[-_.:]?(?:date|time|on|at)|(?:date|time)[-_.:]?(?:of[-_.:]?)?publi|pub[-_.]?date|^published$|post(?:ed)?[-_.:]?date/;
/** "ms.date": the day of something, but for what its name says that it is. */
const SOME_DATE =
  /^(?!.*(?:expir|valid|event|start|end|updat|modif|chang|revis|review|embargo|birth|access|archiv))[\w:]{1,20}[-_.:]date$/;

const LISTED: ReadonlySet<string> = new Set([...META.published, ...META.modified]);

/** Metas that no table lists but whose name says a date. */
const unlistedMetas = ({ page }: ArticleEvidence, wanted: RegExp): Candidate<string>[] =>
  [...page.metas].flatMap(([name, values]) =>
    wanted.test(name) && !LISTED.has(name) ? values.map((value) => ({ value, source: `meta:${name}` })) : [],
  );
