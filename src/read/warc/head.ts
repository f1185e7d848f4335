import { AsyncIterReader, StatusAndHeadersParser } from 'warcio';
import type { ByteReader } from '../bytes/byte-reader.ts';
import { asBuffer } from '../bytes/concat.ts';

/** The first line and the headers of a WARC record or an HTTP message. */
export interface Head {
  readonly statusLine: string;
  /** By name in lower case; null when missing. */
  readonly get: (name: string) => string | null;
}

const FIRST_LOOK_BYTES = 2_048;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Length of a header block with the blank line that ends it; -1 when it does not end. Takes bare newlines too. */
export const headLength = (bytes: Uint8Array): number => {
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) {
    if (bytes[at + 1] === NEWLINE) return at + 2;
    if (bytes[at + 1] === RETURN && bytes[at + 2] === NEWLINE) return at + 3;
  }
  return -1;
};

/** Takes a header block; null, and nothing taken, when none ends within `maxBytes`. */
export const takeHead = async (reader: ByteReader, maxBytes: number): Promise<Uint8Array | null> => {
  for (const look of [FIRST_LOOK_BYTES, maxBytes]) {
    const length = headLength(await reader.peek(Math.min(look, maxBytes)));
    if (length >= 0) return reader.collect(length);
  }
  return null;
};

/** Parses a header block; null when it is empty. */
export const parseHead = async (block: Uint8Array): Promise<Head | null> => {
  const reader = new AsyncIterReader([asBuffer(block)], null);
  const parsed = await new StatusAndHeadersParser().parse(reader, { headersClass: Headers });
  if (parsed === null) return null;
  return { statusLine: parsed.statusline, get: (name) => parsed.headers.get(name) ?? null };
};
