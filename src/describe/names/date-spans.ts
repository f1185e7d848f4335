import { isWeekday } from '../dates/weekdays.ts';
import { type DateStyle, writtenDates } from '../dates/written.ts';
import { labelOf } from '../days/labels.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Most words that belong to a date on either side of it. */
const MOST = 5;
const BEFORE = /(\S{1,24})\s*$/u;
const AFTER = /^\s*(\S{1,24})/u;
/** What joins a date to its words, and a clock to its date. */
const JOINS = /^(?:on|at|am|um|le|el|il|den|de|om|em|w|dne|à|às|alle|ore|uhr|h|kl|the|last|zuletzt)$/iu;
const CLOCK = /^\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:h|[ap]\.?m\.?)?$/iu;
/** Of a half of the day, or a zone of the clock: "p.m.", "EDT", "GMT", "MESZ". */
const HALF_OR_ZONE = /^(?:[ap]\.?m\.?|[A-Z]{1,3}T|UTC|MESZ|MEZ|HNE|HAE|UHR|Uhr)$/u;
const BARE = /^[\s,;:()–—-]+|[\s,;:()–—-]+$/gu;

/** The dates of a byline with the words that belong to them: "posted on Tuesday, …", "… at 9:15 p.m. EDT". */
export const dateSpans = (text: string, style: DateStyle): Span[] =>
  writtenDates(text, style).map(({ start, end }) => ({
    start: start - widthBefore(text.slice(0, start)),
    end: end + widthAfter(text.slice(end)),
  }));

function widthBefore(text: string): number {
  let rest = text;
  for (let n = 0; n < MOST; n++) {
    const m = BEFORE.exec(rest);
    // "By Sam, 4 May": a short form is a name where nothing else is one.
    if (m === null || !isOfDate(m[1]!, rest.slice(0, m.index).trim().includes(' ') ? 'named' : 'bare')) break;
    rest = rest.slice(0, m.index);
  }
  return text.length - rest.length;
}

function widthAfter(text: string): number {
  let at = 0;
  for (let n = 0; n < MOST; n++) {
    const m = AFTER.exec(text.slice(at));
    if (m === null || !isOfDate(m[1]!, 'behind')) break;
    at += m[0].length;
  }
  return at;
}

/** Whether a word behind a date, or before one with or without a name before it, is about the date. */
function isOfDate(word: string, place: 'named' | 'bare' | 'behind'): boolean {
  const bare = word.replace(BARE, '');
  // Signs alone are passed over.
  if (bare === '') return !/[|•·]/u.test(word);
  if (CLOCK.test(bare) || HALF_OR_ZONE.test(bare)) return true;
  if (place === 'behind') return false;
  return (
    JOINS.test(bare) || isWeekday(bare.replace(/\.$/u, ''), place === 'named') || labelOf(bare, '') !== 'none'
  );
}
