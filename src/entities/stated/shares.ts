import type { StatedShare } from '../../document/article.ts';
import { decimalMark, NUMBER, plainNumber } from './numbers.ts';

/** "12.5%", "12,5 Prozent", "12 per cent"; points of a percentage are no share. */
const SHARE = new RegExp(
  `(?<![\\p{L}\\d.,$€£¥])([-\u2212]?)(${NUMBER})[ \u00a0\u202f-]?(?:[%\uff05\u066a](?![\\p{L}\\d])|(?:percent|per cent|pct|prozent|pour cent|por ciento|por cento|per cento|procent|prosent|proc|процент(?:а|ов)?|відсотк(?:и|ів))(?!\\p{L})(?! points?\\b))`,
  'giu',
);

/** The shares in percent that a text states, as digits. `language` says which mark is the decimal one, null is English. */
export const statedShares = (text: string, language: string | null): StatedShare[] => {
  const decimal = decimalMark(language);
  return Array.from(text.matchAll(SHARE), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    percent: `${match[1] === '' ? '' : '-'}${plainNumber(match[2]!, decimal)}`,
  }));
};
