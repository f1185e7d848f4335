/** First bytes of formats that are no text, as Latin-1; `?` stands for any byte. */
const SIGNATURES: readonly string[] = [
  '%PDF-',
  '\x89PNG\r\n\x1a\n',
  'GIF87a',
  'GIF89a',
  '\xff\xd8\xff',
  'RIFF????WEBP',
  'RIFF????WAVE',
  'RIFF????AVI ',
  'II*\0',
  'MM\0*',
  '\0\0\x01\0',
  '????ftyp',
  '\x1aE\xdf\xa3',
  'OggS\0',
  'fLaC\0',
  'ID3\x02',
  'ID3\x03',
  'ID3\x04',
  'PK\x03\x04',
  'PK\x05\x06',
  '\x1f\x8b\x08',
  '\x28\xb5\x2f\xfd',
  '\xfd7zXZ\0',
  '7z\xbc\xaf\x27\x1c',
  'Rar!\x1a\x07',
  'BZh?1AY&SY',
  '\x7fELF',
  'MZ\x90\0',
  '\xca\xfe\xba\xbe',
  '\xcf\xfa\xed\xfe',
  '\0asm',
  '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
  'SQLite format 3\0',
  'wOFF\0',
  'wOF2\0',
  '\0\x01\0\0\0',
  'OTTO\0',
];

const SAMPLE_BYTES = 32_768;

/** Compressed or random data has one byte in ten in this range, text next to none. */
const MAX_CONTROL_SHARE = 0.05;

/** A short text may have as many by accident. */
const STRAY_CONTROLS = 3;

/** Control characters that no text needs: not tab, line ends, form feed, escape. */
const IS_CONTROL = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) || byte === 0x7f ? 1 : 0,
);

const startsLike = (bytes: Uint8Array, signature: string): boolean => {
  if (bytes.length < signature.length) return false;
  for (let at = 0; at < signature.length; at += 1) {
    if (signature[at] !== '?' && signature.charCodeAt(at) !== bytes[at]) return false;
  }
  return true;
};

const isFullOfControls = (bytes: Uint8Array): boolean => {
  // Crawlers that preallocate their files leave a tail of NULs behind the text.
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  const sample = bytes.subarray(0, Math.min(end, SAMPLE_BYTES));
  let controls = 0;
  for (let at = 0; at < sample.length; at += 1) controls += IS_CONTROL[sample[at]!]!;
  return end === 0 || controls > Math.max(STRAY_CONTROLS, sample.length * MAX_CONTROL_SHARE);
};

/** Whether bytes are of a known binary format or full of control characters. UTF-16 is to be ruled out before. */
export const isBinary = (bytes: Uint8Array): boolean =>
  SIGNATURES.some((signature) => startsLike(bytes, signature)) || isFullOfControls(bytes);
