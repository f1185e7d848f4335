import type { Block } from '../../document/block.ts';
import type { Role } from '../../document/role.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { dayOf, format } from '../dates/calendar.ts';
import { readDate } from '../dates/read.ts';
import { writtenDates } from '../dates/written.ts';
import { type ArticleEvidence, inForeignRegion } from '../evidence.ts';
import { announcesPublication, type Label, labelOf } from './labels.ts';

/** A line that shows a day which may be the one of publication. */
export interface DatedLine {
  /** Its block, and the index of that in the evidence's blocks; -1 for an element inside another block's line. */
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
  /** Words of a `<time>` element's properties; null for a written date. */
  readonly time: readonly string[] | null;
}

/** Longer lines are prose: they count only where a date opens or a label announces it. */
export const LONGEST_LINE = 160;
/** So much of prose is looked at for a date that opens it. */
const OPENING = 60;
/** Blocks that hold more are read as one line. */
const LONGEST_BLOCK = 2_000;
const TOUCHING = 3;
/** Nothing was published on the web before. */
const FIRST_YEAR = 1991;
/** "Budapest, 2020. 01. 21." ends with a dot and is no sentence. */
const FEW_LETTERS = 15;
/** A photograph has a day of its own. */
const OF_IMAGES: ReadonlySet<Role> = new Set<Role>(['image-alt', 'caption']);
/** Dates of a line and of a page that are looked at; more belong to an archive or a calendar. */
const MOST_OF_LINE = 3;
const MOST = 300;
/** A year of four digits, three numbers parted by signs, or digits of another script. */
const MAY_HOLD_A_DATE =
  /(?:1[89]|20)\d\d|\d\s?[./-]\s?\d\d?\s?[./-]\s?\d\d|[’']\d\d|[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\uFF10-\uFF19]/;

/** Dates of `<time>` elements, then those that lines write, each in reading order. */
export function datedLines(evidence: ArticleEvidence): DatedLine[] {
  const { blocks, title, page } = evidence;
  const head = page.markup === null ? 0 : headOf(blocks, title);
  const found = timeElements(evidence);
  for (const [index, block] of blocks.entries()) {
    if (found.length >= MOST) break;
    if (OF_IMAGES.has(block.role) || !MAY_HOLD_A_DATE.test(block.text)) continue;
    if (index < head && block.article === null) continue;
    // Markup often misnames what stands right beside a title; farther off its words for comments and teasers hold.
    const foreign = inForeignRegion(evidence, block.node);
    if (foreign && block.article === null && Math.abs(index - title) > TOUCHING) continue;
    found.push(...writtenIn(block, index, foreign, evidence));
  }
  // The head that an archive puts on its copies shows the day of the copy.
  const fetched = archivedDay(page.url);
  return found.slice(0, MOST).filter(({ day }) => day !== fetched);
}

/** Where a page's own head ends: beyond the last menu above the title stands today's date as well. */
function headOf(blocks: readonly Block[], title: number): number {
  for (let i = title - 1; i >= 0; i--) if (blocks[i]!.role === 'navigation') return i;
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
      const label = own === 'none' && rows.length === 1 ? labelAbove(evidence.blocks[index - 1]) : own;
      if (label === 'changed' || label === 'other' || moment.year < FIRST_YEAR) return [];
      const letters = lettersIn(text) - lettersIn(text.slice(start, end));
      const sentence = /[.:!?…]$/.test(text) && letters > FEW_LETTERS;
      const opens = start < 3;
      // "On 10 November 2019, a statement read:" dates an event.
      const tells = isLong || (sentence && TEXT_ROLES.has(block.role));
      if (tells && !opens && label !== 'published') return [];
      const value = format(moment);
      const closes = end > text.length - 3;
      const row = rows.length === 1 ? 'only' : at === 0 ? 'first' : at === rows.length - 1 ? 'last' : 'inner';
      return [
        {
          ...{
            block,
            index,
            text,
            value,
            day: dayOf(value),
            written: text.slice(start, end),
            label,
            letters,
          },
          ...{ dates: dates.length, nth, opens, closes, sentence, foreign, row, time: null },
        },
      ];
    });
  });
}

/** `<time>` elements whose attribute says the day. */
function timeElements(evidence: ArticleEvidence): DatedLine[] {
  return evidence.properties.flatMap(({ tag, block, value, classes, names }): DatedLine[] => {
    if (tag !== 'time' || value === null) return [];
    const date = readDate(value, evidence.dates);
    const text = block && block.text.length <= LONGEST_LINE ? block.text : '';
    const isChange = [`${classes} ${names.join(' ')}`, text].some(
      (words) => labelOf(words, '') === 'changed',
    );
    if (date === null || isChange) return [];
    return [
      {
        block,
        index: block ? evidence.blocks.indexOf(block) : -1,
        text,
        value: date,
        day: dayOf(date),
        written: '',
        label: 'none',
        letters: lettersIn(text),
        ...{ dates: 1, nth: 0, opens: false, closes: false, sentence: false, foreign: false, row: 'only' },
        time: names,
      },
    ];
  });
}

/** "Published" or "Last updated" on a line of its own above the date. */
export function labelAbove(block: Block | undefined): Label {
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

const lettersIn = (text: string): number => text.replace(/[^\p{L}]+/gu, '').length;
