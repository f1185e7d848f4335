import { decodeHTML } from 'entities';
import type { Cleaned, JudgedBlock, Outline } from '../document/block.ts';
import type { RefineOptions } from '../document/options.ts';
import type { DecodedPage } from '../document/page.ts';
import { cleanHtml } from './html/clean.ts';
import { outlineHtml } from './html/outline.ts';
import { judgeText } from './model/judge-text.ts';
import { MODEL_RULE } from './model/prediction.ts';
import { predictText } from './model/text-model.ts';
import { applySiteRules } from './site/apply.ts';
import { cleanText, outlineText } from './text/index.ts';

/** What opens an element, ends one, or is a comment or a declaration. */
const MARKUP = /<[a-z/!?]/i;

/**
 * Takes a page apart into blocks in reading order; linear in the page's length. What is called HTML and has no
 * markup is text: as HTML, all of it would be one paragraph.
 */
export const outline = (page: DecodedPage): Outline => {
  if (page.mediaType !== 'text/html') return outlineText(page);
  return MARKUP.test(page.text) ? outlineHtml(page) : outlineText({ ...page, text: decodeHTML(page.text) });
};

/** Says of every block what it is and which rule decided, and of the page what kind it is. */
export function clean(parts: Outline, page: Pick<DecodedPage, 'url'>, options: RefineOptions): Cleaned {
  if (parts.markup !== null) return cleanHtml(parts, page.url, options);
  const lines = cleanText(parts, options);
  const off = options.disabledRules.includes(MODEL_RULE);
  const cleaned: Cleaned = off
    ? { blocks: lines, markup: null, pageType: 'other' }
    : judgeLines(lines, page.url, options.disabledRules);
  return applySiteRules(cleaned, options.sites ?? [], () => 'paragraph');
}

/**
 * Lines that the model reads as one page. Pages that people read have fewer, and what it knows of each takes a
 * kilobyte of memory.
 */
const STRETCH = 10_000;

/** Lets the model judge what the rules have; a stretch at a time where lines are very many, the first tells the kind. */
function judgeLines(
  lines: readonly JudgedBlock[],
  url: string | null,
  disabledRules: readonly string[],
): Cleaned {
  const judged: Cleaned[] = [];
  for (let from = 0; from === 0 || from < lines.length; from += STRETCH) {
    const stretch = lines.length <= STRETCH ? lines : lines.slice(from, from + STRETCH);
    const prediction = predictText(stretch, url);
    judged.push(
      prediction
        ? judgeText(stretch, prediction, disabledRules)
        : { blocks: stretch, markup: null, pageType: 'other' },
    );
  }
  return { blocks: judged.flatMap(({ blocks }) => blocks), markup: null, pageType: judged[0]!.pageType };
}
