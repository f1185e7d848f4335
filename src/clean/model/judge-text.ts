import type { Cleaned, JudgedBlock } from '../../document/block.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { keepCut } from './cut.ts';
import { kindOf } from './kind-model.ts';
import type { Prediction } from './prediction.ts';
import { countWords } from './text-stats.ts';

/** Roles that a rule is surer of than any probability: they describe the article or repeat it. */
const SETTLED: ReadonlySet<string> = new Set(['title', 'dateline']);

/**
 * Lets the model have the last word on which lines of a text page are content; what a line is stays
 * with the rules where they agree.
 */
export function judgeText(lines: readonly JudgedBlock[], prediction: Prediction): Cleaned {
  const pageType = lines.length > 0 ? kindOf(prediction.kinds) : 'other';
  const words = lines.map((line) => countWords(line.text));
  const cut = keepCut(prediction.keep, words, pageType);
  const blocks = lines.map((line, index): JudgedBlock => {
    if (SETTLED.has(line.role)) return line;
    const probability = prediction.keep[index]!;
    const kept = probability >= cut;
    if (kept === TEXT_ROLES.has(line.role)) return line;
    if (kept)
      return { ...line, role: 'paragraph', rule: 'model:paragraph', confidence: rounded(probability) };
    return { ...line, role: 'other', rule: 'model:not-content', confidence: rounded(1 - probability) };
  });
  return { blocks, markup: null, pageType };
}

const rounded = (probability: number): number => Math.round(probability * 100) / 100;
