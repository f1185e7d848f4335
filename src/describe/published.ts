import { changedDates } from './changed.ts';
import type { Candidate, Choice } from './claim.ts';
import { dayOf, daysBetween, daysFrom } from './dates/calendar.ts';
import { type DatedLine, scriptDays } from './days/dated-lines.ts';
import { seenDays } from './days/seen.ts';
import { DAY_WEIGHTS } from './days/weights.ts';
import { type ArticleEvidence, metaValues } from './evidence.ts';
import { family } from './families.ts';
import { heard } from './heard.ts';
import { META } from './meta-names.ts';
import { readerOf, statedDays, valuesOf } from './stated-days.ts';

/** The day that was chosen, with what it was chosen from. */
export interface PublishedChoice extends Choice<string> {
  /** The candidates that could be chosen. */
  readonly told: readonly Candidate<string>[];
  /** How likely each day that lines show is the one of publication, 0 to 1. */
  readonly likelihoods: ReadonlyMap<string, number>;
}

/**
 * When an article was published. Order, best first:
 *
 * 1. JSON-LD `datePublished` of a writing
 * 2. metas made for it (`article:published_time`, citation, Dublin Core `issued`, Parsely …)
 * 3. microdata and RDFa `datePublished`
 * 4. the address (`/2020/01/21/`)
 * 5. the day that lines, `<time>` elements, the window's title and (where nothing else says a day) the page's scripts
 *    show, when their signs make one likely enough; but for the page's head where the dateline has another
 * 6. the dateline
 * 7. what JSON-LD says of the page as a whole, and `dateCreated`
 * 8. metas that some systems fill with the day of the request (`date`, `dc.date`), and other names that end in `date`
 *
 * An entry of a listing has 3, 4 and 5 within its own blocks, and the address of its link.
 */
export function publishedOf(
  evidence: ArticleEvidence,
  lines: readonly DatedLine[],
  learned = DAY_WEIGHTS,
): PublishedChoice {
  const { page } = evidence;
  const { sure, weak } = statedDays(evidence);
  const shown = seenDays(lines, evidence, learned);
  // Scripts are long: they are read where nothing else has a day.
  const scripts = sure.length + weak.length + shown.likely.length > 0 ? [] : scriptDays(evidence);
  const seen = scripts.length > 0 ? seenDays([...lines, ...scripts], evidence, learned) : shown;
  const dateline = lines.filter(({ origin }) => origin === 'dateline');
  const found = [
    ...sure,
    ...(dateline.some(({ day }) => isHeadOfPage(day, seen.likely, lines, evidence)) ? [] : seen.likely),
    ...dateline.map(({ value }) => ({ value, source: 'text:dateline' })),
    ...weak,
  ];
  const told = heard(found, page);
  const value = preciseOf(weigh(told, page.type === 'forum'), told);
  return { value, candidates: [...told, ...heard(seen.doubtful, page)], told, likelihoods: seen.likelihoods };
}

/** Whether the likely day is another one than the dateline's and stands above the title alone: the day of the visit. */
function isHeadOfPage(
  day: string,
  likely: readonly Candidate<string>[],
  lines: readonly DatedLine[],
  { title }: ArticleEvidence,
): boolean {
  const [first] = likely;
  if (!first || dayOf(first.value) === day) return false;
  return lines.every(
    (line) =>
      line.day !== dayOf(first.value) ||
      (line.index >= 0 && line.index < title && line.block?.article === null),
  );
}

/**
 * Where the day that is believed is stated with its time as well, that: an address or a meta often has the day alone.
 * Not where a line near the title has the day alone: other moments of that day are those of comments, as are those
 * farther off.
 */
function preciseOf(value: string | null, candidates: readonly Candidate<string>[]): string | null {
  if (value === null || value.length > 10) return value;
  const near = candidates.filter((each) => !FARTHER.test(each.source) && dayOf(each.value) === value);
  if (near.some((each) => each.value === value && family(each) === 'seen')) return value;
  return near.find((each) => each.value.length > 10)?.value ?? value;
}

/** Sources of what readers see, and of them those away from the title. */
const SHOWN = /^(?:block|time|address):/;
const FARTHER = / farther/;

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
  const shown = candidates.filter(({ source }) => SHOWN.test(source));
  if (first.value.length > 10 && !local && !shown.some(({ value }) => dayOf(value) === day)) {
    // A day later in a thread is that of an answer.
    const near = shown.find(
      ({ value }) => (!thread || daysFrom(day, value) === -1) && isMomentElsewhere(first.value, value),
    );
    if (near) return near.value;
  }
  const alone = (families.get(day)?.size ?? 0) < 2;
  // In a thread an older day is that on which somebody joined.
  const older = alone && !thread ? shownBefore(candidates, day) : null;
  if (older !== null) return older;
  if (alone) {
    const better = candidates.find((each) => (families.get(dayOf(each.value))?.size ?? 0) >= 2);
    if (better) return better.value;
  }
  return first.value;
}

/** Offsets of the world's clocks are quarters of hours between -12 and +14 hours. */
const QUARTER = 15;
const FARTHEST_WEST = -12 * 60;
const FARTHEST_EAST = 14 * 60;
const HAS_ZONE = /(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Whether what readers see on a neighbouring day can be the instant that markup states, on a clock of another
 * zone. What `<time>` elements state to the second is often another moment: that of an answer.
 */
function isMomentElsewhere(instant: string, shown: string): boolean {
  if (daysBetween(instant, shown) !== 1) return false;
  if (!HAS_ZONE.test(shown)) return true;
  const apart = minutesOf(shown) - minutesOf(instant);
  const rest = Math.abs(apart) % QUARTER;
  return apart >= FARTHEST_WEST && apart <= FARTHEST_EAST && Math.min(rest, QUARTER - rest) <= 1;
}

/** The local clock, whatever its zone. */
const minutesOf = (value: string): number => Date.parse(`${value.slice(0, 16)}Z`) / 60_000;

/**
 * The day that readers see near the title, when it is well before the one that a single kind of markup states:
 * a system that was filled anew dates its pages by the day of the move.
 */
function shownBefore(candidates: readonly Candidate<string>[], day: string): string | null {
  const shown = candidates.filter(({ source }) => SHOWN.test(source) && !FARTHER.test(source));
  if (candidates[0]!.source.startsWith('block:') || shown.some(({ value }) => dayOf(value) === day))
    return null;
  const days = new Set(shown.map(({ value }) => dayOf(value)));
  const first = shown[0];
  return first && days.size === 1 && daysFrom(first.value, day) > 1 ? first.value : null;
}

/** When it was last changed. Same order as for `published`; a day before publication is no change. */
export function modifiedOf(
  evidence: ArticleEvidence,
  lines: readonly DatedLine[],
  published: string | null,
): Choice<string> {
  const { page, alone } = evidence;
  const read = readerOf(evidence);
  const stated = evidence.properties.filter(({ names }) => names.includes('datemodified'));
  const candidates = [
    ...read(alone ? (page.main?.modified ?? []) : [], 'jsonld:dateModified'),
    ...(alone ? metaValues(page, META.modified).flatMap(({ value, source }) => read([value], source)) : []),
    ...stated.flatMap((property) => read(valuesOf(property), 'microdata:dateModified')),
    ...changedDates(lines, evidence),
  ];
  const told = heard(candidates, page);
  const later = told.filter(({ value }) => published === null || dayOf(value) >= dayOf(published));
  return { value: later[0]?.value ?? null, candidates: told };
}
