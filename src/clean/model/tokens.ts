import type { ElementNode, Markup } from '../../document/block.ts';
import { classWords } from '../html/class-words.ts';
import { wordHashes } from './characters.ts';
import { hash32, mix } from './hash.ts';

/** Name spaces of tokens: the same word weighs differently on an element, around it, and in the text. */
export const SPACE = {
  /** Words of an element's tag, classes and ids: on the block itself, and on anything around it. */
  own: 1,
  above: 2,
  /** Words of a short block: each, the first, the first two; and words of longer blocks. */
  label: 3,
  first: 4,
  pair: 5,
  prose: 6,
  /** Words of the heading that a block stands under. */
  section: 7,
  /** Words about a page: of its classes, its body's classes, address, title, metadata and labels. */
  page: 8,
  body: 9,
  address: 10,
  title: 11,
  meta: 12,
  content: 13,
  pageLabel: 14,
} as const;

/** Blocks up to this length have their words weighed; what a longer one says is its own. */
const WEIGHED_LENGTH = 260;
const LABEL_WORDS = 8;
/** Labels up to this many words say what kind a page is: "Add to cart", "Reply". */
const KIND_WORDS = 3;
/** Names in a class attribute that are read; utilities by the dozen follow. */
const MOST_NAMES = 24;
const MOST_PAIRS = 12;

/** Hashes of the words of each block that is short enough to be weighed; empty for longer ones. */
export const blockWords = (texts: readonly string[]): number[][] =>
  texts.map((text) => (text.length > WEIGHED_LENGTH ? [] : wordHashes(text)));

/** Tokens of a block's own words. */
export function labelTokens(words: readonly number[]): number[] {
  if (words.length > LABEL_WORDS) return words.map((word) => mix(word, SPACE.prose));
  const tokens = words.map((word) => mix(word, SPACE.label));
  if (words.length > 1) tokens.push(mix(words[0]!, SPACE.first), mix(mix(words[0]!, words[1]!), SPACE.pair));
  return tokens;
}

/** Tokens of a heading for the blocks under it. */
export const sectionTokens = (words: readonly number[]): number[] =>
  words.length > LABEL_WORDS ? [] : words.map((word) => mix(word, SPACE.section));

/** For each block the heading that it stands under: the last one before it, or -1. */
export function headingsOf(isHeading: (index: number) => boolean, rows: number): Int32Array {
  const under = new Int32Array(rows);
  let last = -1;
  for (let i = 0; i < rows; i++) {
    under[i] = last;
    if (isHeading(i)) last = i;
  }
  return under;
}

/** Hashed words of attribute values, each value worked out once per page. */
export class Lexicon {
  private readonly known = new Map<string, readonly number[]>();
  private readonly singles = new Map<string, readonly number[]>();

  /** Single words alone. */
  single(value: string): readonly number[] {
    const seen = this.singles.get(value);
    if (seen) return seen;
    const words = classWords(value)
      .slice(0, MOST_NAMES)
      .map((word) => hash32(word));
    this.singles.set(value, words);
    return words;
  }

  /** Single words, and pairs of neighbours (`entry-content`). */
  words(value: string): readonly number[] {
    const seen = this.known.get(value);
    if (seen) return seen;
    const single = this.single(value);
    const words = [...single];
    for (let i = 1; i < single.length && i < MOST_PAIRS; i++) words.push(mix(single[i - 1]!, single[i]!));
    this.known.set(value, words);
    return words;
  }
}

/** Attributes whose words are weighed. */
const WEIGHED_ATTRIBUTES = new Set([
  'class',
  'id',
  'role',
  'itemprop',
  'rel',
  'data-testid',
  'data-component',
]);

/** Calls `see` with the hashed words of an element's tag and of each of its attributes. */
export function forElementWords(
  node: ElementNode,
  lexicon: Lexicon,
  see: (words: readonly number[]) => void,
): void {
  see(lexicon.words(node.tag));
  const { attributes } = node;
  for (const name in attributes) if (WEIGHED_ATTRIBUTES.has(name)) see(lexicon.words(attributes[name]!));
}

/** Tokens that say what kind a page is: of its classes, its address, its labels and what its head says. */
export function pageTokens(
  markup: Markup,
  words: readonly (readonly number[])[],
  url: string | null,
  lexicon: Lexicon,
): number[] {
  const tokens = new Set<number>();
  const seen = new Set<string>();
  const add = (words: Iterable<number>, space: number) => {
    for (const word of words) tokens.add(mix(word, space));
  };
  for (const { tag, attributes } of markup.nodes) {
    if ((tag === 'body' || tag === 'html') && attributes.class)
      add(lexicon.single(attributes.class), SPACE.body);
    for (const value of [attributes.class, attributes.id, attributes.itemtype, attributes.itemprop]) {
      if (value === undefined || seen.has(value)) continue;
      seen.add(value);
      add(lexicon.single(value), SPACE.page);
    }
  }
  add(addressWords(url), SPACE.address);
  for (const [name, content] of markup.metas) {
    tokens.add(mix(hash32(name.slice(0, 60)), SPACE.meta));
    if (name === 'generator' || name === 'og:type') add(lexicon.single(content).slice(0, 3), SPACE.content);
  }
  add(wordHashes((markup.title ?? '').slice(0, 200)), SPACE.title);
  for (const own of words) if (own.length <= KIND_WORDS) add(own, SPACE.pageLabel);
  return [...tokens];
}

/** The same for a text page: its address, its first line and its labels. */
export function textPageTokens(
  texts: readonly string[],
  words: readonly (readonly number[])[],
  url: string | null,
): number[] {
  const tokens = new Set<number>();
  for (const word of addressWords(url)) tokens.add(mix(word, SPACE.address));
  for (const word of wordHashes((texts[0] ?? '').slice(0, 200))) tokens.add(mix(word, SPACE.title));
  for (const own of words)
    if (own.length <= LABEL_WORDS)
      for (const token of labelTokens(own)) tokens.add(mix(token, SPACE.pageLabel));
  return [...tokens];
}

const addressWords = (url: string | null): number[] => wordHashes((url ?? '').slice(0, 300));

/**
 * Weights of tokens by their hash, `outputs` for each, in an open-addressed table: a page asks it
 * thousands of times. A token that was never seen weighs nothing.
 */
export class TokenTable {
  readonly biases: readonly number[];
  private readonly count: number;
  private readonly weights: Float32Array;
  private readonly mask: number;
  private readonly keys: Int32Array;
  /** Position of each key's weights plus one; 0 marks an empty slot. */
  private readonly places: Int32Array;

  /** Weights stand output after output, each in the order of the hashes. */
  constructor(hashes: Uint32Array, weights: Float32Array, biases: readonly number[]) {
    this.biases = biases;
    this.count = hashes.length;
    this.weights = weights;
    let size = 16;
    while (size < hashes.length * 2) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.places = new Int32Array(size);
    hashes.forEach((hash, index) => {
      let slot = hash & this.mask;
      while (this.places[slot] !== 0) slot = (slot + 1) & this.mask;
      this.keys[slot] = hash | 0;
      this.places[slot] = index + 1;
    });
  }

  /** Where a token's weights stand, -1 when it is unknown. */
  find(hash: number): number {
    const key = hash | 0;
    let slot = hash & this.mask;
    while (this.places[slot] !== 0) {
      if (this.keys[slot] === key) return this.places[slot]! - 1;
      slot = (slot + 1) & this.mask;
    }
    return -1;
  }

  at(place: number, output: number): number {
    return this.weights[output * this.count + place]!;
  }

  /** Weight of a token for the first output. */
  weight(hash: number): number {
    const place = this.find(hash);
    return place < 0 ? 0 : this.weights[place]!;
  }
}

/** Sums of token weights; each attribute value is summed up once per page. */
export class TokenSums {
  private readonly table: TokenTable;
  private readonly lexicon: Lexicon;
  private readonly known = new Map<readonly number[], readonly [own: number, above: number]>();

  constructor(table: TokenTable, lexicon: Lexicon) {
    this.table = table;
    this.lexicon = lexicon;
  }

  /** What an element's words weigh on its own block, and on blocks inside. */
  element(node: ElementNode, out: [own: number, above: number]): void {
    out[0] = 0;
    out[1] = 0;
    forElementWords(node, this.lexicon, (words) => {
      let sums = this.known.get(words);
      if (!sums) {
        sums = [
          this.sum(words.map((word) => mix(word, SPACE.own))),
          this.sum(words.map((word) => mix(word, SPACE.above))),
        ];
        this.known.set(words, sums);
      }
      out[0] += sums[0];
      out[1] += sums[1];
    });
  }

  /** What a block's own words weigh: the sum over `labelTokens`. */
  label(words: readonly number[]): number {
    const { table } = this;
    let sum = 0;
    if (words.length > LABEL_WORDS) {
      for (const word of words) sum += table.weight(mix(word, SPACE.prose));
      return sum;
    }
    for (const word of words) sum += table.weight(mix(word, SPACE.label));
    if (words.length < 2) return sum;
    const [first = 0, second = 0] = words;
    return sum + table.weight(mix(first, SPACE.first)) + table.weight(mix(mix(first, second), SPACE.pair));
  }

  sum(tokens: readonly number[]): number {
    let sum = 0;
    for (const token of tokens) sum += this.table.weight(token);
    return sum;
  }
}
