// Sorts vectors into classes: k-means by angle.
import { seeded } from './random.mjs';

const ROUNDS = 10;
/** Classes start at vectors of this many first ones: the words that are used most. */
const STARTS = 20_000;

const unit = (vector) => {
  let sum = 0;
  for (const x of vector) sum += x * x;
  const length = Math.sqrt(sum) || 1;
  for (let d = 0; d < vector.length; d++) vector[d] /= length;
};

/** `vectors` of length 1. Returns the class of each, from 0; the first `learnt` of them shape the classes. */
export const classesOf = (vectors, classes, learnt) => {
  const size = vectors[0].length;
  const random = seeded(12345);
  const starts = new Set();
  while (starts.size < classes) starts.add(random.below(Math.min(STARTS, vectors.length)));
  const centres = [...starts].map((start) => Float32Array.from(vectors[start]));
  const nearest = (vector) => {
    let best = 0;
    let most = -2;
    for (let c = 0; c < classes; c++) {
      const centre = centres[c];
      let sum = 0;
      for (let d = 0; d < size; d++) sum += vector[d] * centre[d];
      if (sum > most) {
        most = sum;
        best = c;
      }
    }
    return best;
  };
  for (let round = 0; round < ROUNDS; round++) {
    const sums = centres.map(() => new Float64Array(size));
    for (const vector of vectors.slice(0, learnt)) {
      const sum = sums[nearest(vector)];
      for (let d = 0; d < size; d++) sum[d] += vector[d];
    }
    sums.forEach((sum, c) => {
      if (sum.every((x) => x === 0)) return;
      unit(sum);
      centres[c].set(sum);
    });
    console.error(`  ${classes} classes, round ${round + 1} of ${ROUNDS}`);
  }
  return vectors.map(nearest);
};
