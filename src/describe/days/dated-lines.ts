import type { Block } from '../../document/block.ts';
import type { Role } from '../../document/role.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { dayOf, daysBetween, format } from '../dates/calendar.ts';
import { readDate } from '../dates/read.ts';
import { type WrittenDate, writtenDates } from '../dates/written.ts';
import { type ArticleEvidence, inForeignRegion } from '../evidence.ts';
import { announcesPublication, type Label, labelOf } from './labels.ts';
import { statedInScripts } from './scripts.ts';
import { isSentence, lettersIn } from './sentences.ts';

/** Where a day is shown: a line's words, a `<time>` element, a dateline, a script's state, the title of the window. */
type Origin = 'line' | 'time' | 'dateline' | 'script' | 'window';

/** What shows a day which may be the one of publication. */
export interface DatedLine {
  readonly origin: Origin;
  /** Its block, and the index of that in the evidence's blocks; -1 outside all of them. */
  readonly block: Block | null;
  readonly index: number;
  readonly text: string;
  /** As precise as it is shown, see `format`. */
  readonly value: string;
  /** `2020-01-21` */
  readonly day: string;
  /** The date as it is written; empty for the attribute of a `<time>` element. */
  readonly written: string;
  readonly label: Label;
  /** Letters of the line beside its date. */
  readonly letters: number;
  /** Dates in the line, and the place of this one among them from 0. */
  readonly dates: number;
  readonly nth: number;
  readonly opens: boolean;
  readonly closes: boolean;
  readonly sentence: boolean;
  /** Whether the block is among comments, related stories, menus or widgets. */
  readonly foreign: boolean;
  /** `only` for a block of one line. */
  readonly row: 'only' | 'first' | 'inner' | 'last';
  /** Properties of a `<time>` element, key of a script's value. */
  readonly names: readonly string[];
}

/** What is the same of everything that is no line of words. */
const APART = {
  block: null,
  index: -1,
  text: '',
  written: '',
  label: 'none',
  letters: 0,
  dates: 1,
  nth: 0,
  opens: false,
  closes: false,
  sentence: false,
  foreign: false,
  row: 'only',
  names: [],
} as const;

/** Longer lines are prose: they count only where a date opens or a label announces it. */
export const LONGEST_LINE = 160;
/** So much of prose is looked at for a date that opens it. */
const OPENING = 60;
/** Blocks that hold more are read as one line. */
const LONGEST_BLOCK = 2_000;
/** So far above and below the title a line counts in whatever part of the page its markup puts it: below follow comments. */
const ABOVE_TITLE = 12;
const BELOW_TITLE = 3;
/** Nothing was published on the web before. */
const FIRST_YEAR = 1991;
/** A photograph has a day of its own. */
const OF_IMAGES: ReadonlySet<Role> = new Set<Role>(['image-alt', 'caption']);
/** Dates of a line and of a page that are looked at; more belong to an archive or a calendar. */
const MOST_OF_LINE = 3;
const MOST = 300;
/** A year of four digits, three numbers parted by signs, or digits of another script. */
const MAY_HOLD_A_DATE =
  /(?:1[89]|20)\d\d|\d\s?[./-]\s?\d\d?\s?[./-]\s?\d\d|[’']\d\d|[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\uFF10-\uFF19]/;

/** Everything that readers see of days: `<time>` elements, the window's title, the dateline, then lines in reading order. */
export function datedLines(evidence: ArticleEvidence, dateline: string | null): DatedLine[] {
  const { blocks, title, page, alone } = evidence;
  const head = headOf(blocks, title, page.markup === null ? 'breadcrumb' : 'navigation');
  const found = [...timeElements(evidence), ...(alone ? inWindowTitle(evidence) : [])];
  if (dateline !== null) found.push({ ...APART, origin: 'dateline', value: dateline, day: dayOf(dateline) });
  for (const [index, block] of blocks.entries()) {
    if (found.length >= MOST) break;
    if (OF_IMAGES.has(block.role) || !MAY_HOLD_A_DATE.test(block.text)) continue;
    if (index < head && block.article === null) continue;
    const foreign = inForeignRegion(evidence, block.node);
    const off = index - title;
    if (foreign && block.article === null && (off < -ABOVE_TITLE || off > BELOW_TITLE)) continue;
    found.push(...writtenIn(block, index, foreign, evidence));
  }
  // The head that an archive puts on its copies shows the day of the copy.
  const fetched = archivedDay(page.url);
  return found.slice(0, MOST).filter(({ day }) => day !== fetched);
}

/** What parts a window's title: "… | DW | 23.05.2011". */
const BETWEEN_PARTS = /\s[|\-–—·•]\s/;

/** A part of the window's title that is a day and nothing else. */
function inWindowTitle({ page, dates }: ArticleEvidence): DatedLine[] {
  const parts = page.markup?.title?.split(BETWEEN_PARTS) ?? [];
  return parts.flatMap((part): DatedLine[] => {
    const [date] = MAY_HOLD_A_DATE.test(part) ? writtenDates(part, dates) : [];
    if (parts.length < 2 || !date || date.end - date.start < part.trim().length) return [];
    const value = format(date.moment);
    return [{ ...APART, origin: 'window', value, day: dayOf(value) }];
  });
}

/** Days that scripts and attributes of the source state under a name: for pages that say none better. */
export function scriptDays({ page, dates, alone }: ArticleEvidence): DatedLine[] {
  return (alone ? statedInScripts(page.source, page.type === 'forum') : []).flatMap(
    ({ key, value }): DatedLine[] => {
      const date = readDate(value, dates);
      return date === null
        ? []
        : [{ ...APART, origin: 'script', value: date, day: dayOf(date), names: [key] }];
    },
  );
}

/**
 * Where a page's own head ends: beyond the last menu above the title stands today's date as well. On a text page only
 * a trail is certain; lines of menus are about as often part of the article's head there.
 */
function headOf(blocks: readonly Block[], title: number, ends: Role): number {
  for (let i = title - 1; i >= 0; i--) if (blocks[i]!.role === ends) return i;
  return 0;
}

function writtenIn(block: Block, index: number, foreign: boolean, evidence: ArticleEvidence): DatedLine[] {
  const rows = block.text.length > LONGEST_BLOCK ? [block.text] : block.text.split('\n');
  return rows.flatMap((text, at) => {
    if (!MAY_HOLD_A_DATE.test(text)) return [];
    const isLong = text.length > LONGEST_LINE;
    const read = isLong && !announcesPublication(text) ? text.slice(0, OPENING) : text;
    const dates = writtenDates(read, evidence.dates);
    return dates.slice(0, MOST_OF_LINE).flatMap(({ moment, start, end }, nth): DatedLine[] => {
      // What stands before the next date is about that one.
      const behind = dates[nth + 1] ? '' : text.slice(end, end + LONGEST_LINE);
      const own = labelOf(text.slice(dates[nth - 1]?.end ?? 0, start), behind);
      const bare = own === 'none' && rows.length === 1 ? labelAbove(evidence.blocks[index - 1]) : own;
      const label = bare === 'none' && followsOther(text, dates, nth) ? 'changed' : bare;
      if (label === 'other' || moment.year < FIRST_YEAR) return [];
      if (start === 0 && isSectionNumber(text, block.role)) return [];
      const letters = lettersIn(text) - lettersIn(text.slice(start, end));
      const sentence = isSentence(text, letters);
      const opens = start < 3;
      // "On 10 November 2019, a statement read:" dates an event.
      const tells = isLong || (sentence && TEXT_ROLES.has(block.role));
      if (tells && !opens && label !== 'published' && label !== 'original') return [];
      const value = format(moment);
      const closes = end > text.length - 3;
      const row = rows.length === 1 ? 'only' : at === 0 ? 'first' : at === rows.length - 1 ? 'last' : 'inner';
      return [
        {
          ...{
            origin: 'line',
            block,
            index,
            text,
            value,
            day: dayOf(value),
            written: text.slice(start, end),
          },
          ...{ label, letters, dates: dates.length, nth, opens, closes, sentence, foreign, row, names: [] },
        },
      ];
    });
  });
}

/** "5.2.10. Rigging": a part of a manual by its number, where days would be padded or their year be whole. */
const SECTION_NUMBER = /^[1-9]\d?\.[1-9]\d?\.[1-9]\d\.?\s{1,3}\p{L}/u;
const HEADS: ReadonlySet<Role> = new Set<Role>(['title', 'heading', 'listing-title', 'navigation']);

const isSectionNumber = (text: string, role: Role): boolean => HEADS.has(role) && SECTION_NUMBER.test(text);

/** What is published at a set hour was changed last a day or two before. */
const SCHEDULED = 2;

/** "May 21, 2025 April 24, 2025": of two days side by side the later one is that of a change, whichever stands first. */
function followsOther(text: string, dates: readonly WrittenDate[], nth: number): boolean {
  const day = format(dates[nth]!.moment).slice(0, 10);
  const isBeside = (left: WrittenDate | undefined, right: WrittenDate | undefined): boolean =>
    left !== undefined && right !== undefined && text.slice(left.end, right.start).trim() === '';
  const isEarlier = (at: number): boolean => {
    const other = dates[at] && format(dates[at].moment).slice(0, 10);
    return other !== undefined && other < day && daysBetween(other, day) > SCHEDULED;
  };
  return (
    (isBeside(dates[nth - 1], dates[nth]) && isEarlier(nth - 1)) ||
    (isBeside(dates[nth], dates[nth + 1]) && isEarlier(nth + 1))
  );
}

/** `<time>` elements whose attribute says the day. */
function timeElements(evidence: ArticleEvidence): DatedLine[] {
  return evidence.properties.flatMap(({ tag, line, value, classes, names }): DatedLine[] => {
    if (tag !== 'time' || value === null) return [];
    const date = readDate(value, evidence.dates);
    if (date === null) return [];
    const text = line && line.text.length <= LONGEST_LINE ? line.text : '';
    const words = labelOf(`${classes} ${names.join(' ')}`, '');
    const label = words === 'none' ? labelWithin(text, dayOf(date), evidence) : words;
    if (label === 'other') return [];
    const index = line ? evidence.blocks.indexOf(line) : -1;
    return [
      {
        ...{ ...APART, origin: 'time', block: line, index, text, value: date, day: dayOf(date), label },
        ...{ letters: lettersIn(text), names },
      },
    ];
  });
}

/** What a line that shows several days says of one of them; of its only one, as a whole. */
function labelWithin(text: string, day: string, { dates }: ArticleEvidence): Label {
  const shown = writtenDates(text, dates);
  const nth = shown.findIndex(({ moment }) => daysBetween(format(moment), day) <= 1);
  if (nth < 0) return shown.length < 2 ? labelOf(text, '') : 'none';
  const behind = shown[nth + 1] ? '' : text.slice(shown[nth]!.end);
  return labelOf(text.slice(shown[nth - 1]?.end ?? 0, shown[nth]!.start), behind);
}

/** "Published" or "Last updated" on a line of its own above the date. */
function labelAbove(block: Block | undefined): Label {
  if (!block || block.text.length > LONGEST_LABEL || /\d/.test(block.text)) return 'none';
  const label = labelOf(block.text, '');
  return label === 'span' ? 'none' : label;
}
const LONGEST_LABEL = 30;

/** The day on which a web archive fetched the page, as its address says. */
function archivedDay(url: string | null): string | null {
  const m = /\/((?:19|20)\d\d)(\d\d)(\d\d)\d{0,6}(?:[a-z]{2}_)?\/https?:/.exec(url?.slice(0, 200) ?? '');
  return m ? `${m[1]}-${m[2]}-${m[3]}` : null;
}
