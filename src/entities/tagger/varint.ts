/** Reads a byte string of little-endian base-128 numbers, seven bits a byte, the high bit for "more". */
export class VarintReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(base64: string) {
    this.bytes = Buffer.from(base64, 'base64');
  }

  /** The next number, up to 32 bits, unsigned. */
  next(): number {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = this.bytes[this.at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
      shift += 7;
    }
  }

  /** The next byte as a signed number. */
  nextSigned(): number {
    return ((this.bytes[this.at++] ?? 0) << 24) >> 24;
  }
}
