import { featuresAt, MOST_FEATURES } from './features.ts';
import {
  CLOSED,
  FIRST,
  LABELS,
  type Model,
  ONLY,
  OUTSIDE,
  PREDECESSORS,
  positionOfLabel,
  TAG_TYPES,
  type TagType,
  typeOfLabel,
} from './model.ts';
import type { Analysis } from './sentence.ts';
import { GAP_LINE } from './tokenize.ts';

/** A name that the tagger found, as tokens; `last` is part of it. */
export interface Tagged {
  readonly first: number;
  readonly last: number;
  readonly type: TagType;
}

const IMPOSSIBLE = -0x3fffffff;
/** Longer stretches of capitals are decided piece by piece, so that memory stays bounded. */
const LONGEST_STRETCH = 256;

const features = new Uint32Array(MOST_FEATURES);

/** Weights of every label for the tokens from `from` to `to`, one row of `LABELS` each. */
const emissions = (text: string, analysis: Analysis, model: Model, from: number, to: number): Int32Array => {
  const scores = new Int32Array((to - from) * LABELS);
  const { weights } = model;
  for (let i = from; i < to; i++) {
    const count = featuresAt(text, analysis, i, features);
    const base = (i - from) * LABELS;
    for (let k = 0; k < count; k++) {
      const row = model.find(features[k]!);
      if (row < 0) continue;
      const at = row * LABELS;
      for (let label = 0; label < LABELS; label++) scores[base + label]! += weights[at + label]!;
    }
  }
  return scores;
};

/** The best sequence of labels (Viterbi); `scores` is overwritten. Before and after stands "no name". */
function bestLabels(scores: Int32Array | Float64Array, transitions: ArrayLike<number>): Uint8Array {
  const n = scores.length / LABELS;
  const back = new Uint8Array(n * LABELS);
  for (let label = 0; label < LABELS; label++) {
    const allowed = PREDECESSORS[label]!.includes(OUTSIDE);
    scores[label] = allowed ? scores[label]! + transitions[OUTSIDE * LABELS + label]! : IMPOSSIBLE;
  }
  for (let i = 1; i < n; i++) {
    const here = i * LABELS;
    const before = here - LABELS;
    for (let label = 0; label < LABELS; label++) {
      let best = IMPOSSIBLE;
      let from = 0;
      for (const previous of PREDECESSORS[label]!) {
        const score = scores[before + previous]! + transitions[previous * LABELS + label]!;
        if (score > best) {
          best = score;
          from = previous;
        }
      }
      scores[here + label] = Math.max(best, IMPOSSIBLE) + scores[here + label]!;
      back[here + label] = from;
    }
  }
  const labels = new Uint8Array(n);
  const end = (n - 1) * LABELS;
  let label = OUTSIDE;
  let best = IMPOSSIBLE * 2;
  for (const candidate of CLOSED) {
    const score = scores[end + candidate]! + transitions[candidate * LABELS + OUTSIDE]!;
    if (score > best) {
      best = score;
      label = candidate;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    labels[i] = label;
    label = back[i * LABELS + label]!;
  }
  return labels;
}

/** Ranges of tokens where a name may be, each within one line. */
export function* stretches(analysis: Analysis): Generator<readonly [from: number, to: number]> {
  const { active, tokens } = analysis;
  let from = 0;
  while (from < tokens.count) {
    if (active[from] === 0) {
      from++;
      continue;
    }
    let to = from + 1;
    while (
      to < tokens.count &&
      active[to] === 1 &&
      tokens.gap[to] !== GAP_LINE &&
      to - from < LONGEST_STRETCH
    )
      to++;
    yield [from, to];
    from = to;
  }
}

/** The names of a text, in order. */
export function tag(text: string, analysis: Analysis, model: Model): Tagged[] {
  const found: Tagged[] = [];
  for (const [from, to] of stretches(analysis)) {
    const labels = bestLabels(emissions(text, analysis, model, from, to), model.transitions);
    let first = 0;
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i]!;
      if (label === OUTSIDE) continue;
      const position = positionOfLabel(label);
      if (position === FIRST || position === ONLY) first = i;
      const next = labels[i + 1] ?? OUTSIDE;
      const goesOn = next !== OUTSIDE && positionOfLabel(next) !== FIRST && positionOfLabel(next) !== ONLY;
      if (!goesOn) found.push({ first: from + first, last: from + i, type: TAG_TYPES[typeOfLabel(label)]! });
    }
  }
  return found;
}
