/** Words of 32 bits in a hash. */
const WIDTH = 4;

/** Numbers the distinct hashes of 16 bytes in the order of their arrival, 16 bytes and a few for each. */
export class HashIndex {
  #hashes = new Int32Array(1024 * WIDTH);
  #slots = new Int32Array(2048).fill(-1);
  #count = 0;

  /** Number of a hash, which is new when it equals the former `size`. */
  number(hash: Uint8Array): number {
    const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
    const a = view.getInt32(0);
    const b = view.getInt32(4);
    const c = view.getInt32(8);
    const d = view.getInt32(12);
    const mask = this.#slots.length - 1;
    let slot = a & mask;
    for (let known = this.#slots[slot]!; known !== -1; known = this.#slots[slot]!) {
      const at = known * WIDTH;
      const hashes = this.#hashes;
      if (hashes[at] === a && hashes[at + 1] === b && hashes[at + 2] === c && hashes[at + 3] === d)
        return known;
      slot = (slot + 1) & mask;
    }
    if (this.#count * WIDTH === this.#hashes.length) {
      this.#grow();
      return this.number(hash);
    }
    this.#slots[slot] = this.#count;
    this.#hashes.set([a, b, c, d], this.#count * WIDTH);
    return this.#count++;
  }

  get size(): number {
    return this.#count;
  }

  #grow(): void {
    const hashes = new Int32Array(2 * this.#hashes.length);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#slots = new Int32Array(2 * this.#slots.length).fill(-1);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.#count; number++) {
      let slot = hashes[number * WIDTH]! & mask;
      while (this.#slots[slot] !== -1) slot = (slot + 1) & mask;
      this.#slots[slot] = number;
    }
  }
}
