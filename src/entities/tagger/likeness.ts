import type { Analysis } from './sentence.ts';

/** What `Lexicon.likeness` tells of a word, three bits each in this order: 0 unknown, 1 least, 7 most. */
export const LIKENESSES = [
  'given name',
  'surname',
  'place',
  'organization',
  'word of an organization',
  'ordinary word',
] as const;

const LIKENESS_BITS = 3;
const NAMES = [0, 1, 2, 3];
/** A word of an organization's name is told apart by its list. */
const TOLD_APART = [...NAMES, 5];

/** Four levels out of seven steps: what looks like nothing much is all the same. */
const LEVELS = [0, 0, 0, 1, 1, 2, 3, 3];

/** Step of one kind. */
export const stepOf = (likeness: number, kind: number): number =>
  (likeness >>> (LIKENESS_BITS * kind)) & ((1 << LIKENESS_BITS) - 1);

const levelOf = (likeness: number, kind: number): number => LEVELS[stepOf(likeness, kind)]!;

/** The levels of a word in one number; 0 where nothing is known. */
export const kindOf = (likeness: number): number => {
  if (likeness === 0) return 0;
  let all = 1;
  for (const kind of TOLD_APART) all = all * 4 + levelOf(likeness, kind);
  return all;
};

const REACH = 8;

/** The highest levels among the words of the run of capitals that a token is in, in one number. */
export const runKind = ({ likeness, runFirst, runLast }: Analysis, index: number): number => {
  const first = Math.max(runFirst[index]!, index - REACH);
  const last = Math.min(runLast[index]!, index + REACH);
  let all = 0;
  for (const kind of NAMES) {
    let most = 0;
    for (let i = first; i <= last; i++) most = Math.max(most, levelOf(likeness[i]!, kind));
    all = all * 4 + most;
  }
  return all;
};
