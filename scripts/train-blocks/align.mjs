// Labels for training: which blocks of a page are in its gold text.

const WORD = /[\p{L}\p{N}_]+/gu;
export const wordsOf = (text) => (text ?? '').toLowerCase().match(WORD) ?? [];

const GRAM = 4;
/** A block's occurrences that are considered; a label such as "Reply" may stand hundreds of times. */
const MOST_PLACES = 40;

/** Words of the gold text and where its lines begin and end. */
function goldWords(text) {
  const words = [];
  const starts = new Set();
  const ends = new Set();
  for (const line of text.split('\n')) {
    const own = wordsOf(line);
    if (own.length === 0) continue;
    starts.add(words.length);
    for (const word of own) words.push(word);
    ends.add(words.length);
  }
  return { words, starts, ends };
}

/**
 * Share of each block's words that the gold text holds at a place that fits the order of the page,
 * 0 to 1. Long blocks are found by 4-grams; short ones only between matched neighbours, as whole
 * lines; the heaviest increasing chain of places decides among repeats.
 */
export function alignBlocks(texts, gold) {
  const labels = new Float32Array(texts.length);
  const { words, starts, ends } = goldWords(gold);
  if (words.length === 0) return labels;
  const grams = new Map();
  const singles = new Map();
  const put = (map, key, at) => {
    const list = map.get(key);
    if (!list) map.set(key, [at]);
    else if (list.length < 400) list.push(at);
  };
  for (let i = 0; i < words.length; i++) {
    put(singles, words[i], i);
    if (i + GRAM <= words.length) put(grams, words.slice(i, i + GRAM).join(' '), i);
  }
  const blocks = texts.map(wordsOf);
  const places = [];
  blocks.forEach((block, index) => {
    if (block.length >= GRAM) longPlaces(block, index, grams, places);
    else if (block.length > 0) shortPlaces(block, index, words, singles, starts, ends, places);
  });
  const chain = heaviestChain(places, words.length);
  const used = new Uint8Array(words.length);
  for (const place of chain) {
    labels[place.block] = Math.max(labels[place.block], place.share);
    used.fill(1, place.start, place.end);
  }
  // Long blocks that stand elsewhere in the gold text than on the page.
  const seen = new Set();
  for (const place of places) {
    const block = blocks[place.block];
    if (labels[place.block] > 0 || block.length < 6 || place.share < 0.6) continue;
    let free = 0;
    for (let i = place.start; i < place.end; i++) free += used[i] ? 0 : 1;
    if (free < (place.end - place.start) * 0.6 || seen.has(place.block)) continue;
    seen.add(place.block);
    labels[place.block] = place.share;
    used.fill(1, place.start, place.end);
  }
  return labels;
}

function longPlaces(block, index, grams, places) {
  const votes = new Map();
  for (let i = 0; i + GRAM <= block.length; i++) {
    const found = grams.get(block.slice(i, i + GRAM).join(' '));
    if (!found) continue;
    for (let k = 0; k < found.length && k < MOST_PLACES; k++) {
      // Places drift when the gold text left a word out: neighbouring diagonals vote together.
      const key = Math.floor((found[k] - i) / 24);
      const vote = votes.get(key);
      if (vote) {
        vote.count++;
        vote.end = Math.max(vote.end, found[k] + GRAM);
        vote.start = Math.min(vote.start, found[k]);
      } else votes.set(key, { count: 1, start: found[k], end: found[k] + GRAM });
    }
  }
  const total = block.length - GRAM + 1;
  for (const vote of [...votes.values()].sort((a, b) => b.count - a.count).slice(0, 6)) {
    const share = Math.min(1, (vote.count + GRAM - 1) / block.length);
    if (vote.count / total >= 0.2)
      places.push({ block: index, start: vote.start, end: vote.end, share, weight: vote.count + 3 });
  }
}

function shortPlaces(block, index, words, singles, starts, ends, places) {
  const found = singles.get(block[0]) ?? [];
  let count = 0;
  for (const at of found) {
    if (count >= MOST_PLACES) break;
    let equal = true;
    for (let i = 1; i < block.length && equal; i++) equal = words[at + i] === block[i];
    if (!equal) continue;
    const start = starts.has(at);
    const end = ends.has(at + block.length);
    if (!start && !end && block.length < 3) continue;
    count++;
    places.push({
      block: index,
      start: at,
      end: at + block.length,
      share: 1,
      weight: (start && end ? 1 : 0.4) * block.length,
    });
  }
}

/** The heaviest chain of places that increases in both the page's and the gold text's order. */
function heaviestChain(places, size) {
  const order = places
    .map((_, i) => i)
    .sort((a, b) => places[a].block - places[b].block || places[b].start - places[a].start);
  const tree = new Int32Array(size + 2).fill(-1);
  const best = new Float64Array(places.length);
  const back = new Int32Array(places.length).fill(-1);
  const query = (end) => {
    let found = -1;
    for (let i = end; i > 0; i -= i & -i)
      if (tree[i] >= 0 && (found < 0 || best[tree[i]] > best[found])) found = tree[i];
    return found;
  };
  for (let at = 0; at < order.length; ) {
    let to = at;
    while (to < order.length && places[order[to]].block === places[order[at]].block) to++;
    for (let i = at; i < to; i++) {
      const place = places[order[i]];
      const previous = query(place.start + 1);
      best[order[i]] = place.weight + (previous >= 0 ? best[previous] : 0);
      back[order[i]] = previous;
    }
    for (let i = at; i < to; i++) {
      const place = places[order[i]];
      for (let k = Math.min(size, Math.max(place.start + 1, place.end - 2)) + 1; k <= size + 1; k += k & -k)
        if (tree[k] < 0 || best[order[i]] > best[tree[k]]) tree[k] = order[i];
    }
    at = to;
  }
  let last = -1;
  for (let i = 0; i < places.length; i++) if (last < 0 || best[i] > best[last]) last = i;
  const chain = [];
  for (let i = last; i >= 0; i = back[i]) chain.push(places[i]);
  return chain.reverse();
}

const squeeze = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

/**
 * Labels from snippets that must or must not be in the text: 1, 0, and -1 where nothing is said.
 */
export function snippetLabels(texts, wanted, unwanted) {
  const labels = new Float32Array(texts.length).fill(-1);
  const squeezed = texts.map(squeeze);
  let joined = '';
  const startOf = squeezed.map((text) => {
    const at = joined.length;
    joined += `${text} `;
    return at;
  });
  const mark = (snippet, value) => {
    const text = squeeze(snippet);
    if (text === '') return;
    for (let at = joined.indexOf(text), n = 0; at >= 0 && n < 20; at = joined.indexOf(text, at + 1), n++) {
      for (let i = blockAt(startOf, at); i < texts.length && startOf[i] < at + text.length; i++) {
        if (startOf[i] + squeezed[i].length <= at) continue;
        labels[i] = labels[i] < 0 || labels[i] === value ? value : 0.5;
      }
    }
  };
  for (const snippet of unwanted) mark(snippet, 0);
  for (const snippet of wanted) mark(snippet, 1);
  return labels;
}

function blockAt(startOf, position) {
  let low = 0;
  let high = startOf.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startOf[middle] <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
