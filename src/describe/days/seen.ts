import type { Candidate } from '../claim.ts';
import { dayOf } from '../dates/calendar.ts';
import type { ArticleEvidence } from '../evidence.ts';
import type { DatedLine } from './dated-lines.ts';
import { type ShownDay, shownDays } from './shown.ts';
import { DAY_WEIGHTS } from './weights.ts';

/** How much each sign speaks for a day, in natural logarithms of odds; `none` speaks for no day at all. */
export type DayWeights = Readonly<Record<string, number>>;

/** What lines show of the day of publication. */
export interface SeenDays {
  /** The likeliest day, when it is likely enough to be given: in the order of the lines. */
  readonly likely: readonly Candidate<string>[];
  /** Everything else that lines show, and the likeliest day when it is not likely enough. */
  readonly doubtful: readonly Candidate<string>[];
  /** How likely each day that lines show is the one of publication, 0 to 1. */
  readonly likelihoods: ReadonlyMap<string, number>;
}

/**
 * From here a day is given. Where lines are all that a page has, a wrong day is dearer than none: on the
 * sites that the weights were not learned from, about one in twenty of the days above these is another one.
 */
const LIKELY = { html: 0.5, text: 0.7 } as const;
/** An entry of a listing or a post of a thread has few lines, and they were told apart from all others. */
const LIKELY_IN_ENTRY = 0.2;

/** The days that lines show, parted into the one to believe and the others. */
export function seenDays(
  lines: readonly DatedLine[],
  evidence: ArticleEvidence,
  learned: Record<'html' | 'text', DayWeights> = DAY_WEIGHTS,
): SeenDays {
  const shown = shownDays(lines, evidence);
  const kind = kindOf(evidence);
  const likelihoods = likelihoodsOf(shown, learned[kind]);
  const best = likeliest(likelihoods);
  const enough = evidence.alone ? LIKELY[kind] : LIKELY_IN_ENTRY;
  const likely =
    best !== null && best.likelihood >= enough ? (originalDay(shown, best.day) ?? best.day) : null;
  const isLikely = ({ value }: ShownDay): boolean => likely !== null && dayOf(value) === likely;
  const bare = ({ value, source }: ShownDay): Candidate<string> => ({ value, source });
  return {
    likely: shown.filter(isLikely).map(bare),
    doubtful: shown.filter((day) => !isLikely(day)).map(bare),
    likelihoods,
  };
}

/** "Originally published on 26 September": the one day before the likeliest that a line calls so. */
function originalDay(shown: readonly ShownDay[], likeliest: string): string | null {
  const days = new Set(
    shown.filter(({ signs }) => signs.includes('label:original')).map(({ value }) => dayOf(value)),
  );
  const [day] = days;
  return days.size === 1 && day !== undefined && day < likeliest ? day : null;
}

interface LikelyDay {
  /** `2020-01-21` */
  readonly day: string;
  /** How likely it is that the article was published on it, 0 to 1. */
  readonly likelihood: number;
}

/**
 * How likely each day is among those that lines show. Each line weighs as much as its signs add up to; a day has
 * the share of all lines that show it, beside the share of "none of them".
 */
function likelihoodsOf(shown: readonly ShownDay[], weights: DayWeights): Map<string, number> {
  const scores = shown.map(({ signs }) => signs.reduce((sum, sign) => sum + (weights[sign] ?? 0), 0));
  const none = weights.none ?? 0;
  const top = Math.max(none, ...scores);
  const shares = new Map<string, number>();
  let all = Math.exp(none - top);
  for (const [i, { value }] of shown.entries()) {
    const share = Math.exp(scores[i]! - top);
    all += share;
    const day = dayOf(value);
    shares.set(day, (shares.get(day) ?? 0) + share);
  }
  for (const [day, share] of shares) shares.set(day, share / all);
  return shares;
}

function likeliest(likelihoods: ReadonlyMap<string, number>): LikelyDay | null {
  let best: LikelyDay | null = null;
  for (const [day, likelihood] of likelihoods)
    if (best === null || likelihood > best.likelihood) best = { day, likelihood };
  return best;
}

/** The likeliest day among those that lines show. */
export const likeliestDay = (shown: readonly ShownDay[], weights: DayWeights): LikelyDay | null =>
  likeliest(likelihoodsOf(shown, weights));

/** What a page is to the models of days. */
export const kindOf = ({ page }: ArticleEvidence): 'html' | 'text' =>
  page.markup === null ? 'text' : 'html';
