/** Features of the rows of one page, a column each; the order of the columns is part of the model. */
export class Columns {
  readonly rows: number;
  readonly names: string[] = [];
  readonly values: Float32Array[] = [];

  constructor(rows: number) {
    this.rows = rows;
  }

  add(name: string): Float32Array {
    const column = new Float32Array(this.rows);
    this.names.push(name);
    this.values.push(column);
    return column;
  }
}

/** Logarithm of a count, so that trees and sums see proportions. */
export const log1 = (count: number): number => Math.log2(1 + count);
