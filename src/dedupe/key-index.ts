import { mix } from './mix.ts';
import { agreeing, KEYS, NO_KEY, SKETCH_WORDS } from './signature.ts';

/**
 * Members of one key that are looked at. The first in the order of the file are, so that what is found does
 * not depend on anything but the file; a key with more members says little, and the other keys remain.
 */
const MOST_MEMBERS = 32;

/** Candidates that one text is compared with: those with the most keys in common, earlier ones first. */
const MOST_CANDIDATES = 16;

/**
 * Bins of two sketches that must agree before the texts are read. Unrelated texts agree in 8 + 120 J bins, so
 * that 36 stands for a Jaccard similarity of .23; of pairs at .4, one in 10,000 falls below it.
 */
const AGREEING = 36;

/** Finds texts that share a key: chained hash table in typed arrays, about 230 bytes a text. */
export class KeyIndex {
  #keys = new Int32Array(1024 * KEYS);
  #next = new Int32Array(1024 * KEYS);
  #sketches = new Int32Array(1024 * SKETCH_WORDS);
  #slots = new Int32Array(1024 * KEYS).fill(-1);
  #count = 0;

  #shared = new Uint8Array(1024);
  readonly #touched: number[] = [];

  /** Makes room for one more text, and returns where its keys and its sketch are to be written. */
  room(): { keys: Int32Array; keysAt: number; sketches: Int32Array; sketchAt: number } {
    if ((this.#count + 1) * KEYS > this.#keys.length) this.#grow();
    return {
      keys: this.#keys,
      keysAt: this.#count * KEYS,
      sketches: this.#sketches,
      sketchAt: this.#count * SKETCH_WORDS,
    };
  }

  /** Texts that share keys with the one in `room`, most keys first; numbers in the order of `add`. */
  candidates(): number[] {
    const keys = this.#keys;
    const touched = this.#touched;
    touched.length = 0;
    const own = this.#count * KEYS;
    for (let place = 0; place < KEYS; place++) {
      const key = keys[own + place]!;
      if (key === NO_KEY) continue;
      for (let at = this.#slots[this.#slotOf(key)]!; at !== -1; at = this.#next[at]!) {
        if (keys[at] !== key) continue;
        const text = (at / KEYS) | 0;
        if (this.#shared[text]!++ === 0) touched.push(text);
      }
    }
    const sketches = this.#sketches;
    const ownSketch = this.#count * SKETCH_WORDS;
    const found = touched.filter(
      (text) => agreeing(sketches, ownSketch, sketches, text * SKETCH_WORDS) >= AGREEING,
    );
    found.sort((a, b) => this.#shared[b]! - this.#shared[a]! || a - b);
    for (const text of touched) this.#shared[text] = 0;
    return found.length > MOST_CANDIDATES ? found.slice(0, MOST_CANDIDATES) : found;
  }

  /** Keeps the text in `room`, to be found from now on. */
  add(): number {
    const own = this.#count * KEYS;
    for (let place = 0; place < KEYS; place++) {
      const key = this.#keys[own + place]!;
      if (key === NO_KEY) continue;
      const slot = this.#slotOf(key);
      if (this.#isFull(slot, key)) continue;
      this.#next[own + place] = this.#slots[slot]!;
      this.#slots[slot] = own + place;
    }
    return this.#count++;
  }

  #slotOf(key: number): number {
    return mix(key) & (this.#slots.length - 1);
  }

  #isFull(slot: number, key: number): boolean {
    let members = 0;
    for (let at = this.#slots[slot]!; at !== -1; at = this.#next[at]!)
      if (this.#keys[at] === key && ++members === MOST_MEMBERS) return true;
    return false;
  }

  #grow(): void {
    const capacity = (2 * this.#keys.length) / KEYS;
    const keys = new Int32Array(capacity * KEYS);
    keys.set(this.#keys);
    this.#keys = keys;
    const sketches = new Int32Array(capacity * SKETCH_WORDS);
    sketches.set(this.#sketches);
    this.#sketches = sketches;
    const shared = new Uint8Array(capacity);
    this.#shared = shared;
    this.#next = new Int32Array(capacity * KEYS);
    this.#slots = new Int32Array(capacity * KEYS).fill(-1);
    const texts = this.#count;
    this.#count = 0;
    for (let text = 0; text < texts; text++) this.add();
  }
}
