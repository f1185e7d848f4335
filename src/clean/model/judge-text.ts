import type { Cleaned, JudgedBlock } from '../../document/block.ts';
import type { Role } from '../../document/role.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { kindOf } from './kinds.ts';
import type { Prediction } from './prediction.ts';

/**
 * Roles that say little more than "in" or "out": there the model decides. The others describe the
 * article or what surrounds it, and the rules that give them are surer than a probability.
 */
const OPEN_ROLES: ReadonlySet<Role> = new Set<Role>([
  ...TEXT_ROLES,
  'navigation',
  'related',
  'advertisement',
  'comments',
  'template',
  'form',
  'other',
]);

/**
 * Lets the model have the last word on which lines of a text page are content; what a line is stays
 * with the rules where they agree.
 */
export function judgeText(lines: readonly JudgedBlock[], prediction: Prediction): Cleaned {
  const pageType = lines.length > 0 ? kindOf(prediction.kinds) : 'other';
  const { cut } = prediction;
  const blocks = lines.map((line, index): JudgedBlock => {
    if (!OPEN_ROLES.has(line.role)) return line;
    const probability = prediction.keep[index]!;
    const kept = probability >= cut;
    if (kept === TEXT_ROLES.has(line.role)) return line;
    // A heading goes with the text that it opens.
    if (line.role === 'heading' && (prediction.keep[index + 1] ?? 0) >= cut) return line;
    if (kept)
      return { ...line, role: 'paragraph', rule: 'model:paragraph', confidence: rounded(probability) };
    return { ...line, role: 'other', rule: 'model:not-content', confidence: rounded(1 - probability) };
  });
  return { blocks, markup: null, pageType };
}

const rounded = (probability: number): number => Math.round(probability * 100) / 100;
