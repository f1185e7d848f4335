/** FNV-1a over UTF-16 code units, 32 bits: signed, as V8 keeps those without memory of their own. */
export function hash32(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** Joins a hash with a name space or another hash (the finishing steps of MurmurHash3). */
export function mix(hash: number, other: number): number {
  let mixed = Math.imul(hash ^ Math.imul(other, 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
