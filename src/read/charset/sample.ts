/** Enough for any statistic; keeps detection flat on large pages. */
const SAMPLE_BYTES = 8_192;

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;

/**
 * The stretches between tags that hold bytes above 0x7F, up to 8 KiB: what the choice of an encoding
 * rests on. Markup and scripts are ASCII in every encoding and would only drown the evidence. No
 * encoding considered here uses `<` or `>` inside a character.
 */
export const telltaleBytes = (bytes: Uint8Array): Uint8Array => {
  const sample = new Uint8Array(Math.min(SAMPLE_BYTES, bytes.length + 1));
  let size = 0;
  let start = 0;
  let high = false;
  const keep = (end: number): void => {
    if (!high) return;
    const part = bytes.subarray(start, Math.min(end, start + sample.length - size));
    sample.set(part, size);
    size += part.length;
    if (size < sample.length) {
      sample[size] = 0x20;
      size += 1;
    }
  };
  for (let at = 0; at < bytes.length && size < sample.length; at += 1) {
    const byte = bytes[at]!;
    if (byte >= 0x80) {
      high = true;
    } else if (byte === LESS_THAN || byte === GREATER_THAN) {
      keep(at);
      start = at + 1;
      high = false;
    }
  }
  if (size < sample.length) keep(bytes.length);
  return sample.subarray(0, size);
};
