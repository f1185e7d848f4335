import { isAscii, isUtf8, transcode } from 'node:buffer';
import iconv from 'iconv-lite';

/**
 * Encodings that iconv-lite does not know; everything else goes through it, because the decoder that
 * Node carries maps 0x80-0x9F of windows-1252 to control characters in some releases.
 */
const NATIVE: ReadonlySet<string> = new Set(['utf-8', 'utf-16le', 'utf-16be', 'iso-2022-jp']);

/** Names that servers write and the WHATWG table does not list. */
const MISSPELT: ReadonlyMap<string, string> = new Map([
  ['utf_8', 'utf-8'],
  ['utf-8-sig', 'utf-8'],
  ['utf8mb4', 'utf-8'],
  ['cp-1251', 'windows-1251'],
  ['win-1251', 'windows-1251'],
  ['windows1251', 'windows-1251'],
  ['cp-1252', 'windows-1252'],
  ['windows1252', 'windows-1252'],
  ['cp-1256', 'windows-1256'],
  ['windows1256', 'windows-1256'],
  ['cp932', 'shift_jis'],
  ['cp936', 'gb18030'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['euc_jp', 'euc-jp'],
  ['euc_kr', 'euc-kr'],
]);

/** The WHATWG name, in lower case, of what a header or a page calls its character set; null when it is none. */
export const charsetOf = (label: string | null | undefined): string | null => {
  const clean = (label ?? '').slice(0, 64).trim().toLowerCase();
  if (clean === '') return null;
  try {
    // gb18030 contains gbk and gb2312, which pages claim while they use more.
    const name = new TextDecoder(MISSPELT.get(clean) ?? clean).encoding;
    if (name === 'gbk') return 'gb18030';
    return NATIVE.has(name) || iconv.encodingExists(name) ? name : null;
  } catch {
    return null;
  }
};

const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Valid UTF-8 goes by way of UTF-16, which takes Node half as long as its decoder. */
const fromUtf8 = (bytes: Buffer): string => {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? transcode(bytes, 'utf8', 'utf16le').toString('utf16le') : UTF_8.decode(bytes);
};

/** Bytes to text; what is not valid becomes U+FFFD. `charset` is a name that `charsetOf` gave. */
export const decodeBytes = (bytes: Uint8Array, charset: string): string => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (charset === 'utf-8') return fromUtf8(buffer);
  if (NATIVE.has(charset)) return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  return iconv.decode(buffer, charset, { stripBOM: false });
};

/** Decodes bytes that come in pieces, cut anywhere; what is not valid becomes U+FFFD. `charset` is a name that `charsetOf` gave. */
export const decoderOf = (charset: string): ((bytes: Uint8Array, isLast: boolean) => string) => {
  if (NATIVE.has(charset)) {
    const decoder = new TextDecoder(charset);
    return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
  }
  const decoder = iconv.getDecoder(charset);
  return (bytes, isLast) => decoder.write(Buffer.from(bytes)) + (isLast ? (decoder.end() ?? '') : '');
};
