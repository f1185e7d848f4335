// Learns how much each sign speaks for a day that was chosen: logistic regression by Newton's steps from zero, so
// that the same days give the same weights.
const ROUNDS = 30;
/** Draws every weight but that of `any` to zero: as if so many days spoke against it. */
const SHRINK = 2;

/** `days`: `{ right: true, signs: ['any', …] }`. Returns the weight of each sign, by name. */
export function confidenceWeightsFrom(days) {
  const names = [...new Set(days.flatMap(({ signs }) => signs))].sort();
  const id = new Map(names.map((name, at) => [name, at]));
  const examples = days.map(({ right, signs }) => ({ right, signs: signs.map((sign) => id.get(sign)) }));
  const shrink = names.map((name) => (name === 'any' ? 0 : SHRINK));
  const weights = new Float64Array(names.length);
  for (let round = 0; round < ROUNDS; round++) {
    const steps = solved(equations(examples, weights, shrink));
    for (const [k, step] of steps.entries()) weights[k] += step;
  }
  return Object.fromEntries(names.map((name, k) => [name, Number(weights[k].toFixed(2))]));
}

/** The equations of a step, one a row: curvature by weight, then slope. */
function equations(examples, weights, shrink) {
  const rows = shrink.map((own, k) => {
    const row = new Float64Array(weights.length + 1);
    row[k] = own;
    row[weights.length] = -own * weights[k];
    return row;
  });
  for (const { right, signs } of examples) {
    const likelihood = 1 / (1 + Math.exp(-signs.reduce((sum, k) => sum + weights[k], 0)));
    for (const k of signs) {
      rows[k][weights.length] += (right ? 1 : 0) - likelihood;
      for (const other of signs) rows[k][other] += likelihood * (1 - likelihood);
    }
  }
  return rows;
}

/** Gauss and Jordan; the rows are positive definite, so no pivot is ever zero. */
function solved(rows) {
  const size = rows.length;
  for (const [k, row] of rows.entries()) {
    for (const [other, target] of rows.entries()) {
      const factor = other === k ? 0 : target[k] / row[k];
      if (factor !== 0) for (let at = k; at <= size; at++) target[at] -= factor * row[at];
    }
  }
  return rows.map((row, k) => row[size] / row[k]);
}
