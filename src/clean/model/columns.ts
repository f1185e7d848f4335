/** Columns that one piece of memory holds: few pieces for a page, and little of the last unused. */
const CHUNK = 64;

/** Features of the rows of one page, a column each; the order of the columns is part of the model. */
export class Columns {
  readonly rows: number;
  readonly names: string[] = [];
  readonly values: Float32Array[] = [];
  private memory: Float32Array | null = null;

  constructor(rows: number) {
    this.rows = rows;
  }

  /** A new column of zeros. */
  add(name: string): Float32Array {
    const at = this.values.length % CHUNK;
    if (at === 0) this.memory = null;
    this.memory ??= new Float32Array(this.rows * CHUNK);
    const column = this.memory.subarray(at * this.rows, (at + 1) * this.rows);
    this.names.push(name);
    this.values.push(column);
    return column;
  }
}

const SMALL = Float64Array.from({ length: 1024 }, (_, count) => Math.log2(1 + count));

/** Logarithm of a count, so that trees and sums see proportions. */
export const log1 = (count: number): number =>
  (count | 0) === count && count >= 0 && count < SMALL.length ? SMALL[count]! : Math.log2(1 + count);
