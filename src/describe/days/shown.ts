import type { Block } from '../../document/block.ts';
import type { Candidate } from '../claim.ts';
import { originalAddress } from '../dates/address.ts';
import type { ArticleEvidence } from '../evidence.ts';
import { type DatedLine, LONGEST_LINE } from './dated-lines.ts';

/** A day that a line shows, with the signs that it is, or is not, the day of publication. */
export interface ShownDay extends Candidate<string> {
  readonly signs: readonly string[];
}

/** Blocks as long as this are prose. */
const LONG = 200;
/** A copyright stands among so many blocks at the end of a page. */
const FOOT = 40;
const COPYRIGHT_YEAR = /(?:©|\(c\)|copyright)[^\d]{0,20}(?:\d{4}\s?[-–]\s?)?((?:19|20)\d\d)/i;
const ADDRESS_YEAR = /[/-]((?:19|20)\d\d)(?:[/-](\d{1,2}))?[/-]/;

/** Every day that the lines of a page show, each with its signs. */
export function shownDays(all: readonly DatedLine[], evidence: ArticleEvidence): ShownDay[] {
  const published = all.filter(({ label }) => label !== 'changed');
  const lines = withoutLists(published, evidence.title);
  if (lines.length === 0) return [];
  const places = lines.map((line) => placeOf(line, evidence));
  const alike = signsOfPage(lines, places, evidence);
  const prose = proseOf(evidence.blocks);
  return lines.map((line, nth) => ({
    value: line.value,
    source: sourceOf(line, evidence),
    signs: [
      ...signsOfLine(line, evidence),
      ...signsOfPlace(line, places[nth]!, prose),
      ...alike(line, nth),
      `type:${typeOf(evidence)}`,
    ],
  }));
}

/** An entry of a listing and a post of a thread are articles of their own. */
const typeOf = ({ alone, page }: ArticleEvidence): string => (alone ? page.type : 'article');

function sourceOf({ origin, block, index, names }: DatedLine, { title }: ArticleEvidence): string {
  if (origin === 'window') return 'title-element:date';
  if (origin === 'dateline') return 'text:dateline';
  if (origin === 'script') return `script:${names[0]}`;
  const off = index < 0 ? 0 : index - title;
  const isFar = off < -ABOVE || off > BELOW;
  if (origin === 'time') return isFar ? 'time:element farther off' : 'time:element';
  if (isFar) return 'block:date farther off';
  const role = block?.role;
  return role === 'date' || role === 'byline' ? `block:${role}` : 'block:near-title';
}
/** Lines that a source calls near the title. */
const ABOVE = 4;
const BELOW = 16;

/** What the line itself is like. */
function signsOfLine(line: DatedLine, { blocks, title }: ArticleEvidence): string[] {
  const { origin, block, value, label, names } = line;
  if (block === null && origin !== 'time') return [`origin:${[origin, ...names].join(':')}`];
  const signs = [`letters:${lettersBin(line.letters)}`];
  if (value.length > 10) signs.push('clock');
  if (origin === 'time')
    return [
      ...signs,
      'time',
      `time:${label}`,
      ...(names.includes('datepublished') ? ['time:published'] : []),
    ];
  signs.push(`label:${label}`, `dates:${Math.min(line.dates, 3)}`);
  const heading = title < 0 ? '' : blocks[title]!.text.split('\n', 1)[0]!;
  if (heading.includes(line.written)) signs.push('in-title');
  if (line.nth > 0) signs.push('not-first-in-line');
  if (line.text.length > LONGEST_LINE) signs.push('prose');
  if (line.sentence) signs.push('sentence');
  if (line.foreign) signs.push('foreign');
  if (line.opens) signs.push('opens');
  if (line.closes) signs.push('closes');
  if (line.row !== 'only') signs.push(`row:${line.row}`);
  return signs;
}

/** Where it stands. */
function signsOfPlace({ block, index }: DatedLine, place: string, prose: Prose): string[] {
  if (block === null) return ['inline'];
  const side =
    prose.first < 0 ? 'no-prose' : index <= prose.first ? 'above' : index > prose.last ? 'below' : 'within';
  const inside = block.article === null ? 'outside' : 'inside';
  return [
    `role:${block.role}`,
    inside,
    `place:${place}`,
    `side:${side}`,
    `${side}:${inside}`,
    `${side}:${place}`,
  ];
}

/** How it stands to the other dates of the page, and to the years that the page names elsewhere. */
function signsOfPage(
  lines: readonly DatedLine[],
  places: readonly string[],
  evidence: ArticleEvidence,
): (line: DatedLine, nth: number) => string[] {
  const shapeOfLine = lines.map(shapeOf);
  const shapes = countsOf(shapeOfLine);
  const repeats = countsOf(lines.map(({ day }) => day));
  const days = [...repeats.keys()].sort();
  const nearest = byNearness(lines, evidence.title);
  const years = yearsAround(evidence);
  const inRun = (line: DatedLine, nth: number): boolean =>
    [nth - 1, nth + 1].some((at) => {
      const other = lines[at];
      const isAlike = other && shapeOfLine[at] === shapeOfLine[nth] && other.day !== line.day;
      return isAlike === true && Math.abs(other!.index - line.index) <= RUN;
    });
  return (line, nth) => {
    const rank = nearest.get(line)!;
    const signs = [
      `shape:${few(shapes.get(shapeOfLine[nth]!)!)}`,
      `repeated:${few(repeats.get(line.day)!)}`,
      `days:${few(days.length)}`,
      `near:${Math.min(rank, 3)}`,
      ...years.map(([name, year]) => `${name}:${line.day.startsWith(year) ? 'same' : 'other'}`),
    ];
    if (rank === 0) signs.push(`nearest:${places[nth]}`);
    if (days.length > 2) signs.push(`many-days:${places[nth]}`);
    if (days.length > 1) {
      if (line.day === days[0]) signs.push('earliest');
      if (line.day === days.at(-1)) signs.push('latest');
      if (nth === 0) signs.push('first');
    }
    if (inRun(line, nth)) signs.push('in-run');
    if (typeOf(evidence) === 'forum')
      signs.push(`forum:${line.day === days[0] ? 'earliest' : nth === 0 ? 'first' : 'later'}`);
    return signs;
  };
}
/** Lines shaped alike within so many blocks that show other days are a list of events or of other stories. */
const RUN = 8;

/**
 * Three lines in a row that are shaped alike and show different days are a list of events or of other stories,
 * but for a line right beside the title.
 */
function withoutLists(lines: readonly DatedLine[], title: number): DatedLine[] {
  const shapes = lines.map(shapeOf);
  const follows = (at: number): boolean =>
    at > 0 &&
    at < lines.length &&
    shapes[at] === shapes[at - 1] &&
    lines[at]!.origin === 'line' &&
    lines[at]!.day !== lines[at - 1]!.day &&
    lines[at]!.index - lines[at - 1]!.index <= RUN;
  return lines.filter(({ index, label }, at) => {
    if (label === 'published' || label === 'original' || Math.abs(index - title) <= TOUCHING) return true;
    const [before, behind] = [follows(at), follows(at + 1)];
    return !((before && behind) || (before && follows(at - 1)) || (behind && follows(at + 2)));
  });
}
const TOUCHING = 3;

interface Prose {
  readonly first: number;
  readonly last: number;
}

/** Blocks of the first and the last prose of the article; -1 when it has none. */
function proseOf(blocks: readonly Block[]): Prose {
  const isProse = ({ text, article }: Block): boolean => article !== null && text.length > LONG;
  return { first: blocks.findIndex(isProse), last: blocks.findLastIndex(isProse) };
}

function placeOf({ index }: DatedLine, { title }: ArticleEvidence): string {
  if (index < 0) return 'inline';
  if (title < 0) return 'untitled';
  const off = index - title;
  if (off === 0) return 'title';
  const far = Math.abs(off);
  const bin = far <= 2 ? far : far <= 5 ? 5 : far <= 12 ? 12 : far <= 40 ? 40 : 'far';
  return off < 0 ? `above-${bin}` : `below-${bin}`;
}

const lettersBin = (letters: number): string =>
  letters === 0 ? '0' : letters <= 15 ? '15' : letters <= 36 ? '36' : letters <= 70 ? '70' : 'many';

const few = (count: number): string =>
  count <= 2 ? String(count) : count <= 5 ? '5' : count <= 15 ? '15' : 'many';

/** A line with its words and numbers made alike: "9. a 9 | a". */
function shapeOf({ origin, block, text }: DatedLine): string {
  if (origin !== 'line') return origin;
  const alike = text
    .slice(0, 60)
    .replace(/\p{L}+/gu, 'a')
    .replace(/\d+/g, '9');
  return `${block?.role} ${alike.replace(/a[a ,.-]*/g, 'a ').slice(0, 24)}`;
}

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** How many lines with a date stand nearer to the title; lines below come before lines above. */
function byNearness(lines: readonly DatedLine[], title: number): Map<DatedLine, number> {
  const sorted = [...lines].sort(
    (a, b) => Math.abs(a.index - title) - Math.abs(b.index - title) || b.index - a.index,
  );
  return new Map(sorted.map((line, rank) => [line, rank]));
}

/** Years that the page names elsewhere: in its copyright, and with or without a month in its address. */
function yearsAround({ page, blocks, alone, entryUrl }: ArticleEvidence): [name: string, year: string][] {
  const found: [string, string][] = [];
  for (let i = blocks.length - 1; i >= 0 && i >= blocks.length - FOOT; i--) {
    const year = blocks[i]!.text.length < LONG ? COPYRIGHT_YEAR.exec(blocks[i]!.text)?.[1] : undefined;
    if (year === undefined) continue;
    found.push(['copyright', year]);
    break;
  }
  const m = ADDRESS_YEAR.exec(originalAddress((alone ? page.url : entryUrl) ?? ''));
  if (m) found.push(['address', m[2] ? `${m[1]}-${m[2].padStart(2, '0')}` : m[1]!]);
  return found;
}
