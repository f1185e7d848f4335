import { TEXT_ROLES } from '../document/text.ts';
import type { Candidate } from './claim.ts';
import { dayOf, daysBetween } from './dates/calendar.ts';
import type { DatedLine } from './days/dated-lines.ts';
import { type ArticleEvidence, inForeignRegion } from './evidence.ts';
import { aroundTitle } from './surroundings.ts';

/** Letters beside the dates that a line about a change has at most: names, "updated on", a section. */
const MOST_OTHER_LETTERS = 70;
/** … and a line that may be prose. */
const MOST_LETTERS_OF_PROSE = 36;
/** Markup often misnames what stands right beside a title; farther off its words for comments and teasers hold. */
const TOUCHING = 3;

/** The days of changes that readers see near the title: `<time>` elements first, then short lines. */
export function changedDates(lines: readonly DatedLine[], evidence: ArticleEvidence): Candidate<string>[] {
  const near = new Set(
    aroundTitle(evidence)
      .filter(({ node, ordinal }) => touches(ordinal, evidence) || !inForeignRegion(evidence, node))
      .map(({ ordinal }) => ordinal),
  );
  const shown = lines.filter(
    ({ block, index, row }) =>
      block !== null && (near.has(block.ordinal) || (index === evidence.title && row !== 'first')),
  );
  const changes = shown.filter((line) => line.label === 'changed' && isShort(line));
  const times = changes.filter(({ origin }) => origin === 'time');
  const said = changes.filter(({ origin }) => origin === 'line');
  return [...times, ...(isAmbiguous(said, evidence) ? said.slice(0, 1) : said)].map(
    ({ origin, block, value }) => ({
      value,
      source:
        origin === 'time'
          ? 'time:element'
          : block!.role === 'date' || block!.role === 'byline'
            ? `block:${block!.role}`
            : 'block:near-title',
    }),
  );
}

const touches = (ordinal: number, { blocks, title }: ArticleEvidence): boolean =>
  title >= 0 && Math.abs(ordinal - blocks[title]!.ordinal) <= TOUCHING;

function isShort({ origin, block, letters, index }: DatedLine): boolean {
  if (origin !== 'line' || block!.role === 'date' || block!.role === 'byline' || index < 0) return true;
  const isProse = TEXT_ROLES.has(block!.role) && !PARTED.test(block!.text);
  return letters <= (isProse ? MOST_LETTERS_OF_PROSE : MOST_OTHER_LETTERS);
}
/** Between the parts of a line that is no sentence. */
const PARTED = /\s[|•·]\s/u;

/**
 * Lines of many days belong to a list of other stories. Without markup two days far apart are
 * enough: one may be the day somebody joined, the other that of the post.
 */
function isAmbiguous(lines: readonly DatedLine[], { page }: ArticleEvidence): boolean {
  const days = [...new Set(lines.map(({ value }) => dayOf(value)))].sort();
  if (days.length > MOST_DAYS) return true;
  const apart = page.type === 'forum' ? 0 : ONE_WEEK;
  return page.markup === null && days.length > 1 && daysBetween(days[0]!, days.at(-1)!) > apart;
}

const MOST_DAYS = 2;
const ONE_WEEK = 7;
