import type { JudgedBlock } from '../../document/block.ts';
import type { Role } from '../../document/role.ts';
import { clockIn, isDateLine, runBackwards } from '../date-line.ts';
import { wordCount } from '../measure.ts';
import { datedLabels } from './dated-labels.ts';
import { datedTitles } from './dated-titles.ts';
import { refrainsOf } from './refrains.ts';
import { shortTitles } from './short-titles.ts';

/**
 * What a line of a flattened page can be in an entry, by its own characters where cleaning is not sure of it.
 * `refrain:…` is a line that the page says again and again, digits aside; `opening:…` begins as others do.
 */
export type Sign =
  | 'title'
  | 'headline'
  | 'prose'
  | 'label'
  | 'date'
  | 'byline'
  | 'tags'
  | 'image'
  | 'caption'
  | 'read-more'
  | 'comment-count'
  | 'separator'
  | 'frame'
  | `refrain:${string}`
  | `opening:${string}`;

/** Signs of lines that hold an entry's words; the others stand at a place of their own in it. */
export const CONTENT: ReadonlySet<Sign> = new Set<Sign>(['title', 'headline', 'prose']);

const SURE: Readonly<Partial<Record<Role, Sign>>> = {
  title: 'title',
  caption: 'caption',
  'image-alt': 'image',
  byline: 'byline',
  date: 'date',
  tags: 'tags',
  'read-more': 'read-more',
  'listing-title': 'frame',
  breadcrumb: 'frame',
  advertisement: 'frame',
  share: 'frame',
  copyright: 'frame',
  template: 'frame',
  form: 'frame',
};

/** A title by its place alone: the first line over text, which on a listing may be anything. */
export const GUESSED_TITLE = 'text:title-above-prose';

/** Rules that set lines aside by where they stand, not by what they say. */
const BY_PLACE: ReadonlySet<string> = new Set([
  'text:outside-content',
  'text:under-related',
  'text:long-run',
]);

/** Whether cleaning set a line aside only because of its place. */
export const isSetAside = ({ role, rule }: JudgedBlock): boolean =>
  BY_PLACE.has(rule) || (role === 'other' && rule.startsWith('model:'));

const HAS_WORDS = /[\p{L}\p{N}]/u;
const COUNT_LENGTH = 40;
const LABEL_WORDS = 3;
const HEADLINE_WORDS = 26;
/** Words of a line with a full stop that hardly is a headline any more. */
const SENTENCE_WORDS = 6;
const STOP = /[.…。।։]["'”’»)\]]*$/;
const TWO_SENTENCES = /\p{Ll}{2}[.!?…。！？]{1,3}["'”’»)]*\s+["'“‘«(¿¡]?\p{Lu}/u;

/** The sign of each block. Linear. */
export const signsOf = (blocks: readonly JudgedBlock[]): Sign[] => {
  const plain = blocks.map((block, index) => {
    // A picture is often described by the title that follows it.
    if (isDoubled(block, blocks[index + 1])) return 'image';
    if (isCount(blocks, index)) return 'label';
    const sign = signOf(block);
    return sign === 'caption' && isDoubled(block, blocks[index - 1]) ? byShape(block.text) : sign;
  });
  const times = blocks.map(({ text }) => clockIn(text));
  if (runBackwards(times.filter((time) => time !== null)))
    for (const [at, time] of times.entries()) if (time !== null) plain[at] = 'date';
  for (const at of datedLabels(blocks, plain)) plain[at] = 'date';
  for (const at of datedTitles(blocks, plain)) plain[at] = 'title';
  const label = listingLabel(plain, blocks);
  if (label >= 0) plain[label] = 'frame';
  const refrains = refrainsOf(blocks, plain);
  const signs = plain.map((sign, index) => refrains.get(index) ?? sign);
  for (const at of shortTitles(blocks, signs)) signs[at] = 'headline';
  return withoutMenus(signs, blocks);
};

const isDoubled = ({ text, role }: JudgedBlock, beside: JudgedBlock | undefined): boolean =>
  text.length > 1 && text === beside?.text && SURE[role] !== 'frame';

const LONE_NUMBER = /^\p{Nd}{1,6}$/u;

/** "Mar 4", "12", "3": what an entry counts under its day, whatever cleaning takes a number for. */
const isCount = (blocks: readonly JudgedBlock[], index: number): boolean => {
  if (!LONE_NUMBER.test(blocks[index]?.text ?? '')) return false;
  const above = blocks[index - 1];
  const beside = LONE_NUMBER.test(above?.text ?? '') ? blocks[index - 2] : above;
  return beside?.role === 'date' || beside?.role === 'byline';
};

const AFTER_LABEL = /^[^:：]{1,24}[:：]\s*/u;

/** "Tag: tugboats" above all entries, as the first line of the page says, too: no entry's; -1 where none is. */
const listingLabel = (signs: readonly Sign[], blocks: readonly JudgedBlock[]): number => {
  const head = (blocks[0]?.text ?? '').toLowerCase();
  const prose = signs.indexOf('prose');
  return signs.findIndex((sign, at) => {
    const text = blocks[at]?.text ?? '';
    if (at > prose || sign !== 'tags') return false;
    return at > 0 && head.includes(text.replace(AFTER_LABEL, '').toLowerCase());
  });
};

/** So many short lines in a row are a menu, not the labels of an entry. */
const MENU = 5;
const MENU_WORDS = 4;
/** Labels that no other entry repeats, without which such a run is no menu. */
const FEW = 3;

const withoutMenus = (signs: readonly Sign[], blocks: readonly JudgedBlock[]): Sign[] => {
  const open = [...signs];
  let from = 0;
  let refrains = 0;
  for (let at = 0; at <= signs.length; at++) {
    const sign = signs[at];
    if (sign !== undefined && isShort(sign, blocks[at]?.text ?? '')) {
      if (sign.startsWith('refrain:')) refrains++;
      continue;
    }
    const others = at - from - refrains;
    // A few labels among what each entry repeats are the entry's.
    if (at - from >= MENU && (others === 0 || others >= FEW || refrains < FEW)) open.fill('frame', from, at);
    from = at + 1;
    refrains = 0;
  }
  return open;
};

const isShort = (sign: Sign, text: string): boolean =>
  sign === 'label' || ((sign === 'headline' || sign.startsWith('refrain:')) && wordCount(text) <= MENU_WORDS);

/** The sign of a line that opens as others do, where that is no place of its own. */
export const plainSign = (sign: Sign): Sign => (sign.startsWith('opening:') ? 'headline' : sign);

const signOf = (block: JudgedBlock): Sign => {
  const { role, text, rule } = block;
  const sure = rule === GUESSED_TITLE ? undefined : SURE[role];
  if (sure !== undefined) return sure;
  if (role === 'comments')
    return /\p{Nd}/u.test(text) && text.length <= COUNT_LENGTH ? 'comment-count' : 'frame';
  if ((role === 'navigation' || role === 'related') && !BY_PLACE.has(rule)) return 'frame';
  if (!HAS_WORDS.test(text)) return 'separator';
  if (isDateLine(text)) return 'date';
  return byShape(text);
};

const byShape = (text: string): Sign => {
  const words = wordCount(text);
  if (words > HEADLINE_WORDS || TWO_SENTENCES.test(text)) return 'prose';
  if (STOP.test(text) && words >= SENTENCE_WORDS) return 'prose';
  return words <= LABEL_WORDS ? 'label' : 'headline';
};
