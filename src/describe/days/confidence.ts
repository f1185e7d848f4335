import type { Candidate } from '../claim.ts';
import { dayOf, daysBetween } from '../dates/calendar.ts';
import type { ArticleEvidence } from '../evidence.ts';
import { family } from '../families.ts';
import { CONFIDENCE_WEIGHTS } from './confidence-weights.ts';
import type { DatedLine } from './dated-lines.ts';
import { kindOf } from './seen.ts';

/** How much each sign speaks for a day that was chosen, in natural logarithms of odds; `any` speaks for every day. */
export type ConfidenceWeights = Readonly<Record<string, number>>;

/** A day that was chosen, and what it was chosen from. */
export interface ChosenDay {
  /** As precise as it is given. */
  readonly value: string;
  /** What could be chosen, in the order in which it is believed. */
  readonly told: readonly Candidate<string>[];
  /** How likely each day that lines show is the one of publication, 0 to 1. */
  readonly likelihoods: ReadonlyMap<string, number>;
  readonly lines: readonly DatedLine[];
  /** When the article was changed, as any source says. */
  readonly changes: readonly Candidate<string>[];
}

/** From here on lines are as good as certain of a day, or think it likely. */
const SURE = 0.95;
const LIKELY = 0.8;
/** Another day that lines show with this likelihood is a rival. */
const RIVAL = 0.2;
/** An instant from this hour on is the next day on many clocks. */
const LATE = 20;
/** So many blocks from the title a line stands beside it. */
const BESIDE = 3;
/** More families or days than this are counted alike. */
const MANY = 3;

/** The signs that an article was, or was not, published on the day that was chosen. */
export function signsOf(chosen: ChosenDay, evidence: ArticleEvidence): string[] {
  const { type } = evidence.page;
  return [
    'any',
    ...agreeing(chosen),
    ...disagreeing(chosen),
    ...(chosen.likelihoods.has(dayOf(chosen.value)) ? shown(chosen, evidence) : unshown(chosen)),
    ...(type === 'article' ? [] : [`type:${type === 'forum' ? type : 'other'}`]),
  ];
}

function agreeing({ value, told }: ChosenDay): string[] {
  const families = new Set(told.filter((each) => isSameDay(each.value, value)).map(family));
  return [`families:${Math.min(families.size, MANY)}`];
}

function disagreeing({ value, told, likelihoods }: ChosenDay): string[] {
  const others = told.filter((each) => !isSameDay(each.value, value));
  const rivals = [...likelihoods].filter(([day, likelihood]) => day !== dayOf(value) && likelihood >= RIVAL);
  const signs = [`days-shown:${Math.min(likelihoods.size, MANY)}`];
  if (rivals.length > 0) signs.push('rival');
  if (others.length === 0) return signs;
  // A day apart is mostly the same moment on another clock, and lines may follow either.
  const next = others.every((each) => daysBetween(each.value, value) <= 1);
  return [
    ...signs,
    next ? 'others:next-day' : likelihoods.has(dayOf(value)) ? 'others:against-lines' : 'others:far',
  ];
}

/**
 * Of a day that lines show: whether one stands beside the title, and how likely they make it. With markup that is no
 * sign: there the days that are right are no likelier than those that are wrong.
 */
function shown({ value, likelihoods, lines }: ChosenDay, evidence: ArticleEvidence): string[] {
  const day = dayOf(value);
  const { title } = evidence;
  const isBeside = lines.some(
    (line) => line.day === day && line.index >= 0 && title >= 0 && Math.abs(line.index - title) <= BESIDE,
  );
  const signs = isBeside ? ['beside-title'] : [];
  if (kindOf(evidence) === 'html') return signs;
  const likelihood = likelihoods.get(day)!;
  return [...signs, `lines:${likelihood >= SURE ? 'sure' : likelihood >= LIKELY ? 'likely' : 'doubtful'}`];
}

/** Of a day that no line shows: what is known of changes, of which readers may see the last alone. */
function unshown({ value, changes }: ChosenDay): string[] {
  const change =
    changes.length === 0
      ? 'unchanged'
      : changes.some((each) => isSameDay(each.value, value))
        ? 'changed-then'
        : changes.some((each) => family(each) === 'seen')
          ? 'change-shown'
          : 'changed';
  const isLate = value.length > 10 && Number(value.slice(11, 13)) >= LATE;
  return [`unshown:${change}`, ...(isLate ? ['late'] : [])];
}

const isSameDay = (a: string, b: string): boolean => dayOf(a) === dayOf(b);

/** How likely these signs make a day, 0 to 1, in hundredths. */
export function confidenceOf(
  signs: readonly string[],
  weights: ConfidenceWeights = CONFIDENCE_WEIGHTS,
): number {
  const sum = signs.reduce((all, sign) => all + (weights[sign] ?? 0), 0);
  return Math.round(100 / (1 + Math.exp(-sum))) / 100;
}
