import type { DecodedPage, Page } from '../document/index.ts';
import type { ErrorCode } from '../errors.ts';
import { isBinary } from './binary.ts';
import { chooseCharset } from './charset/choose.ts';
import { decodeBytes } from './charset/label.ts';

export type Decoded =
  | { readonly ok: true; readonly page: DecodedPage }
  | { readonly ok: false; readonly code: ErrorCode; readonly detail: string | null };

/** Every line end as `\n`: cut and joined, which leaves the text in one piece as replacing does not. */
const withLineEnds = (text: string): string => {
  if (!text.includes('\r')) return text;
  const joined = text.split('\r\n').join('\n');
  return joined.includes('\r') ? joined.replaceAll('\r', '\n') : joined;
};

/**
 * No byte order mark, NUL or lone surrogate; `\n` line ends. Most pages have neither `\r` nor NUL: looking is cheap, in
 * UTF-8 more so in the bytes, of which no lone surrogate can come.
 */
const tidy = (text: string, bytes: Uint8Array, charset: string): string => {
  const marked = text.startsWith('\ufeff') ? text.slice(1) : text;
  const lines = withLineEnds(marked);
  if (charset === 'utf-8' && !bytes.includes(0)) return lines;
  return lines.replaceAll('\0', '').toWellFormed();
};

/**
 * The text of a page. Refused, with its code: no bytes (`PAGE_EMPTY`), bytes that are no text
 * (`PAGE_BINARY`). Anything else decodes; bytes that are not valid become U+FFFD.
 */
export const decode = (page: Pick<Page, 'url' | 'mediaType' | 'charset' | 'bytes'>): Decoded => {
  const { url, mediaType, bytes } = page;
  if (bytes.length === 0) return { ok: false, code: 'PAGE_EMPTY', detail: null };
  const charset = chooseCharset(bytes, page.charset, mediaType === 'text/html');
  if (!charset.startsWith('utf-16') && isBinary(bytes))
    return { ok: false, code: 'PAGE_BINARY', detail: null };
  return {
    ok: true,
    page: { url, mediaType, text: tidy(decodeBytes(bytes, charset), bytes, charset), charset },
  };
};
