// Tells from a word's vector which kinds of names it looks like: a small network, one hidden layer, trained on listed words.
import { seeded } from './random.mjs';

const HIDDEN = 48;
const EPOCHS = 12;
const RATE = 0.03;
const DECAY = 1e-4;
/** Vectors have length 1; the network learns quicker from longer ones. */
const STRETCH = 10;
/** Rare kinds count more, yet not without end. */
const MOST_WEIGHT = 8;
/** Parts of the listed words; each part is judged by a network that has not seen it. */
const PARTS = 5;

const network = (size, kinds, random) => {
  const layer = (inputs, outputs) => ({
    weights: Float64Array.from({ length: outputs * (inputs + 1) }, () => (random.next() - 0.5) * 0.2),
    squares: new Float64Array(outputs * (inputs + 1)).fill(1e-3),
    width: inputs + 1,
  });
  const [first, second] = [layer(size, HIDDEN), layer(HIDDEN, kinds)];
  const hidden = new Float64Array(HIDDEN);
  const scores = new Float64Array(kinds);
  const score = (vector) => {
    for (let j = 0; j < HIDDEN; j++) {
      const row = j * first.width;
      let sum = first.weights[row + size];
      for (let d = 0; d < size; d++) sum += first.weights[row + d] * vector[d] * STRETCH;
      hidden[j] = Math.max(0, sum);
    }
    for (let k = 0; k < kinds; k++) {
      const row = k * second.width;
      let sum = second.weights[row + HIDDEN];
      for (let j = 0; j < HIDDEN; j++) sum += second.weights[row + j] * hidden[j];
      scores[k] = sum;
    }
    return scores;
  };
  const step = ({ weights, squares }, at, gradient) => {
    const g = gradient - DECAY * weights[at];
    squares[at] += g * g;
    weights[at] += (RATE * g) / Math.sqrt(squares[at]);
  };
  const back = new Float64Array(HIDDEN);
  const learn = (vector, isKind, weightOf) => {
    score(vector);
    back.fill(0);
    for (let k = 0; k < kinds; k++) {
      const error = (isKind(k) ? 1 : 0) - 1 / (1 + Math.exp(-scores[k]));
      const gradient = error * (isKind(k) ? weightOf[k] : 1);
      const row = k * second.width;
      for (let j = 0; j < HIDDEN; j++) {
        back[j] += gradient * second.weights[row + j];
        step(second, row + j, gradient * hidden[j]);
      }
      step(second, row + HIDDEN, gradient);
    }
    for (let j = 0; j < HIDDEN; j++) {
      if (hidden[j] === 0) continue;
      const row = j * first.width;
      for (let d = 0; d < size; d++) step(first, row + d, back[j] * vector[d] * STRETCH);
      step(first, row + size, back[j]);
    }
  };
  return { score, learn };
};

/**
 * `vectors`: one a word. `labels`: for each word the kinds it is listed as, one bit each, or null where no list
 * tells. Returns the scores (log odds) of every word, `word * kinds + kind`; no word is judged by its own label.
 */
export const likenessOf = (vectors, labels, kinds) => {
  const random = seeded(7);
  const told = labels.flatMap((label, word) => (label === null ? [] : [word]));
  const weightOf = Array.from({ length: kinds }, (_, k) => {
    const listed = told.filter((word) => ((labels[word] >>> k) & 1) === 1).length;
    return Math.min(MOST_WEIGHT, Math.sqrt(told.length / listed));
  });
  const scores = new Float32Array(vectors.length * kinds);
  for (let part = 0; part < PARTS; part++) {
    const { score, learn } = network(vectors[0].length, kinds, random);
    const others = told.filter((word) => word % PARTS !== part);
    for (let epoch = 0; epoch < EPOCHS; epoch++)
      for (const word of random.shuffle(others))
        learn(vectors[word], (k) => ((labels[word] >>> k) & 1) === 1, weightOf);
    for (let word = part; word < vectors.length; word += PARTS)
      scores.set(score(vectors[word]), word * kinds);
  }
  return scores;
};
