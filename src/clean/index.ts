import type { Cleaned, Outline } from '../document/block.ts';
import type { RefineOptions } from '../document/options.ts';
import type { DecodedPage } from '../document/page.ts';
import { cleanHtml } from './html/clean.ts';
import { outlineHtml } from './html/outline.ts';
import { judgeText } from './model/judge-text.ts';
import { MODEL_RULE } from './model/prediction.ts';
import { predictText } from './model/text-model.ts';
import { applySiteRules } from './site/apply.ts';
import { cleanText, outlineText } from './text/index.ts';

/** Takes a page apart into blocks in reading order; linear in the page's length. */
export const outline = (page: DecodedPage): Outline =>
  page.mediaType === 'text/html' ? outlineHtml(page) : outlineText(page);

/** Says of every block what it is and which rule decided, and of the page what kind it is. */
export function clean(
  parts: Outline,
  page: Pick<DecodedPage, 'url' | 'mediaType'>,
  options: RefineOptions,
): Cleaned {
  if (page.mediaType === 'text/html') return cleanHtml(parts, page.url, options);
  const lines = cleanText(parts, options);
  const prediction = options.disabledRules.includes(MODEL_RULE) ? null : predictText(lines, page.url);
  const cleaned: Cleaned = prediction
    ? judgeText(lines, prediction)
    : { blocks: lines, markup: null, pageType: 'other' };
  return applySiteRules(cleaned, options.sites ?? [], () => 'paragraph');
}
