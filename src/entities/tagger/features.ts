import { addClasses, addRunClasses } from './class-features.ts';
import { hashWord, join } from './hash.ts';
import { LEX_ORGANIZATION_WORD, LEX_PHRASE, LEX_PLACE_WORD, LEX_PREFIX } from './lexicon.ts';
import { type Analysis, hasCapital } from './sentence.ts';
import { GAP_LINE, GAP_NONE, SHAPE_LOWER } from './tokenize.ts';

/** Room for the features of one token. */
export const MOST_FEATURES = 136;

/** The feature that every token has: how likely each label is before anything is known. */
const EVERY_TOKEN = join(1, 0);

/** Stands for what lies before the first and after the last token of a line. */
const NOTHING = 0x5bd1e995;
const NO_SHAPE = 15;

/** A neighbour that a line break parts from the token is out of sight. */
const neighbour = (analysis: Analysis, index: number, step: number): number => {
  const { tokens } = analysis;
  const stride = step > 0 ? 1 : -1;
  let at = index;
  while (at !== index + step) {
    const next = at + stride;
    if (next < 0 || next >= tokens.count) return -1;
    if (tokens.gap[stride > 0 ? next : at] === GAP_LINE) return -1;
    at = next;
  }
  return at;
};

/** Shape with the way the line is written: a capital in a headline is another thing than one in prose. */
const shapeAt = (analysis: Analysis, index: number): number =>
  index < 0 ? NO_SHAPE : analysis.tokens.shape[index]! + 16 * analysis.mode[index]!;

const hashAt = (analysis: Analysis, index: number): number => (index < 0 ? NOTHING : analysis.hash[index]!);
const bitsAt = (analysis: Analysis, index: number): number =>
  index < 0 ? 0 : analysis.bits[index]! & ~LEX_PREFIX;
const clusterAt = (analysis: Analysis, index: number): number => (index < 0 ? 0 : analysis.cluster[index]!);

/** Digits as 9, capitals as A, others as a, runs shortened: `MH17` -> `A9`. */
const pattern = (text: string, start: number, end: number): number => {
  let hash = 7;
  let last = 0;
  const stop = Math.min(end, start + 20);
  for (let i = start; i < stop; i++) {
    const unit = text.charCodeAt(i);
    const kind =
      unit >= 0x30 && unit <= 0x39
        ? 1
        : unit >= 0x41 && unit <= 0x5a
          ? 2
          : unit >= 0x61 && unit <= 0x7a
            ? 3
            : unit;
    if (kind !== last) hash = join(hash, kind);
    last = kind;
  }
  return hash;
};

/** The first lower-case word before a run of capitals, past articles and the like: "the *city* of". */
const wordsAround = (analysis: Analysis, index: number): readonly [number, number] => {
  const before = neighbour(analysis, analysis.runFirst[index]!, -1);
  const after = neighbour(analysis, analysis.runLast[index]!, 1);
  return [before, after];
};

/** Bits of the words of the run that the token is in, put together. */
const runBits = (analysis: Analysis, index: number): number => {
  let bits = 0;
  const last = Math.min(analysis.runLast[index]!, index + 8);
  for (let i = Math.max(analysis.runFirst[index]!, index - 8); i <= last; i++) bits |= analysis.bits[i]!;
  return bits & (LEX_ORGANIZATION_WORD | LEX_PLACE_WORD);
};

/**
 * Writes the features of one token into `out` and returns how many there are. Each is a 32-bit hash
 * of a template number and what the template sees; training and tagging share this one function.
 */
export function featuresAt(text: string, analysis: Analysis, index: number, out: Uint32Array): number {
  const { tokens } = analysis;
  let count = 0;
  const add = (template: number, value: number): void => {
    out[count++] = join(template, value);
  };
  const p1 = neighbour(analysis, index, -1);
  const p2 = p1 < 0 ? -1 : neighbour(analysis, p1, -1);
  const n1 = neighbour(analysis, index, 1);
  const n2 = n1 < 0 ? -1 : neighbour(analysis, n1, 1);
  const word = analysis.hash[index]!;
  const [wp1, wp2, wn1, wn2] = [p1, p2, n1, n2].map((at) => hashAt(analysis, at)) as [
    number,
    number,
    number,
    number,
  ];
  const shape = shapeAt(analysis, index);
  const [sp1, sn1] = [shapeAt(analysis, p1), shapeAt(analysis, n1)];
  const bits = bitsAt(analysis, index);
  const [bp1, bn1] = [bitsAt(analysis, p1), bitsAt(analysis, n1)];
  const cluster = clusterAt(analysis, index);
  const [cp1, cn1] = [clusterAt(analysis, p1), clusterAt(analysis, n1)];
  const start = tokens.start[index]!;
  const end = tokens.end[index]!;
  const length = end - start;
  const capital = hasCapital(tokens.shape[index]!);
  const touching =
    (tokens.gap[index] === GAP_NONE ? 1 : 0) + (n1 >= 0 && tokens.gap[n1] === GAP_NONE ? 2 : 0);

  out[count++] = EVERY_TOKEN;
  add(2, word);
  add(3, wp1);
  add(4, wn1);
  add(5, wp2);
  add(6, wn2);
  add(7, join(wp1, word));
  add(8, join(word, wn1));
  add(9, join(shape, touching));
  add(10, join(sp1, shape));
  add(11, join(shape, sn1));
  add(12, join(join(sp1, shape), sn1));
  add(13, join(wp1, shape));
  add(14, join(wn1, shape));
  add(15, join(wp2, wp1));
  add(16, join(wn1, wn2));

  add(20, join(cluster, capital ? 1 : 0));
  add(21, cp1);
  add(22, cn1);
  add(23, join(cp1, cluster));
  add(24, join(cluster, cn1));
  add(25, join(cp1, cn1));
  add(26, clusterAt(analysis, p2));
  add(27, clusterAt(analysis, n2));
  addClasses(analysis, index, { p1, p2, n1, n2 }, shape, capital, add);

  add(30, join(bits, capital ? 1 : 0));
  add(31, bp1);
  add(32, bn1);
  add(33, join(bp1, bits));
  add(34, join(bits, bn1));
  add(35, join(join(bp1, bits), bn1));
  for (let bit = 1; bit < LEX_PREFIX; bit *= 2) if ((bits & bit) !== 0) add(36, join(bit, shape));
  add(37, join(analysis.phrase[index]!, analysis.phrasePlace[index]!));
  add(38, join(n1 < 0 ? 0 : analysis.phrase[n1]!, join(p1 < 0 ? 0 : analysis.phrase[p1]!, shape)));

  const letters = analysis.capital[index]!;
  add(40, join(join(letters, analysis.first[index]!), shape));
  add(41, join(letters, join(n1 < 0 ? 0 : analysis.capital[n1]!, sn1)));

  if (capital) {
    add(50, hashWord(text, end - Math.min(2, length), end));
    add(51, hashWord(text, end - Math.min(3, length), end));
    add(52, hashWord(text, end - Math.min(4, length), end));
    add(53, hashWord(text, start, start + Math.min(3, length)));
    add(54, hashWord(text, start, start + Math.min(4, length)));
    add(55, pattern(text, start, end));
    add(56, join(shape, Math.min(length, 8)));

    const { runFirst, runLast } = analysis;
    const first = runFirst[index]!;
    const last = runLast[index]!;
    const [before, after] = wordsAround(analysis, index);
    const size = Math.min(last - first, 5);
    add(60, join(analysis.hash[last]!, last === index ? 1 : 0));
    add(61, join(analysis.hash[first]!, first === index ? 1 : 0));
    add(62, hashAt(analysis, before));
    add(63, hashAt(analysis, after));
    add(64, join(size, Math.min(index - first, 5)));
    add(65, join(runBits(analysis, index), join(size, analysis.mode[index]!)));
    add(66, join(bitsAt(analysis, last), bitsAt(analysis, first)));
    add(67, join(clusterAt(analysis, before), join(bitsAt(analysis, last) & ~LEX_PHRASE, size)));
    add(68, join(clusterAt(analysis, after), join(bitsAt(analysis, first), size)));
    add(69, join(hashAt(analysis, before), hashAt(analysis, after)));
    add(70, join(clusterAt(analysis, last), last === index ? 1 : 0));
    add(71, join(clusterAt(analysis, first), first === index ? 1 : 0));
    add(72, join(clusterAt(analysis, before), clusterAt(analysis, after)));

    addRunClasses(analysis, index, { before, after, size }, add);

    const seen = analysis.seen[index]!;
    add(80, join(seen, join(bits & LEX_PHRASE, analysis.first[index]!)));
    for (let bit = 1; bit < 64; bit *= 2) if ((seen & bit) !== 0) add(81, bit);
  } else {
    const next = n1 >= 0 && hasCapital(tokens.shape[n1]!) ? n1 : n2;
    const previous = p1 >= 0 && hasCapital(tokens.shape[p1]!) ? p1 : p2;
    add(90, join(word, join(sp1, sn1)));
    add(91, join(word, bitsAt(analysis, previous)));
    add(92, join(word, bitsAt(analysis, next)));
    add(93, join(word, hashAt(analysis, previous)));
    add(94, join(word, hashAt(analysis, next)));
    if (previous >= 0) add(95, join(word, runBits(analysis, previous)));
    if (tokens.shape[index] === SHAPE_LOWER) add(96, join(letters, analysis.phrase[index]!));
  }
  return count;
}
