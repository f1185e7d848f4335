// Sorts words into classes by the words they stand beside: the exchange algorithm for a class bigram model.

/**
 * `sentences`: arrays of word ids (0..size-1, -1 = any other word). Returns a class for each word,
 * 1..classes. Words start in classes by frequency and move, one by one, to the class that explains
 * the text best; deterministic.
 */
export const clusterWords = (sentences, size, classes, rounds) => {
  const right = Array.from({ length: size }, () => new Map());
  const left = Array.from({ length: size }, () => new Map());
  const count = new Float64Array(size);
  const bump = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const words of sentences) {
    for (let i = 0; i < words.length; i++) {
      if (words[i] < 0) continue;
      count[words[i]]++;
      if (i + 1 < words.length && words[i + 1] >= 0) {
        bump(right[words[i]], words[i + 1]);
        bump(left[words[i + 1]], words[i]);
      }
    }
  }
  const classOf = new Int32Array(size);
  for (let w = 0; w < size; w++) classOf[w] = w % classes;
  const total = new Float64Array(classes);
  const pairs = new Float64Array(classes * classes);
  for (let w = 0; w < size; w++) {
    total[classOf[w]] += count[w];
    for (const [v, n] of right[w]) pairs[classOf[w] * classes + classOf[v]] += n;
  }
  const table = Float64Array.from({ length: 1 << 20 }, (_, x) => (x > 0 ? x * Math.log(x) : 0));
  const xlogx = (x) => (x < table.length ? table[x] : x * Math.log(x));
  for (let round = 0; round < rounds; round++) {
    let moved = 0;
    for (let w = 0; w < size; w++) {
      const own = classOf[w];
      const r = new Map();
      const l = new Map();
      let self = 0;
      for (const [v, n] of right[w]) {
        if (v === w) self = n;
        else r.set(classOf[v], (r.get(classOf[v]) ?? 0) + n);
      }
      for (const [v, n] of left[w]) if (v !== w) l.set(classOf[v], (l.get(classOf[v]) ?? 0) + n);
      const place = (c, sign) => {
        total[c] += sign * count[w];
        for (const [d, n] of r) pairs[c * classes + d] += sign * n;
        for (const [d, n] of l) pairs[d * classes + c] += sign * n;
        pairs[c * classes + c] += sign * self;
      };
      place(own, -1);
      let best = own;
      let bestGain = -Infinity;
      for (let c = 0; c < classes; c++) {
        let gain = -2 * (xlogx(total[c] + count[w]) - xlogx(total[c]));
        for (const [d, n] of r) {
          if (d === c) continue;
          const at = pairs[c * classes + d];
          gain += xlogx(at + n) - xlogx(at);
        }
        for (const [d, n] of l) {
          if (d === c) continue;
          const at = pairs[d * classes + c];
          gain += xlogx(at + n) - xlogx(at);
        }
        const inner = pairs[c * classes + c];
        gain += xlogx(inner + (r.get(c) ?? 0) + (l.get(c) ?? 0) + self) - xlogx(inner);
        if (gain > bestGain + 1e-9) {
          bestGain = gain;
          best = c;
        }
      }
      place(best, 1);
      classOf[w] = best;
      if (best !== own) moved++;
    }
    console.error(`  classes, round ${round + 1}: ${moved} words moved`);
    if (moved < size / 200) break;
  }
  return classOf.map((c) => c + 1);
};
