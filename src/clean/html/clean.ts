import type { Cleaned, Outline } from '../../document/block.ts';
import type { RefineOptions } from '../../document/options.ts';
import { htmlFeatures } from '../model/html-features.ts';
import { hasWeights, predictHtml } from '../model/html-model.ts';
import { judgeHtml } from './judge.ts';

/** The name that switches the model off. */
export const MODEL_RULE = 'model:block';

/** Judges the blocks of an HTML page, by model and rules. */
export function cleanHtml(outline: Outline, url: string | null, options: RefineOptions): Cleaned {
  const { blocks, markup } = outline;
  if (!markup) return { blocks: [], markup, pageType: 'other' };
  const features = htmlFeatures(blocks, markup, url);
  const off = options.disabledRules.includes(MODEL_RULE) || !hasWeights();
  const prediction = off ? null : predictHtml(features, blocks, markup, url);
  return judgeHtml(outline, features, prediction, options);
}
