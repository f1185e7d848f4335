import type { JudgedBlock } from '../../document/block.ts';
import type { PageType } from '../../document/page.ts';
import { fold } from './fold.ts';
import { FUNCTION_WORDS } from './phrases/calendar.ts';

/** Types that the model gives to short pages in languages that it has hardly seen; what is English it knows. */
const IN_DOUBT: ReadonlySet<PageType> = new Set<PageType>(['listing', 'collection', 'service', 'other']);
/** Lines above and below a title in which its day or its byline stands. */
const BESIDE = 4;
/** More days are those of entries or posts. */
const MOST_DAYS = 3;
/** Lines under a title in which its text begins, and paragraphs that it has there. */
const BELOW = 12;
const FEWEST_PARAGRAPHS = 2;
/** Share of the page's characters that stand in paragraphs. */
const MOSTLY_PROSE = 0.3;

const ENGLISH: ReadonlySet<string> = new Set(FUNCTION_WORDS.en!.split(' '));
/** Share of words that are function words of English, on an English page: a third and more of its running text. */
const IS_ENGLISH = 0.15;

const isEnglish = (lines: readonly JudgedBlock[]): boolean => {
  let words = 0;
  let english = 0;
  for (const { text } of lines)
    for (const word of fold(text).split(' ')) {
      words++;
      if (ENGLISH.has(word)) english++;
    }
  return english >= words * IS_ENGLISH;
};

/**
 * Whether the lines of a page that is not in English say by themselves that it is one article: its head is repeated as
 * the only title, with a day or a byline beside it and paragraphs below. Of the 196 pages of wcxb-dev, flattened, that
 * do so in English, 192 are articles.
 */
export function isSingleArticle(lines: readonly JudgedBlock[], type: PageType): boolean {
  if (!IN_DOUBT.has(type)) return false;
  const title = lines.findIndex(({ role }) => role === 'title');
  if (title < 0 || lines[title]!.rule !== 'text:title-of-head') return false;
  let days = 0;
  let letters = 0;
  let prose = 0;
  for (const { role, text } of lines) {
    if (role === 'date') days++;
    letters += text.length;
    if (role === 'paragraph') prose += text.length;
  }
  const beside = lines.slice(Math.max(0, title - BESIDE), title + BESIDE + 1);
  const below = lines.slice(title + 1, title + 1 + BELOW);
  return (
    lines.findLastIndex(({ role }) => role === 'title') === title &&
    days <= MOST_DAYS &&
    prose >= letters * MOSTLY_PROSE &&
    beside.some(({ role }) => role === 'date' || role === 'byline') &&
    below.filter(({ role }) => role === 'paragraph').length >= FEWEST_PARAGRAPHS &&
    !isEnglish(lines)
  );
}
