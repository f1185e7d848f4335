/**
 * Seeded paragraphs whose words, phrases and letters recur about as often as in prose, for measurements that
 * need more text than can be kept in a repository. No word means anything. `tests/bench/dedupe-prose.mjs`
 * prints its frequencies beside those of real pages.
 */

/**
 * A pseudo-random number generator (sfc32): 32 bits a call. Its state has 128 bits, so that the streams of
 * different seeds do not overlap: paragraphs of one would otherwise come again in another.
 */
export const randomBits = (seed) => {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed >>> 0;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter++) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum;
  };
  for (let i = 0; i < 16; i++) next();
  return next;
};

const VOCABULARY = 60_000;
/** The most frequent words are short and of few letters, as articles and prepositions are. */
const FUNCTION_WORDS = 120;
/** Zipf-Mandelbrot: the share of the word of rank r is proportional to (r + OFFSET) ** -EXPONENT. */
const OFFSET = 3;
const EXPONENT = 1.1;
/** Slots of the table that draws a rank in one look. */
const SLOTS = 1 << 20;

/** How often the next word is one that often follows the last, and how often a set phrase begins. */
const FOLLOWS = 0.5;
const FOLLOWERS = 16;
const BEGINS_PHRASE = 0.018;
const PHRASES = 40_000;

const ONSETS = 'b c d f g h l m n p r s t v w st pr tr ch sh pl gr cl br'.split(' ');
const VOWELS = 'a e i o u e a i o ea ou ai'.split(' ');
const CODAS = ['', '', '', 'n', 'r', 's', 't', 'l', 'm', 'd', 'nt', 'st', 'ck', 'rd'];
const ENDINGS = [
  '',
  '',
  '',
  's',
  'ed',
  'ing',
  'er',
  'ly',
  'tion',
  'al',
  'ment',
  'ers',
  'ity',
  'ive',
  'ous',
  'ness',
];

/** Numbers below `count`, small ones more often: a rank among things of which few are common. */
const skewed = (bits, count) => Math.floor(count * (bits / 2 ** 32) ** 3);

const makeWords = (next) => {
  const pick = (list) => list[skewed(next(), list.length)];
  const any = (list) => list[next() % list.length];
  const words = new Set();
  while (words.size < VOCABULARY) {
    const isShort = words.size < FUNCTION_WORDS;
    // Longer words are rarer: one syllable for the frequent, up to four for the rest.
    const syllables = isShort ? 1 : 1 + (next() % Math.min(3, 1 + Math.ceil(words.size / 1500)));
    let word = '';
    for (let i = 0; i < syllables; i++) word += (isShort && next() % 2 ? '' : any(ONSETS)) + any(VOWELS);
    word += isShort ? any(['', 'n', 't', 's', 'f', 'r']) : any(CODAS) + pick(ENDINGS);
    words.add(word);
  }
  return [...words];
};

const makeRanks = () => {
  const weights = Float64Array.from({ length: VOCABULARY }, (_, rank) => (rank + 1 + OFFSET) ** -EXPONENT);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const ranks = new Uint16Array(SLOTS);
  let rank = 0;
  let reached = weights[0] / total;
  for (let slot = 0; slot < SLOTS; slot++) {
    while (slot / SLOTS >= reached && rank < VOCABULARY - 1) reached += weights[++rank] / total;
    ranks[slot] = rank;
  }
  return ranks;
};

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** A generator of paragraphs: the same seed gives the same ones in the same order. */
export const makeProse = (seed) => {
  const words = makeWords(randomBits(20));
  const ranks = makeRanks();
  const phraseBits = randomBits(77);
  const draw = (next) => ranks[next() >>> 12];
  const phrases = Array.from({ length: PHRASES }, () =>
    Array.from({ length: 4 + (phraseBits() % 5) }, () => draw(phraseBits)),
  );
  const next = randomBits(seed);
  /** The word that follows `rank` in its nth favourite way: fixed for the language, not for the seed. */
  const follower = (rank, n) => ranks[Math.imul(rank * FOLLOWERS + n + 1, 0x9e3779b1) >>> 12];

  const sentence = (out) => {
    let left = 8 + (next() % 20);
    let rank = draw(next);
    let first = true;
    const put = (word) => {
      out.push(first ? capital(word) : word);
      first = false;
      left--;
    };
    while (left > 0) {
      const chance = next() / 2 ** 32;
      if (chance < BEGINS_PHRASE) for (rank of phrases[skewed(next(), PHRASES)]) put(words[rank]);
      else if (chance < BEGINS_PHRASE + 0.012) put(String(1 + (next() % 2000)));
      else if (chance < BEGINS_PHRASE + 0.05) put(capital(words[400 + skewed(next(), VOCABULARY - 400)]));
      else {
        rank = next() / 2 ** 32 < FOLLOWS ? follower(rank, skewed(next(), FOLLOWERS)) : draw(next);
        put(words[rank]);
      }
    }
    out[out.length - 1] += '.';
  };

  return {
    /** A paragraph of one to five sentences, about 270 characters. */
    paragraph() {
      const out = [];
      for (let left = 1 + skewed(next(), 7); left > 0; left--) sentence(out);
      return out.join(' ');
    },
  };
};
