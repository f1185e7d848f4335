// Logistic regression over class, id and label tokens, trained page by page with AdaGrad.

const SCALE = Math.fround(1 / 24);

/** Tokens of a page in a compact form; see `collectTokens`. */
export class Vocabulary {
  constructor(leastSites) {
    this.leastSites = leastSites;
    this.sites = new Map();
    this.ids = new Map();
  }
  see(hash, site) {
    const known = this.sites.get(hash);
    if (known === undefined) this.sites.set(hash, { last: site, count: 1 });
    else if (known.last !== site) {
      known.last = site;
      known.count++;
    }
  }
  freeze() {
    const kept = [...this.sites].filter(([, { count }]) => count >= this.leastSites).map(([hash]) => hash);
    kept.sort((a, b) => (a >>> 0) - (b >>> 0));
    for (const [i, hash] of kept.entries()) this.ids.set(hash, i);
    this.sites.clear();
    return this.ids.size;
  }
}

/**
 * Trains weights so that sigmoid(bias + own + above + label) fits the labels of blocks.
 * A page: {parent, node, line, own: [Int32Array per node], above: [...], label: [Int32Array per block], y, w}
 */
export function trainTokens(pages, size, { epochs = 4, rate = 0.25, l2 = 2e-5 } = {}) {
  const weights = new Float32Array(size);
  const squares = new Float32Array(size).fill(1e-3);
  let bias = -1;
  let biasSquare = 1e-3;
  const step = (id, gradient) => {
    const full = gradient + l2 * weights[id];
    squares[id] += full * full;
    weights[id] -= (rate * full) / Math.sqrt(squares[id]);
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let k = 0; k < pages.length; k++) {
      // A fixed stride visits the pages in another order in every epoch.
      const page = pages[(k * 7919 + epoch * 104729) % pages.length];
      const { own, above, label, section } = tokenScores(page, weights);
      const nodes = page.parent.length;
      const ownGradient = new Float32Array(nodes);
      const aboveGradient = new Float32Array(nodes);
      const sectionGradient = new Map();
      let biasGradient = 0;
      for (let i = 0; i < page.y.length; i++) {
        if (page.w[i] === 0 || page.y[i] < 0) continue;
        const p = 1 / (1 + Math.exp(-(bias + own[i] + above[i] + label[i] + section[i])));
        const gradient = (p - page.y[i]) * page.w[i];
        biasGradient += gradient;
        const node = page.node[i];
        if (node >= 0) {
          ownGradient[node] += gradient;
          if (page.line[i] !== node) ownGradient[page.line[i]] += gradient;
          aboveGradient[node] += gradient;
        }
        for (const id of page.label[i]) step(id, gradient);
        const list = page.section[i];
        if (list.length > 0) sectionGradient.set(list, (sectionGradient.get(list) ?? 0) + gradient);
      }
      for (let n = nodes - 1; n >= 0; n--) {
        if (page.parent[n] >= 0) aboveGradient[page.parent[n]] += aboveGradient[n];
        if (ownGradient[n] !== 0) for (const id of page.own[n]) step(id, ownGradient[n]);
        if (aboveGradient[n] !== 0) for (const id of page.above[n]) step(id, aboveGradient[n]);
      }
      for (const [list, gradient] of sectionGradient) for (const id of list) step(id, gradient);
      biasSquare += biasGradient * biasGradient;
      bias -= (rate * biasGradient) / Math.sqrt(biasSquare);
    }
  }
  return { weights: inSteps(weights, SCALE), bias, scale: SCALE };
}

/** Weights below this many steps are dropped: most words say next to nothing. */
const LEAST_STEPS = 3;

/** Weights as they are stored: whole steps, so that training and use see the same sums. */
export const inSteps = (weights, scale) =>
  weights.map((weight) => {
    const steps = Math.max(-127, Math.min(127, Math.round(weight / scale)));
    return Math.abs(steps) < LEAST_STEPS ? 0 : steps * scale;
  });

/** The three sums that the trees see, per block. */
export function tokenScores(page, weights) {
  const nodes = page.parent.length;
  const ownOf = new Float32Array(nodes);
  const aboveOf = new Float32Array(nodes);
  for (let n = 0; n < nodes; n++) {
    let sum = 0;
    for (const id of page.own[n]) sum += weights[id];
    ownOf[n] = sum;
    sum = page.parent[n] >= 0 ? aboveOf[page.parent[n]] : 0;
    for (const id of page.above[n]) sum += weights[id];
    aboveOf[n] = sum;
  }
  const blocks = page.node.length;
  const own = new Float32Array(blocks);
  const above = new Float32Array(blocks);
  const label = new Float32Array(blocks);
  const section = new Float32Array(blocks);
  const sections = new Map();
  for (let i = 0; i < blocks; i++) {
    const node = page.node[i];
    if (node >= 0) {
      own[i] = ownOf[node] + (page.line[i] !== node ? ownOf[page.line[i]] : 0);
      above[i] = aboveOf[node];
    }
    let sum = 0;
    for (const id of page.label[i]) sum += weights[id];
    label[i] = sum;
    const list = page.section[i];
    let known = sections.get(list);
    if (known === undefined) {
      known = 0;
      for (const id of list) known += weights[id];
      sections.set(list, known);
    }
    section[i] = known;
  }
  return { own, above, label, section };
}
