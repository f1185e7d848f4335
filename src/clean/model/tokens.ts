import type { ElementNode, Markup } from '../../document/block.ts';
import { classWords } from '../html/class-words.ts';
import { hash32 } from './hash.ts';

/** Name spaces of tokens: the same word weighs differently on an element, around it, and in the text. */
export const SPACE = { own: 1, above: 2, text: 3, page: 4, section: 5 } as const;

/** Blocks up to this length have their words weighed; beyond it, what a block says is its own. */
const WEIGHED_LENGTH = 260;
/** Blocks up to this many words are labels: how they begin counts too. */
const LABEL_WORDS = 8;
const WORD = /[\p{L}\p{M}]+|\d+/gu;

const ATTRIBUTES = ['class', 'id', 'role', 'itemprop', 'rel', 'data-testid', 'data-component'] as const;

/** Words of an element's tag and attributes, without those that number it. */
export function elementWords(node: ElementNode): string[] {
  const words = [node.tag];
  for (const name of ATTRIBUTES) {
    const value = node.attributes[name];
    if (value === undefined) continue;
    for (const word of attributeWords(value)) words.push(word);
  }
  return words;
}

/** Single words, and pairs of neighbours (`entry-content`), of an attribute's first names. */
function attributeWords(value: string): string[] {
  const single = classWords(value).slice(0, 24);
  const words = [...single];
  for (let i = 1; i < single.length && i < 12; i++) words.push(`${single[i - 1]} ${single[i]}`);
  return words;
}

/** Words of a block that is not long; digits count as one word whatever they are. */
export function labelWords(text: string): string[] {
  if (text.length > WEIGHED_LENGTH) return [];
  const words = text.toLowerCase().match(WORD) ?? [];
  const plain = words.map((word) => (isDigit(word) ? '0' : word));
  // Longer blocks are sentences; their words are marked as such, for "share" in one means little.
  if (plain.length > LABEL_WORDS) return [...new Set(plain)].map((word) => `~${word}`);
  if (plain.length > 1) plain.push(`${plain[0]} ${plain[1]}`, `^${plain[0]}`);
  return plain;
}

const isDigit = (word: string): boolean => {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57;
};

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

/** The words that say what kind a page is: of its classes, its address and the metadata about its kind. */
export function pageWords(markup: Markup, url: string | null): string[] {
  const words = new Set<string>();
  const seen = new Set<string>();
  for (const { tag, attributes } of markup.nodes) {
    if (tag === 'body' || tag === 'html')
      for (const word of classWords(attributes.class ?? '')) words.add(`b:${word}`);
    for (const value of [attributes.class, attributes.id, attributes.itemtype, attributes.itemprop]) {
      if (value === undefined || seen.has(value)) continue;
      seen.add(value);
      for (const word of classWords(value).slice(0, 24)) words.add(word);
    }
  }
  for (const word of url
    ?.slice(0, 300)
    .toLowerCase()
    .match(/[a-z]{2,}/g) ?? [])
    words.add(`u:${word}`);
  for (const [name, content] of markup.metas) {
    words.add(`m:${name.slice(0, 60)}`);
    if (name === 'generator' || name === 'og:type')
      for (const word of classWords(content).slice(0, 3)) words.add(`g:${word}`);
  }
  for (const word of (markup.title ?? '').slice(0, 200).toLowerCase().match(WORD) ?? [])
    words.add(`t:${/^\d/.test(word) ? '0' : word}`);
  return [...words];
}

/** The words that say what kind a text page is: of its address, its first line and its labels. */
export function textPageWords(texts: readonly string[], url: string | null): string[] {
  const words = new Set<string>();
  for (const word of url
    ?.slice(0, 300)
    .toLowerCase()
    .match(/[a-z]{2,}/g) ?? [])
    words.add(`u:${word}`);
  for (const word of (texts[0] ?? '').slice(0, 200).toLowerCase().match(WORD) ?? []) words.add(`t:${word}`);
  for (const text of texts) {
    if (text.length > 40) continue;
    for (const word of labelWords(text)) words.add(`l:${word}`);
  }
  return [...words];
}

/** Weights of tokens; one that was never seen weighs nothing. */
export interface TokenTable {
  readonly weights: ReadonlyMap<number, number>;
  readonly bias: number;
}

/** Sums of token weights per element, each class string worked out once per page. */
export class TokenSums {
  private readonly table: TokenTable;
  private readonly known = new Map<string, readonly [own: number, above: number]>();

  constructor(table: TokenTable) {
    this.table = table;
  }

  element(node: ElementNode): readonly [own: number, above: number] {
    const { attributes: a } = node;
    const key = `${node.tag} ${a.class ?? ''} ${a.id ?? ''} ${a.role ?? ''} ${a.itemprop ?? ''} ${a.rel ?? ''} ${a['data-testid'] ?? a['data-component'] ?? ''}`;
    const seen = this.known.get(key);
    if (seen) return seen;
    let own = 0;
    let above = 0;
    for (const word of elementWords(node)) {
      own += this.table.weights.get(hash32(word, SPACE.own)) ?? 0;
      above += this.table.weights.get(hash32(word, SPACE.above)) ?? 0;
    }
    const sums = [own, above] as const;
    this.known.set(key, sums);
    return sums;
  }

  /** What a block's own words weigh (`SPACE.text`), or what a heading's words weigh for its section. */
  label(text: string, space: number = SPACE.text): number {
    let sum = 0;
    for (const word of labelWords(text)) sum += this.table.weights.get(hash32(word, space)) ?? 0;
    return sum;
  }
}
