// Learns how much each sign speaks for a day: a choice among the lines of a page and "none of them", fitted by
// gradient steps from zero, so that the same pages give the same weights.
const ROUNDS = 300;
const RATE = 0.3;
const SHRINK = 0.002;
/** A sign that fewer pages show is left out. */
const FEWEST_PAGES = 4;

export const dayOf = (value) => value.slice(0, 10);

/** `pages`: `{ gold: '2020-01-21', shown: [{ value, signs }] }`. Returns the weight of each sign. */
export function weightsFrom(pages) {
  const seen = new Map();
  for (const { shown } of pages)
    for (const sign of new Set(shown.flatMap(({ signs }) => signs)))
      seen.set(sign, (seen.get(sign) ?? 0) + 1);
  const frequent = [...seen].filter(([, count]) => count >= FEWEST_PAGES).map(([sign]) => sign);
  const names = ['none', ...frequent.sort()];
  const id = new Map(names.map((name, at) => [name, at]));
  const examples = pages
    .filter(({ shown }) => shown.length > 0)
    .map(({ gold, shown }) => ({
      right: shown.map(({ value }) => dayOf(value) === gold),
      signs: shown.map(({ signs }) => signs.flatMap((sign) => id.get(sign) ?? [])),
    }));
  const weights = new Float64Array(names.length);
  const steps = new Float64Array(names.length).fill(1e-6);
  for (let round = 0; round < ROUNDS; round++) {
    const slope = slopeOf(examples, weights);
    for (let k = 0; k < weights.length; k++) {
      const step = slope[k] / examples.length - SHRINK * weights[k];
      steps[k] += step * step;
      weights[k] += (RATE * step) / Math.sqrt(steps[k]);
    }
  }
  return Object.fromEntries(names.map((name, k) => [name, Number(weights[k].toFixed(2))]));
}

function slopeOf(examples, weights) {
  const slope = new Float64Array(weights.length);
  for (const { right, signs } of examples) {
    const scores = signs.map((own) => own.reduce((sum, k) => sum + weights[k], 0));
    const top = Math.max(weights[0], ...scores);
    const shares = scores.map((score) => Math.exp(score - top));
    const none = Math.exp(weights[0] - top);
    const all = shares.reduce((a, b) => a + b, none);
    const isNone = !right.includes(true);
    const good = isNone ? none : shares.reduce((sum, share, i) => sum + (right[i] ? share : 0), 0);
    slope[0] += (isNone ? 1 : 0) - none / all;
    for (const [i, own] of signs.entries()) {
      const pull = (right[i] ? shares[i] / good : 0) - shares[i] / all;
      for (const k of own) slope[k] += pull;
    }
  }
  return slope;
}
