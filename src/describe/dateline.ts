import { TEXT_ROLES } from '../document/text.ts';
import type { Candidate } from './claim.ts';
import { addressDate } from './dates/address.ts';
import { format } from './dates/calendar.ts';
import { type WrittenDate, writtenDates } from './dates/written.ts';
import type { ArticleEvidence } from './evidence.ts';
import { line } from './text.ts';

/** What the opening of an article names: the place, and the day when it is stated. */
export interface Dateline {
  readonly place: string | null;
  readonly date: string | null;
  /** What stands in parentheses there, mostly an agency: `dpa`. */
  readonly credit: string | null;
  readonly candidates: readonly Candidate<string>[];
}

const NONE: Dateline = { place: null, date: null, credit: null, candidates: [] };
/** A dateline ends within so many characters. */
const LONGEST = 110;
const DASH = /\s?[—–―]\s?|\s-{1,2}\s|\.{1,2}\s?[—–]/;
/** An agency in parentheses: "BERLIN (dpa) –". */
const CREDIT = /\s?[([][\p{L}\p{N} ./&-]{2,30}[)\]]\s?/u;
const PLACE = /^\p{Lu}[\p{L}\p{M}.'’ʼ-]*(?:(?:,\s?|[ /])(?:\p{L}[\p{L}\p{M}.'’ʼ-]*)){0,5}$/u;

/** Reads "BAGHDAD, January 21, 2020 (AP) —" at the head of one of the first paragraphs. */
export function datelineOf(evidence: ArticleEvidence): Dateline {
  const texts = evidence.blocks.filter(
    ({ article, role }) => article !== null && (TEXT_ROLES.has(role) || role === 'dateline'),
  );
  for (const { text, role } of texts.slice(0, 4)) {
    const found = opening(text.slice(0, LONGEST + 20), role === 'dateline', evidence);
    if (found) return found;
  }
  return NONE;
}

function opening(text: string, whole: boolean, evidence: ArticleEvidence): Dateline | null {
  const dash = DASH.exec(text);
  const head = whole && !dash ? text : dash && dash.index <= LONGEST ? text.slice(0, dash.index) : null;
  if (head === null) return null;
  const credit = CREDIT.exec(head);
  const bare = credit ? head.replace(CREDIT, ' ') : head;
  const date = writtenDates(bare, evidence.dates)[0] ?? null;
  const dayOnly = date ? null : dayWithoutYear(bare, evidence);
  const named = credit ? credit[0].replace(/[[\]()]/g, '').trim() : null;
  if (date && otherwiseEmpty(bare, date))
    return { place: null, date: format(date.moment), credit: named, candidates: [] };
  const place = placeOf(bare, date ?? dayOnly);
  if (place === null) return null;
  const shouted = place.length > 3 && place === place.toUpperCase() && place !== place.toLowerCase();
  if (!date && !dayOnly && !(credit && place.split(' ').length <= 3) && !shouted && !whole) return null;
  const day = date ?? dayOnly;
  return {
    place,
    date: day ? format(day.moment) : null,
    credit: named,
    candidates: [{ value: place, source: 'text:dateline' }],
  };
}

/** What stands before the date, when it reads like the name of a place. */
function placeOf(head: string, date: WrittenDate | null): string | null {
  const before = date ? head.slice(0, date.start) : head;
  const after = date ? head.slice(date.end).replace(/[^\p{L}]+/gu, '') : '';
  if (after.length > 12) return null;
  const words = line(before.replace(/(?:[\s,.;:(]|\b(?:den|am|le|on|el|il)\b)+$/iu, ''));
  if (words === null || words.length > 60 || !PLACE.test(words)) return null;
  return words;
}

/** "January 21 —" with the year of the address, when that names the same month. */
function dayWithoutYear(head: string, evidence: ArticleEvidence): WrittenDate | null {
  const anchor = evidence.alone ? addressDate(evidence.page.url) : addressDate(evidence.entryUrl);
  if (!anchor) return null;
  const trimmed = head.trimEnd();
  const found = writtenDates(`${trimmed}, ${anchor.year}`, evidence.dates)[0];
  if (!found || found.moment.month !== anchor.month || found.end <= trimmed.length) return null;
  return { ...found, end: trimmed.length };
}

/** "29.11.2022 – The ministry …": a day on its own opens the text. */
const otherwiseEmpty = (head: string, { start, end }: WrittenDate): boolean =>
  !/[\p{L}\p{N}]/u.test(head.slice(0, start) + head.slice(end));
