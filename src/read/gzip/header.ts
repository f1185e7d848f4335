/** Flags of a gzip member's header, RFC 1952. */
const FHCRC = 0x02;
const FEXTRA = 0x04;
const FNAME = 0x08;
const FCOMMENT = 0x10;
const RESERVED = 0xe0;

const FIXED_BYTES = 10;

/** A longer header is none that a program wrote. */
export const MAX_HEADER_BYTES = 131_072;

/** ID1, ID2, and deflate, the only method there is. */
export const GZIP_MAGIC = Buffer.from([0x1f, 0x8b, 0x08]);

export const isGzip = (bytes: Uint8Array): boolean => GZIP_MAGIC.every((byte, at) => bytes[at] === byte);

/** Behind the NUL that ends a name or comment; -1 when it does not end. */
const behindText = (bytes: Uint8Array, at: number): number => {
  const end = bytes.indexOf(0, at);
  return end < 0 ? -1 : end + 1;
};

const behindExtra = (bytes: Uint8Array, at: number): number =>
  at + 2 > bytes.length ? -1 : at + 2 + bytes[at]! + bytes[at + 1]! * 256;

/** How long the header at the start of `bytes` is; null when there is none, -1 when it is longer than `bytes`. */
export const headerLength = (bytes: Uint8Array): number | null => {
  if (!isGzip(bytes)) return null;
  if (bytes.length < FIXED_BYTES) return -1;
  const flags = bytes[3]!;
  if ((flags & RESERVED) !== 0) return null;
  let at = FIXED_BYTES;
  if ((flags & FEXTRA) !== 0) at = behindExtra(bytes, at);
  if (at >= 0 && (flags & FNAME) !== 0) at = behindText(bytes, at);
  if (at >= 0 && (flags & FCOMMENT) !== 0) at = behindText(bytes, at);
  if (at >= 0 && (flags & FHCRC) !== 0) at += 2;
  return at < 0 || at > bytes.length ? -1 : at;
};
