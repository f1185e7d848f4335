import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import type { Page } from '../document/index.ts';

const compress = promisify(deflateRaw);

/** Compression of stored bytes: raw deflate, the cheapest to undo of what Node has on every version. */
export const ENCODING = 'deflate-raw';

export const contentHash = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/**
 * Identity of a page, 16 bytes: two records with the same address, media type, declared character set and
 * bytes are the same page, wherever they were read.
 */
export const pageKey = (page: Page, address: string | null, content: Buffer): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([address, page.mediaType, page.charset?.toLowerCase() ?? null]))
    .update(content)
    .digest()
    .subarray(0, 16);

/** Compresses on the thread pool of Node, so that the event loop stays free. */
export const packBytes = (bytes: Uint8Array): Promise<Buffer> => compress(bytes, { level: 6 });

/** The bytes of a page again, for a thread. `size` is what was stored beside them and bounds the expansion. */
export const unpackBytes = (packed: Uint8Array, size: number): Buffer =>
  inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
