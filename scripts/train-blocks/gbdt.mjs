// Gradient-boosted trees on binned features: leaf-wise growth, logistic loss, second order.

const BINS = 64;

/** A small generator with a seed, so that training is the same every time. */
export function random(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}

/** Thresholds that part a column into at most so many bins of about equal size; a value is in bin b when > edges[b-1]. */
export function edgesOf(column, rows, most = BINS) {
  const step = Math.max(1, Math.floor(rows.length / 50_000));
  const sample = [];
  for (let i = 0; i < rows.length; i += step) sample.push(column[rows[i]]);
  const sorted = Float32Array.from(sample).sort();
  const distinct = [];
  for (const value of sorted)
    if (distinct.length === 0 || value !== distinct[distinct.length - 1]) distinct.push(value);
  const edges = [];
  if (distinct.length <= most)
    for (let i = 1; i < distinct.length; i++) edges.push(Math.fround((distinct[i - 1] + distinct[i]) / 2));
  else
    for (let b = 1; b < most; b++) {
      const value = sorted[Math.floor((b * sorted.length) / most)];
      if (edges.length === 0 || value > edges[edges.length - 1]) edges.push(value);
    }
  return Float32Array.from(new Set(edges));
}

export function binColumn(column, edges, size) {
  const bins = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const value = column[i];
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value <= edges[middle]) high = middle;
      else low = middle + 1;
    }
    bins[i] = low;
  }
  return bins;
}

/**
 * @param data {columns: Uint8Array[], edges: Float32Array[]} binned features over all rows
 * @param rows Int32Array of the rows to train on
 * @param labels, weights Float32Array over all rows
 */
export function trainForest(data, rows, labels, weights, options) {
  const { trees, leaves, rate, minHessian, l2, rowShare, featureShare, seed } = {
    trees: 100,
    leaves: 16,
    rate: 0.1,
    minHessian: 5,
    l2: 2,
    rowShare: 0.5,
    featureShare: 0.5,
    seed: 7,
    ...options,
  };
  const next = random(seed);
  const count = data.columns.length;
  let positive = 0;
  let total = 0;
  for (const row of rows) {
    positive += labels[row] * weights[row];
    total += weights[row];
  }
  const share = Math.min(0.999, Math.max(0.001, positive / total));
  const base = Math.log(share / (1 - share));
  const score = new Float64Array(labels.length).fill(base);
  const forest = { base, trees: [] };
  const g = new Float32Array(labels.length);
  const h = new Float32Array(labels.length);
  for (let t = 0; t < trees; t++) {
    const features = [];
    for (let f = 0; f < count; f++) if (data.edges[f].length > 0 && next() < featureShare) features.push(f);
    for (const row of rows) {
      const p = 1 / (1 + Math.exp(-score[row]));
      g[row] = (p - labels[row]) * weights[row];
      h[row] = Math.max(1e-6, p * (1 - p)) * weights[row];
    }
    const sampled = tellingRows(rows, g, h, rowShare, next);
    const tree = growTree(data, sampled, features, g, h, { leaves, minHessian, l2 });
    for (let i = 0; i < tree.values.length; i++) tree.values[i] *= rate;
    forest.trees.push(tree);
    addTree(tree, data.columns, rows, score);
  }
  return forest;
}

/** Of this many rows one is looked at to find how telling a row must be. */
const LOOKED_AT = 16;
/** How much the curvature of a row's loss counts beside its slope. */
const CURVATURE = 0.1;

/**
 * A share of the rows: those that still have much to teach for certain, the others by chance, weighed up
 * for the ones left out (minimal variance sampling). Gradients of chosen rows are changed in place.
 */
function tellingRows(rows, g, h, share, next) {
  const strength = new Float32Array(rows.length);
  for (let i = 0; i < rows.length; i++) strength[i] = Math.abs(g[rows[i]]) + CURVATURE * h[rows[i]];
  const sorted = Float32Array.from(
    { length: Math.ceil(rows.length / LOOKED_AT) },
    (_, i) => strength[i * LOOKED_AT],
  ).sort();
  let rest = 0;
  for (const value of sorted) rest += value;
  const wanted = share * sorted.length;
  let mark = rest / wanted;
  for (let sure = 0; sure < wanted; sure++) {
    mark = rest / (wanted - sure);
    const strongest = sorted[sorted.length - 1 - sure];
    if (strongest <= mark) break;
    rest -= strongest;
  }
  const chosen = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const chance = Math.min(1, strength[i] / mark);
    if (next() >= chance) continue;
    const row = rows[i];
    chosen[count++] = row;
    g[row] /= chance;
    h[row] /= chance;
  }
  return chosen.slice(0, count);
}

function addTree(tree, columns, rows, score) {
  for (const row of rows) {
    let at = tree.features.length === 0 ? -1 : 0;
    while (at >= 0) at = columns[tree.features[at]][row] <= tree.bins[at] ? tree.left[at] : tree.right[at];
    score[row] += tree.values[~at];
  }
}

/** Scores of rows from binned columns. */
export function scoreBinned(forest, columns, rows, out) {
  for (const row of rows) out[row] = forest.base;
  for (const tree of forest.trees) addTree(tree, columns, rows, out);
}

function growTree(data, rows, features, g, h, { leaves, minHessian, l2 }) {
  const tree = { features: [], bins: [], thresholds: [], left: [], right: [], values: [], gains: [] };
  const make = (list, histogram) => {
    let sumG = 0;
    let sumH = 0;
    for (const row of list) {
      sumG += g[row];
      sumH += h[row];
    }
    const node = { rows: list, sumG, sumH, histogram, at: null, side: null };
    node.split = bestSplit(node, features, data, minHessian, l2);
    return node;
  };
  const root = make(rows, histogramOf(rows, features, data.columns, g, h));
  const open = [root];
  const closed = [];
  while (open.length > 0 && open.length + closed.length < leaves) {
    let pick = -1;
    for (let i = 0; i < open.length; i++)
      if (open[i].split && (pick < 0 || open[i].split.gain > open[pick].split.gain)) pick = i;
    if (pick < 0) break;
    const node = open.splice(pick, 1)[0];
    const { feature, bin, gain } = node.split;
    const column = data.columns[feature];
    let lefts = 0;
    for (const row of node.rows) if (column[row] <= bin) lefts++;
    const left = new Int32Array(lefts);
    const right = new Int32Array(node.rows.length - lefts);
    let a = 0;
    let b = 0;
    for (const row of node.rows) {
      if (column[row] <= bin) left[a++] = row;
      else right[b++] = row;
    }
    const id = tree.features.length;
    tree.features.push(feature);
    tree.bins.push(bin);
    tree.thresholds.push(data.edges[feature][bin]);
    tree.left.push(0);
    tree.right.push(0);
    tree.gains.push(gain);
    if (node.at !== null) tree[node.side][node.at] = id;
    // The smaller child is counted, the larger is what remains.
    const small = left.length <= right.length ? left : right;
    const smallHistogram = histogramOf(small, features, data.columns, g, h);
    const largeHistogram = node.histogram;
    for (let i = 0; i < largeHistogram.length; i++) largeHistogram[i] -= smallHistogram[i];
    const leftNode = make(left, small === left ? smallHistogram : largeHistogram);
    const rightNode = make(right, small === right ? smallHistogram : largeHistogram);
    Object.assign(leftNode, { at: id, side: 'left' });
    Object.assign(rightNode, { at: id, side: 'right' });
    open.push(leftNode, rightNode);
  }
  for (const node of [...open, ...closed]) {
    const leaf = tree.values.length;
    tree.values.push(-node.sumG / (node.sumH + l2));
    if (node.at !== null) tree[node.side][node.at] = ~leaf;
  }
  return tree;
}

function histogramOf(rows, features, columns, g, h) {
  const histogram = new Float64Array(features.length * BINS * 2);
  const size = rows.length;
  const og = new Float32Array(size);
  const oh = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    og[i] = g[rows[i]];
    oh[i] = h[rows[i]];
  }
  for (let f = 0; f < features.length; f++) {
    const column = columns[features[f]];
    const from = f * BINS * 2;
    for (let i = 0; i < size; i++) {
      const at = from + column[rows[i]] * 2;
      histogram[at] += og[i];
      histogram[at + 1] += oh[i];
    }
  }
  return histogram;
}

function bestSplit(node, features, data, minHessian, l2) {
  const { histogram, sumG, sumH } = node;
  if (sumH < 2 * minHessian) return null;
  const parent = (sumG * sumG) / (sumH + l2);
  let best = null;
  for (let f = 0; f < features.length; f++) {
    const edges = data.edges[features[f]].length;
    const from = f * BINS * 2;
    let gl = 0;
    let hl = 0;
    for (let b = 0; b < edges; b++) {
      gl += histogram[from + b * 2];
      hl += histogram[from + b * 2 + 1];
      if (hl < minHessian) continue;
      const hr = sumH - hl;
      if (hr < minHessian) break;
      const gr = sumG - gl;
      const gain = (gl * gl) / (hl + l2) + (gr * gr) / (hr + l2) - parent;
      if (gain > 1e-4 && (best === null || gain > best.gain)) best = { feature: features[f], bin: b, gain };
    }
  }
  return best;
}

/**
 * One forest that says what several say on average; they start from the same base. Their trees take turns, so that
 * the first of them all already say roughly what the whole does.
 */
export const averaged = (forests) => ({
  base: forests[0].base,
  trees: forests[0].trees.flatMap((_, t) =>
    forests.map(({ trees }) => ({
      ...trees[t],
      values: trees[t].values.map((value) => value / forests.length),
    })),
  ),
});

/** Total gain by feature name, for the report. */
export function importance(forest, names) {
  const total = new Map();
  for (const tree of forest.trees)
    tree.features.forEach((f, i) => {
      total.set(names[f], (total.get(names[f]) ?? 0) + tree.gains[i]);
    });
  return [...total].sort((a, b) => b[1] - a[1]);
}
