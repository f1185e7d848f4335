import type { Cleaned, JudgedBlock } from '../../document/block.ts';
import type { Role } from '../../document/role.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { isSingleArticle } from '../text/single-article.ts';
import { kindOf } from './kinds.ts';
import type { Prediction } from './prediction.ts';

/** Switches off what tells the heads of posts on a forum. */
export const POST_HEAD_RULE = 'text:post-head';

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
export function judgeText(
  lines: readonly JudgedBlock[],
  prediction: Prediction,
  disabledRules: readonly string[] = [],
): Cleaned {
  const likely = lines.length > 0 ? kindOf(prediction.kinds) : 'other';
  const pageType = isSingleArticle(lines, likely) ? 'article' : likely;
  const { cut } = prediction;
  const overDays =
    pageType === 'forum' && !disabledRules.includes(POST_HEAD_RULE) ? linesOverDays(lines) : null;
  const isBare = lines.every(({ role }) => TEXT_ROLES.has(role) || OF_TEXT.has(role));
  const blocks = lines.map((line, index): JudgedBlock => {
    if (overDays?.[index] === 1 && prediction.keep[index]! < SURE)
      return TEXT_ROLES.has(line.role) || OPEN_ROLES.has(line.role)
        ? { ...line, role: 'other', rule: POST_HEAD_RULE, confidence: null }
        : line;
    if (isBare || !OPEN_ROLES.has(line.role)) return line;
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

/** Beside text, what a page may have from which everything else was taken before: there is nothing left to set aside. */
const OF_TEXT: ReadonlySet<Role> = new Set<Role>(['title', 'byline', 'date', 'dateline']);

/** Lines over a day in which a post begins, and words of each. */
const MOST_LINES = 4;
const MOST_WORDS = 4;
/** Days that make a page one of posts. */
const FEWEST_DAYS = 3;
/** A line that is text for certain is no part of a head. */
const SURE = 0.7;
const SENTENCE_END = /[.!?。؟…]["'”’»)]?$/u;

/** Short lines right over a line with a day: who wrote a post, and what they are there. */
function linesOverDays(lines: readonly JudgedBlock[]): Uint8Array {
  const over = new Uint8Array(lines.length);
  const days = lines.flatMap(({ role }, index) => (role === 'date' ? [index] : []));
  if (days.length < FEWEST_DAYS) return over;
  for (const day of days)
    for (let at = day - 1; at >= 0 && day - at <= MOST_LINES && isShort(lines[at]!); at--) over[at] = 1;
  return over;
}

const isShort = ({ role, text }: JudgedBlock): boolean =>
  role !== 'title' && text.split(/\s+/, MOST_WORDS + 1).length <= MOST_WORDS && !SENTENCE_END.test(text);

const rounded = (probability: number): number => Math.round(probability * 100) / 100;
