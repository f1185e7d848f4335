import { brotliDecompressSync } from 'node:zlib';
import { type Net, STEPS } from './net.ts';
import { TokenTable } from './tokens.ts';
import type { Forest } from './trees.ts';

/** Sections of the generated weights: little-endian arrays, compressed, in base64, by name. */
export type Sections = Readonly<Record<string, string>>;

const bytesOf = (sections: Sections, name: string): ArrayBuffer => {
  const packed = sections[name];
  if (packed === undefined) return new ArrayBuffer(0);
  const bytes = brotliDecompressSync(Buffer.from(packed, 'base64'));
  // A copy starts at offset zero, which wider arrays need.
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
};

const floats = (sections: Sections, name: string): Float32Array => new Float32Array(bytesOf(sections, name));

/** Reads the forest whose sections start with `name`. */
export function readForest(sections: Sections, name: string): Forest {
  return {
    feature: new Uint16Array(bytesOf(sections, `${name}.feature`)),
    threshold: floats(sections, `${name}.threshold`),
    left: new Int16Array(bytesOf(sections, `${name}.left`)),
    right: new Int16Array(bytesOf(sections, `${name}.right`)),
    nodeStart: new Uint32Array(bytesOf(sections, `${name}.nodeStart`)),
    leafStart: new Uint32Array(bytesOf(sections, `${name}.leafStart`)),
    leaves: floats(sections, `${name}.leaves`),
    base: floats(sections, `${name}.base`)[0] ?? 0,
  };
}

/** Reads the network whose sections start with `name`. */
export function readNet(sections: Sections, name: string): Net {
  const [hidden = 0, inner = 0, reach = 0] = new Uint16Array(bytesOf(sections, `${name}.shape`));
  const read = (part: string): Float32Array => floats(sections, `${name}.${part}`);
  const table = (part: string): Float32Array =>
    Float32Array.from(new Int16Array(bytesOf(sections, `${name}.${part}`)), (steps) => steps / STEPS);
  return {
    hidden,
    inner,
    reach,
    inputs: new Uint16Array(bytesOf(sections, `${name}.inputs`)),
    bounds: read('bounds'),
    first: table('first'),
    firstBias: read('firstBias'),
    around: table('around'),
    page: table('page'),
    innerBias: read('innerBias'),
    own: read('own'),
    last: read('last'),
  };
}

/** Reads a table of tokens: the steps between sorted hashes, then the weights of each output in whole steps of a scale. */
export function readTokens(sections: Sections, name: string): TokenTable {
  const hashes = new Uint32Array(bytesOf(sections, `${name}.hashes`));
  for (let i = 1; i < hashes.length; i++) hashes[i]! += hashes[i - 1]!;
  const steps = new Int8Array(bytesOf(sections, `${name}.steps`));
  const [scale = 0, ...biases] = floats(sections, `${name}.scale`);
  return new TokenTable(
    hashes,
    Float32Array.from(steps, (step) => step * scale),
    biases,
  );
}

/** Whether weights of a model were generated; a checkout before its first training has none. */
export const hasModel = (sections: Sections, name: string): boolean =>
  `${name}.base` in sections || `${name}.shape` in sections;
