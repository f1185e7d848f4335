import type { Cleaned, Outline } from '../../document/block.ts';
import type { RefineOptions } from '../../document/options.ts';
import { statedAddress } from '../../document/stated-address.ts';
import { htmlFeatures } from '../model/html-features.ts';
import { predictHtml } from '../model/html-model.ts';
import { MODEL_RULE } from '../model/prediction.ts';
import { applySiteRules } from '../site/apply.ts';
import { judgeHtml, textRoleOf } from './judge.ts';

/** Judges the blocks of an HTML page, by model and rules. */
export function cleanHtml(outline: Outline, url: string | null, options: RefineOptions): Cleaned {
  const { blocks, markup } = outline;
  if (!markup) return { blocks: [], markup, pageType: 'other' };
  const address = url ?? statedAddress(markup);
  const features = htmlFeatures(blocks, markup, address);
  const off = options.disabledRules.includes(MODEL_RULE);
  const prediction = off ? null : predictHtml(features, markup, address);
  const cleaned = judgeHtml(outline, features, prediction, options);
  const textRole = (index: number) => textRoleOf(features.facts[index]!, cleaned.pageType);
  return applySiteRules(cleaned, options.sites ?? [], textRole);
}
