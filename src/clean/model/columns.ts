/** Columns that one piece of memory holds; more are rare and get another. */
const CHUNK = 256;

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

/** Logarithm of a count, so that trees and sums see proportions. */
export const log1 = (count: number): number => Math.log2(1 + count);
