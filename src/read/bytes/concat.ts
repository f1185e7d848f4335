/** A new array of the parts in a row, with a buffer of its own: it can be transferred to another thread. */
export const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** The first `size` bytes in an array of their own, so that the rest can be forgotten. */
export const beginning = (bytes: Uint8Array, size: number): Uint8Array =>
  new Uint8Array(bytes.subarray(0, size));

/** The bytes as a Node buffer, without a copy. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
