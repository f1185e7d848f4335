import { decodeBytes } from './label.ts';

const BYTE_ORDER_MARKS: readonly (readonly [mark: readonly number[], charset: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0xff, 0xfe], 'utf-16le'],
];

/** The character set that a byte order mark names. */
export const charsetByMark = (bytes: Uint8Array): string | null =>
  BYTE_ORDER_MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1] ?? null;

const ESCAPE = 0x1b;

/** ISO-2022-JP is ASCII that switches character sets: `ESC $ B`, `ESC $ @`, `ESC ( J`. */
export const isIso2022Jp = (bytes: Uint8Array): boolean => {
  const switches = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = switches.indexOf(ESCAPE); at >= 0; at = switches.indexOf(ESCAPE, at + 1)) {
    if (/^\x1b(?:\$[@B]|\(J)/.test(switches.toString('latin1', at, at + 3))) return true;
  }
  return false;
};

const SAMPLE_BYTES = 4_096;
/** One byte in ten is NUL even in Chinese or Russian UTF-16, because of spaces, digits and markup. */
const NUL_SHARE = 0.1;
const MIN_NULS = 4;

/** UTF-16 without a mark: NULs on one side of the pairs only. Null when the bytes do not look like it. */
export const unmarkedUtf16 = (bytes: Uint8Array): string | null => {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const nuls = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) nuls[at % 2]! += 1;
  });
  const [even, odd] = [nuls[0]!, nuls[1]!];
  const enough = Math.max(MIN_NULS, (sample.length / 2) * NUL_SHARE);
  if (Math.min(even, odd) > 0 || Math.max(even, odd) < enough) return null;
  const charset = odd > even ? 'utf-16le' : 'utf-16be';
  return /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(
    decodeBytes(sample.subarray(0, sample.length & ~1), charset),
  )
    ? null
    : charset;
};
