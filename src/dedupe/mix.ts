/** Finaliser of MurmurHash3: every bit of the input changes about half of the output. Signed 32 bits. */
export const mix = (value: number): number => {
  let x = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
};
