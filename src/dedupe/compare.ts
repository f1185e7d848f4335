import { Alignment, MOST_CELLS } from './align.ts';
import { Differences } from './differences.ts';
import { SHORT } from './signature.ts';
import { Words } from './words.ts';

/** How two texts are related, seen from the first. */
type Kind = 'same' | 'edited' | 'contains' | 'contained' | 'different';

export interface Comparison {
  /** Twice the common letters over the letters of both, 0 to 1; short scattered matches are not common. */
  readonly similarity: number;
  readonly kind: Kind;
  /** A reader of either does not need the other: high similarity, and no number, date or name differs. */
  readonly repeat: boolean;
  /**
   * Which of the two a reader of the other does not need. A text that is contained is redundant beside the
   * one that contains it, and not the other way round.
   */
  readonly redundant: 'both' | 'first' | 'second' | 'neither';
  /** The same sentences about something else: mostly the numbers, dates and names differ. */
  readonly lookAlike: boolean;
}

/** Similarity from which texts are related. */
const RELATED = 0.55;
/** Share of the shorter text that the longer one holds when it contains it. */
const CONTAINED = 0.8;
/** Share of a text that the other one has when a reader of the other does not need it. */
const REDUNDANT = 0.9;
/** Share of a text that other ordinary words may replace when it is redundant: one word in a long sentence. */
const REPLACED = 0.04;
/** Share of changes that put one fact for another, from which texts look alike only. */
const SWAPPED = 0.4;
/** Common letters over the letters between the first and the last of them: a quotation is not scattered. */
const DENSE = 0.5;
const SAME: Comparison = {
  similarity: 1,
  kind: 'same',
  repeat: true,
  redundant: 'both',
  lookAlike: false,
};

const alignment = new Alignment();
const differences = new Differences();
const first = new Words();
const second = new Words();

const unrelated = (similarity: number): Comparison => ({
  similarity,
  kind: 'different',
  repeat: false,
  redundant: 'neither',
  lookAlike: false,
});

const hasSameUnits = (a: Words, b: Words): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a.units[i] !== b.units[i]) return false;
  return true;
};

/** Similarity of texts that are too long to be aligned, by the words they have as often as each other. */
const compareBags = (a: Words, b: Words): Comparison => {
  const counts = new Map<number, number>();
  for (let i = 0; i < a.count; i++) counts.set(alignment.idsA[i]!, (counts.get(alignment.idsA[i]!) ?? 0) + 1);
  let common = 0;
  for (let i = 0; i < b.count; i++) {
    const left = counts.get(alignment.idsB[i]!) ?? 0;
    if (left > 0) common++;
    counts.set(alignment.idsB[i]!, left - 1);
  }
  const similarity = (2 * common) / (a.count + b.count);
  // Order is not known, so this is an upper bound: related only when hardly anything else is possible.
  return similarity >= 0.9 ? { ...unrelated(similarity), kind: 'edited' } : unrelated(similarity);
};

/** The relation that `differences` speaks of. */
const judge = (d: Differences): Comparison => {
  const similarity = (2 * d.common) / (d.lettersA + d.lettersB);
  const coverA = d.common / d.lettersA;
  const coverB = d.common / d.lettersB;
  const isDense = d.common >= DENSE * Math.min(d.spanA, d.spanB);
  const isPart = Math.max(coverA, coverB) >= CONTAINED && d.common >= CONTAINED * SHORT && isDense;
  if (similarity < RELATED && !isPart) return unrelated(similarity);
  const lookAlike = d.swaps > 0 && d.swaps >= SWAPPED * d.changes;
  const needlessA =
    !lookAlike &&
    !d.factsA &&
    d.replacedA <= REPLACED * d.lettersA &&
    d.common >= REDUNDANT * (d.lettersA - d.frameA);
  const needlessB =
    !lookAlike &&
    !d.factsB &&
    d.replacedB <= REPLACED * d.lettersB &&
    d.common >= REDUNDANT * (d.lettersB - d.frameB);
  return {
    similarity,
    kind: kindOf(d, coverA, coverB),
    repeat: needlessA && needlessB,
    redundant: needlessA ? (needlessB ? 'both' : 'first') : needlessB ? 'second' : 'neither',
    lookAlike,
  };
};

/** One text contains the other when what it has beyond the other stands at its ends. */
const kindOf = (d: Differences, coverA: number, coverB: number): Kind => {
  const moreA = d.lettersA - d.common;
  const moreB = d.lettersB - d.common;
  if (coverB >= CONTAINED && moreA > 2 * moreB && 2 * d.endsA >= moreA) return 'contains';
  if (coverA >= CONTAINED && moreB > 2 * moreA && 2 * d.endsB >= moreB) return 'contained';
  return 'edited';
};

const FLIPPED = {
  same: 'same',
  edited: 'edited',
  contains: 'contained',
  contained: 'contains',
  different: 'different',
  both: 'both',
  first: 'second',
  second: 'first',
  neither: 'neither',
} as const;

const flip = (found: Comparison): Comparison => ({
  ...found,
  kind: FLIPPED[found.kind],
  redundant: FLIPPED[found.redundant],
});

/** Whether the texts stand in the order in which they are aligned, whoever asks: an alignment has a direction. */
const areOrdered = (a: Words, b: Words): boolean => {
  if (a.length !== b.length) return a.length < b.length;
  for (let i = 0; i < a.length; i++) if (a.units[i] !== b.units[i]) return a.units[i]! < b.units[i]!;
  return true;
};

/** `compare` of texts whose words have been read. */
export const compareWords = (a: Words, b: Words): Comparison =>
  areOrdered(a, b) ? compareOrdered(a, b) : flip(compareOrdered(b, a));

const compareOrdered = (a: Words, b: Words): Comparison => {
  if (a.count === 0 || b.count === 0) return hasSameUnits(a, b) ? SAME : unrelated(0);
  alignment.number(a, b);
  const prefix = alignment.prefix(a.count, b.count);
  if (prefix === a.count && prefix === b.count)
    return hasSameUnits(a, b) ? SAME : { ...SAME, kind: 'edited' };
  const suffix = alignment.suffix(a.count, b.count, prefix);
  if ((a.count - prefix - suffix) * (b.count - prefix - suffix) > MOST_CELLS) return compareBags(a, b);
  alignment.align(prefix, a.count - suffix, prefix, b.count - suffix);
  differences.read(a, b, alignment, prefix, suffix);
  return judge(differences);
};

/**
 * Compares two texts letter by letter, case, punctuation and spaces aside. Symmetric but for `kind` and
 * `redundant`, which change sides with the texts. Two texts may be related (`kind` is not `different`) and
 * still both be wanted: see `repeat` and `redundant`.
 */
export const compare = (a: string, b: string): Comparison => compareWords(first.read(a), second.read(b));
