// Trains a linear-chain conditional random field by AdaGrad over stretches of tokens. Labels may be
// known only in part: each token has a set of allowed labels, and the sum over all allowed paths is raised.
import { CLOSED, LABELS, OUTSIDE, PREDECESSORS } from '../../dist/src/entities/tagger/model.js';
import { seeded } from './random.mjs';

const NEVER = -1e9;
const L = LABELS;

const logSum = (values, count) => {
  let max = NEVER;
  for (let i = 0; i < count; i++) if (values[i] > max) max = values[i];
  if (max <= NEVER / 2) return NEVER;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.exp(values[i] - max);
  return max + Math.log(sum);
};

/** Marginals of labels and transitions by forward-backward; `allowed` null means every label. */
const marginals = (emit, n, transitions, allowed, node, edge) => {
  const forward = new Float64Array(n * L).fill(NEVER);
  const backward = new Float64Array(n * L).fill(NEVER);
  const ok = (i, y) => allowed === null || ((allowed[i] >>> y) & 1) === 1;
  const buffer = new Float64Array(L);
  for (let y = 0; y < L; y++) {
    if (ok(0, y) && PREDECESSORS[y].includes(OUTSIDE)) forward[y] = emit[y] + transitions[OUTSIDE * L + y];
  }
  for (let i = 1; i < n; i++) {
    for (let y = 0; y < L; y++) {
      if (!ok(i, y)) continue;
      const before = PREDECESSORS[y];
      for (let k = 0; k < before.length; k++)
        buffer[k] = forward[(i - 1) * L + before[k]] + transitions[before[k] * L + y];
      const sum = logSum(buffer, before.length);
      if (sum > NEVER / 2) forward[i * L + y] = sum + emit[i * L + y];
    }
  }
  for (const y of CLOSED) if (ok(n - 1, y)) backward[(n - 1) * L + y] = transitions[y * L + OUTSIDE];
  for (let i = n - 2; i >= 0; i--) {
    const next = new Float64Array(L).fill(NEVER);
    const counts = new Float64Array(L);
    // gather log-sums over successors by running through predecessors
    const max = new Float64Array(L).fill(NEVER);
    for (let y = 0; y < L; y++) {
      if (!ok(i + 1, y)) continue;
      const tail = emit[(i + 1) * L + y] + backward[(i + 1) * L + y];
      if (tail <= NEVER / 2) continue;
      for (const x of PREDECESSORS[y]) {
        const value = tail + transitions[x * L + y];
        if (value > max[x]) max[x] = value;
      }
    }
    for (let y = 0; y < L; y++) {
      if (!ok(i + 1, y)) continue;
      const tail = emit[(i + 1) * L + y] + backward[(i + 1) * L + y];
      if (tail <= NEVER / 2) continue;
      for (const x of PREDECESSORS[y]) counts[x] += Math.exp(tail + transitions[x * L + y] - max[x]);
    }
    for (let x = 0; x < L; x++) if (max[x] > NEVER / 2) next[x] = max[x] + Math.log(counts[x]);
    for (let y = 0; y < L; y++) if (ok(i, y)) backward[i * L + y] = next[y];
  }
  for (let y = 0; y < L; y++) buffer[y] = forward[(n - 1) * L + y] + backward[(n - 1) * L + y];
  const z = logSum(buffer, L);
  for (let i = 0; i < n; i++) {
    for (let y = 0; y < L; y++) {
      const value = forward[i * L + y] + backward[i * L + y];
      node[i * L + y] += value > NEVER / 2 ? Math.exp(value - z) : 0;
    }
  }
  for (let y = 0; y < L; y++)
    edge[OUTSIDE * L + y] +=
      PREDECESSORS[y].includes(OUTSIDE) && forward[y] > NEVER / 2
        ? Math.exp(forward[y] + backward[y] - z)
        : 0;
  for (let i = 1; i < n; i++) {
    for (let y = 0; y < L; y++) {
      const tail = emit[i * L + y] + backward[i * L + y];
      if (forward[i * L + y] <= NEVER / 2 || tail <= NEVER / 2) continue;
      for (const x of PREDECESSORS[y]) {
        const value = forward[(i - 1) * L + x] + transitions[x * L + y] + tail;
        if (value > NEVER / 2) edge[x * L + y] += Math.exp(value - z);
      }
    }
  }
  for (const y of CLOSED) {
    const value = forward[(n - 1) * L + y];
    if (value > NEVER / 2) edge[y * L + OUTSIDE] += Math.exp(value + backward[(n - 1) * L + y] - z);
  }
  return z;
};

/** Weights of every label for every token of a stretch. */
const emissions = (rows, offsets, weights) => {
  const n = offsets.length - 1;
  const emit = new Float64Array(n * L);
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const at = rows[k] * L;
      for (let y = 0; y < L; y++) emit[i * L + y] += weights[at + y];
    }
  }
  return emit;
};

/** How likely each label is for each token of a stretch, `token * LABELS + label`. */
export const labelOdds = ({ rows, offsets }, { weights, transitions }) => {
  const n = offsets.length - 1;
  const node = new Float64Array(n * L);
  marginals(emissions(rows, offsets, weights), n, transitions, null, node, new Float64Array(L * L));
  return node;
};

/** A stretch without some of its features, so that no single one is relied upon. */
const thinned = ({ rows, offsets }, drop, random) => {
  const kept = new Int32Array(rows.length);
  const ends = new Int32Array(offsets.length);
  let count = 0;
  for (let i = 0; i + 1 < offsets.length; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) if (random.next() >= drop) kept[count++] = rows[k];
    ends[i + 1] = count;
  }
  return { rows: kept, offsets: ends };
};

/**
 * `stretches`: as `stretchesOf` makes them. Returns { weights, transitions } as Float64Array,
 * averaged over the second half of the epochs and scaled for use without dropout.
 */
export const trainCrf = (stretches, rows, { epochs, rate, decay, drop, seed, onEpoch }) => {
  const random = seeded(seed);
  const weights = new Float64Array(rows * L);
  const squares = new Float64Array(rows * L).fill(0.1);
  const transitions = new Float64Array(L * L);
  const transitionSquares = new Float64Array(L * L).fill(0.1);
  const mean = new Float64Array(rows * L);
  const meanTransitions = new Float64Array(L * L);
  let averaged = 0;
  const order = stretches.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    random.shuffle(order);
    let loss = 0;
    for (const index of order) {
      const stretch = stretches[index];
      const { allowed, weight } = stretch;
      const { rows: kept, offsets } = thinned(stretch, drop, random);
      const n = offsets.length - 1;
      const emit = emissions(kept, offsets, weights);
      const node = new Float64Array(n * L);
      const edge = new Float64Array(L * L);
      const z = marginals(emit, n, transitions, null, node, edge);
      for (let i = 0; i < node.length; i++) node[i] = -node[i];
      for (let i = 0; i < edge.length; i++) edge[i] = -edge[i];
      const gold = marginals(emit, n, transitions, allowed, node, edge);
      if (gold <= NEVER / 2) continue;
      loss += (z - gold) * weight;
      for (let i = 0; i < n; i++) {
        for (let y = 0; y < L; y++) {
          const g = node[i * L + y] * weight;
          if (g < 1e-5 && g > -1e-5) continue;
          for (let k = offsets[i]; k < offsets[i + 1]; k++) {
            const at = kept[k] * L + y;
            const step = g - decay * weights[at];
            squares[at] += step * step;
            weights[at] += (rate * step) / Math.sqrt(squares[at]);
          }
        }
      }
      for (let at = 0; at < edge.length; at++) {
        const g = edge[at] * weight;
        if (g === 0) continue;
        transitionSquares[at] += g * g;
        transitions[at] += (rate * g) / Math.sqrt(transitionSquares[at]);
      }
    }
    if (epoch >= epochs / 2) {
      averaged++;
      for (let i = 0; i < weights.length; i++) mean[i] += weights[i];
      for (let i = 0; i < transitions.length; i++) meanTransitions[i] += transitions[i];
    }
    onEpoch?.(epoch, loss);
  }
  for (let i = 0; i < mean.length; i++) mean[i] *= (1 - drop) / averaged;
  for (let i = 0; i < meanTransitions.length; i++) meanTransitions[i] /= averaged;
  return { weights: mean, transitions: meanTransitions };
};
