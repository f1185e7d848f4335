import { KEPT_ATTRIBUTES, TAGS } from './elements.ts';

/** Names of elements or attributes as one string each, found without cutting them out of the page first. */
class Names {
  private readonly names: (string | null)[];
  private readonly mask: number;
  private readonly longest: number;

  constructor(names: Iterable<string>) {
    const all = [...names];
    let size = 64;
    while (size < all.length * 4) size *= 2;
    this.mask = size - 1;
    this.names = new Array<string | null>(size).fill(null);
    this.longest = Math.max(...all.map((name) => name.length));
    for (const name of all) {
      let slot = this.slotOf(name, 0, name.length);
      while (this.names[slot] !== null) slot = (slot + 1) & this.mask;
      this.names[slot] = name;
    }
  }

  /** The name that stands from `start` to `end`, in whatever case; null when it is none of these. */
  find(source: string, start: number, end: number): string | null {
    if (end - start > this.longest) return null;
    for (let slot = this.slotOf(source, start, end); ; slot = (slot + 1) & this.mask) {
      const name = this.names[slot];
      if (name === null || name === undefined) return null;
      if (name.length === end - start && isAt(source, start, name)) return name;
    }
  }

  private slotOf(source: string, start: number, end: number): number {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (source.charCodeAt(at) | CASE)) | 0;
    return (hash ^ (hash >>> 7)) & this.mask;
  }
}

/** The bit in which a small letter differs from the capital. */
const CASE = 0x20;
const A = 65;
const Z = 90;

const isAt = (source: string, start: number, name: string): boolean => {
  for (let at = 0; at < name.length; at++) {
    const code = source.charCodeAt(start + at);
    if ((code >= A && code <= Z ? code | CASE : code) !== name.charCodeAt(at)) return false;
  }
  return true;
};

const ELEMENTS = new Names(TAGS);

/** The name of the element that is tagged from `start` to `end`, in small letters. */
export const tagAt = (source: string, start: number, end: number): string =>
  ELEMENTS.find(source, start, end) ?? source.slice(start, end).toLowerCase();

/** The address of a picture is kept, too; that of a script is not. */
const ATTRIBUTES = new Names([...KEPT_ATTRIBUTES, 'src']);
const ARIA = 'aria-';
const LONGEST_ARIA = 24;

/** The name of an attribute that is kept as evidence, or may be (`src`); null for all others. */
export const keptAttributeAt = (source: string, start: number, end: number): string | null => {
  const isAria = end - start > ARIA.length && end - start <= LONGEST_ARIA && isAt(source, start, ARIA);
  return isAria ? source.slice(start, end).toLowerCase() : ATTRIBUTES.find(source, start, end);
};
