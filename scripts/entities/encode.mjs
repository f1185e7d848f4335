// Packs lexicon and model into the byte strings that src/entities unpacks.
import { LABELS } from '../../dist/src/entities/tagger/model.js';

class Writer {
  bytes = [];
  number(value) {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.bytes.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.bytes.push(rest);
  }
  signedByte(value) {
    this.bytes.push(value & 0xff);
  }
  base64() {
    return Buffer.from(this.bytes).toString('base64');
  }
}

export const encodeLexicon = (entries) => {
  const writer = new Writer();
  const keys = [...entries.keys()].sort((a, b) => a - b);
  writer.number(keys.length);
  let last = 0;
  for (const key of keys) {
    const { bits, capital, cluster, fine, coarse, likeness } = entries.get(key);
    writer.number(key - last);
    last = key;
    writer.number((bits << 5) | (fine > 0 ? 16 : 0) | (cluster > 0 ? 8 : 0) | capital);
    if (cluster > 0) writer.number(cluster);
    if (fine > 0) for (const value of [fine, coarse, likeness]) writer.number(value);
  }
  return writer.base64();
};

/** `rows`: feature hash -> LABELS whole numbers from -127 to 127; `transitions` in the same unit. */
export const encodeModel = (rows, transitions) => {
  const writer = new Writer();
  for (const value of transitions) writer.number((value << 1) ^ (value >> 31));
  const keys = [...rows.keys()].sort((a, b) => a - b);
  writer.number(keys.length);
  let last = 0;
  for (const key of keys) {
    writer.number(key - last);
    last = key;
    const row = rows.get(key);
    let mask = 0;
    for (let label = 0; label < LABELS; label++) if (row[label] !== 0) mask |= 1 << label;
    writer.number(mask);
    for (let label = 0; label < LABELS; label++) if (row[label] !== 0) writer.signedByte(row[label]);
  }
  return writer.base64();
};
