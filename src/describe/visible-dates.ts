import type { Block } from '../document/block.ts';
import { TEXT_ROLES } from '../document/text.ts';
import type { Candidate } from './claim.ts';
import { dayOf, daysBetween, format } from './dates/calendar.ts';
import { readDate } from './dates/read.ts';
import { type WrittenDate, writtenDates } from './dates/written.ts';
import { labelAbove } from './days/dated-lines.ts';
import { labelOf } from './days/labels.ts';
import { type ArticleEvidence, inForeignRegion } from './evidence.ts';
import type { Property } from './properties.ts';
import { aroundTitle } from './surroundings.ts';

/** What a property says: its attribute, and the short line that shows it. */
export const valuesOf = ({ value, block }: Property): string[] =>
  [value, block && block.text.length < 120 ? block.text : null].filter((each) => each !== null);

/** Letters beside the dates that a line about a publication has at most: names, "published on", a section. */
const MOST_OTHER_LETTERS = 70;
/** … and a line that may be prose: "On 10 November 2019, a statement read:" dates an event. */
const MOST_LETTERS_OF_PROSE = 36;
/** "Budapest, 2020. 01. 21." */
const FEW_LETTERS = 15;

/** The days of changes that readers see near the title: `<time>` elements first, then short lines. */
export function changedDates(evidence: ArticleEvidence): Candidate<string>[] {
  const near = [
    ...belowHeadline(evidence),
    ...aroundTitle(evidence).filter(
      (block) => touchesTitle(block, evidence) || !inForeignRegion(evidence, block.node),
    ),
  ];
  const ordinals = new Set(near.map(({ ordinal }) => ordinal));
  const fromTimes = evidence.properties.flatMap((time): Candidate<string>[] => {
    if (time.tag !== 'time' || time.block === null || !ordinals.has(time.block.ordinal)) return [];
    if (labelOf(`${time.classes} ${time.names.join(' ')}`, '') !== 'changed') return [];
    const date = valuesOf(time)
      .map((value) => readDate(value, evidence.dates))
      .find((each) => each !== null);
    return date ? [{ value: date, source: 'time:element' }] : [];
  });
  const lines = near.map((block) => lineDates(block, evidence));
  return ambiguous(lines, evidence)
    ? [...fromTimes, ...lines.slice(0, 1).flat()]
    : [...fromTimes, ...lines.flat()];
}

/** Markup often misnames what stands right beside a title; farther off its words for comments and teasers hold. */
const touchesTitle = ({ ordinal }: Block, { blocks, title }: ArticleEvidence): boolean =>
  title >= 0 && Math.abs(ordinal - blocks[title]!.ordinal) <= TOUCHING;
const TOUCHING = 3;

/**
 * Lines of many days belong to a list of other stories. Without markup two days far apart are
 * enough: one may be the day somebody joined, the other that of the post.
 */
function ambiguous(lines: readonly (readonly Candidate<string>[])[], { page }: ArticleEvidence): boolean {
  const days = [...new Set(lines.flat().map(({ value }) => dayOf(value)))].sort();
  if (days.length > MOST_DAYS) return true;
  const apart = page.type === 'forum' ? 0 : ONE_WEEK;
  return page.markup === null && days.length > 1 && daysBetween(days[0]!, days.at(-1)!) > apart;
}

const MOST_DAYS = 2;
const ONE_WEEK = 7;

function lineDates(block: Block, evidence: ArticleEvidence): Candidate<string>[] {
  const found = writtenDates(block.text, evidence.dates);
  if (found.length === 0 || found.length > 2) return [];
  const certain = block.role === 'date' || block.role === 'byline' || block.role === 'dateline';
  const prose = TEXT_ROLES.has(block.role);
  const others = otherLetters(block.text, found);
  if (block.role === 'caption' || (prose && isSentence(block.text, others))) return [];
  const most = prose ? MOST_LETTERS_OF_PROSE : MOST_OTHER_LETTERS;
  if (!certain && others > most) return [];
  const source =
    block.role === 'date' ? 'block:date' : block.role === 'byline' ? 'block:byline' : 'block:near-title';
  const underLabel = labelAbove(evidence.blocks[evidence.blocks.indexOf(block) - 1]) === 'changed';
  return found
    .filter(
      (date, i) =>
        labelOf(block.text.slice(found[i - 1]?.end ?? 0, date.start), '') === 'changed' || underLabel,
    )
    .map(({ moment }) => ({ value: format(moment), source }));
}

/** Ends like a sentence; some languages write a dot after the last number of a date. */
const isSentence = (text: string, otherLetters: number): boolean =>
  /[.:!?…]$/.test(text) && !(/\d\.$/.test(text) && otherLetters < FEW_LETTERS);

function otherLetters(text: string, dates: readonly WrittenDate[]): number {
  let rest = '';
  let at = 0;
  for (const { start, end } of dates) {
    rest += text.slice(at, start);
    at = end;
  }
  return (rest + text.slice(at)).replace(/[^\p{L}]+/gu, '').length;
}

/** What a title's block holds below its first line: "Harbour reopens\n02.02.2022 • Port". */
function belowHeadline({ blocks, title }: ArticleEvidence): Block[] {
  const block = title >= 0 ? blocks[title]! : null;
  const end = block?.text.indexOf('\n') ?? -1;
  return block && end > 0 ? [{ ...block, role: 'date', text: block.text.slice(end + 1) }] : [];
}
