const CHUNK = 1 << 24;

/**
 * Texts in a few large buffers outside the heap, as UTF-8: a million paragraphs cost their bytes and eight
 * more each, and the garbage collector does not see them.
 */
export class TextArena {
  readonly #chunks: Buffer[] = [];
  #used = CHUNK;
  #places = new Float64Array(1024);
  #lengths = new Uint32Array(1024);
  #count = 0;

  /** Number of the text, counted from 0. */
  add(text: string): number {
    const most = 3 * text.length;
    if (this.#used + most > CHUNK) {
      // A text that is larger than a chunk has one of its own.
      this.#chunks.push(Buffer.allocUnsafeSlow(Math.max(CHUNK, most)));
      this.#used = 0;
    }
    const chunk = this.#chunks.length - 1;
    const length = this.#chunks[chunk]!.write(text, this.#used, 'utf8');
    if (this.#count === this.#places.length) {
      this.#places = grow(this.#places, new Float64Array(2 * this.#count));
      this.#lengths = grow(this.#lengths, new Uint32Array(2 * this.#count));
    }
    this.#places[this.#count] = chunk * CHUNK + this.#used;
    this.#lengths[this.#count] = length;
    this.#used += length;
    return this.#count++;
  }

  get(number: number): string {
    const place = this.#places[number]!;
    const chunk = Math.floor(place / CHUNK);
    const start = place % CHUNK;
    return this.#chunks[chunk]!.toString('utf8', start, start + this.#lengths[number]!);
  }
}

const grow = <T extends { set(from: T): void }>(from: T, to: T): T => {
  to.set(from);
  return to;
};
