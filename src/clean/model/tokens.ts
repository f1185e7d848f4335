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

/** Calls `see` with an element's tag and the value of each of its attributes that is weighed. */
export function forElementValues({ tag, attributes }: ElementNode, see: (value: string) => void): void {
  see(tag);
  for (const name in attributes) if (WEIGHED_ATTRIBUTES.has(name)) see(attributes[name]!);
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
 * Weights of tokens by their hash as `hash.ts` makes them, `outputs` for each, in an open-addressed table: a page asks it
 * thousands of times. A token that was never seen weighs nothing.
 */
export class TokenTable {
  readonly biases: readonly number[];
  private readonly count: number;
  private readonly weights: Float32Array;
  private readonly mask: number;
  /** A key and the position of its weights plus one, side by side; 0 for the position marks an empty slot. */
  private readonly slots: Int32Array;

  /** Weights stand output after output, each in the order of the hashes. */
  constructor(hashes: Uint32Array, weights: Float32Array, biases: readonly number[]) {
    this.biases = biases;
    this.count = hashes.length;
    this.weights = weights;
    let size = 16;
    while (size < hashes.length * 2) size *= 2;
    this.mask = size - 1;
    const slots = new Int32Array(size * 2);
    hashes.forEach((hash, index) => {
      let slot = hash & this.mask;
      while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & this.mask;
      slots[slot * 2] = hash | 0;
      slots[slot * 2 + 1] = index + 1;
    });
    this.slots = slots;
  }

  /** Where a token's weights stand, -1 when it is unknown. */
  find(hash: number): number {
    const { slots, mask } = this;
    let slot = hash & mask;
    for (let place = slots[slot * 2 + 1]!; place !== 0; place = slots[slot * 2 + 1]!) {
      if (slots[slot * 2] === hash) return place - 1;
      slot = (slot + 1) & mask;
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

/** What an element's words weigh on its own block, and on blocks inside. */
interface ElementSums {
  readonly own: number;
  readonly above: number;
}

/** Sums of token weights; each attribute value is summed up once per page. */
export class TokenSums {
  private readonly table: TokenTable;
  private readonly lexicon: Lexicon;
  private readonly known = new Map<string, ElementSums>();

  constructor(table: TokenTable, lexicon: Lexicon) {
    this.table = table;
    this.lexicon = lexicon;
  }

  /** What an element's tag, or a value of one of its attributes, weighs. */
  element(value: string): ElementSums {
    const known = this.known.get(value);
    if (known) return known;
    const words = this.lexicon.words(value);
    const sums = { own: this.sum(words, SPACE.own), above: this.sum(words, SPACE.above) };
    this.known.set(value, sums);
    return sums;
  }

  /** What a heading's words weigh on the blocks under it. */
  section(words: readonly number[]): number {
    let sum = 0;
    for (const token of sectionTokens(words)) sum += this.table.weight(token);
    return sum;
  }

  /** What a block's own words weigh: the sum over `labelTokens`. */
  label(words: readonly number[]): number {
    const { table } = this;
    if (words.length > LABEL_WORDS) return this.sum(words, SPACE.prose);
    const sum = this.sum(words, SPACE.label);
    if (words.length < 2) return sum;
    const [first = 0, second = 0] = words;
    return sum + table.weight(mix(first, SPACE.first)) + table.weight(mix(mix(first, second), SPACE.pair));
  }

  private sum(words: readonly number[], space: number): number {
    let sum = 0;
    for (let i = 0; i < words.length; i++) sum += this.table.weight(mix(words[i]!, space));
    return sum;
  }
}
