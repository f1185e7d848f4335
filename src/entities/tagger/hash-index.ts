const MOST_FULL = 0.5;

/** A fixed map from 32-bit hashes to positions, in two flat arrays: small, and quick to look up. */
export class HashIndex {
  private readonly mask: number;
  private readonly keys: Uint32Array;
  /** Position plus one; 0 is an empty slot. */
  private readonly slots: Uint32Array;

  constructor(size: number) {
    let capacity = 16;
    while (capacity * MOST_FULL < size) capacity *= 2;
    this.mask = capacity - 1;
    this.keys = new Uint32Array(capacity);
    this.slots = new Uint32Array(capacity);
  }

  set(key: number, position: number): void {
    let at = key & this.mask;
    while (this.slots[at] !== 0) at = (at + 1) & this.mask;
    this.keys[at] = key;
    this.slots[at] = position + 1;
  }

  /** Position of a key, -1 when it is absent. */
  get(key: number): number {
    let at = key & this.mask;
    for (;;) {
      const slot = this.slots[at]!;
      if (slot === 0) return -1;
      if (this.keys[at] === key) return slot - 1;
      at = (at + 1) & this.mask;
    }
  }
}
