import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';
import { AsyncIterReader } from 'warcio';
import type { ErrorCode } from '../../errors.ts';
import { isBinary } from '../binary.ts';
import { asBuffer, concat } from '../bytes/concat.ts';
import type { ReadLimits } from '../limits.ts';
import type { Head } from './head.ts';

export type Body =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'unsupported'; readonly encoding: string }
  | { readonly kind: 'broken'; readonly code: ErrorCode; readonly detail: string };

type Decompress = (bytes: Uint8Array, maxOutputLength: number) => Promise<Uint8Array>;

const gunzipAsync = promisify(gunzip);
const inflateAsync = promisify(inflate);
const inflateRawAsync = promisify(inflateRaw);
const brotliAsync = promisify(brotliDecompress);

// A body that was cut by the crawler gives what it holds.
const PARTIAL = { finishFlush: constants.Z_SYNC_FLUSH };

/** "deflate" means zlib to the standard and raw deflate to some servers; zlib says so in its first byte. */
const inflateEither: Decompress = (bytes, maxOutputLength) =>
  ((bytes[0] ?? 0) & 0x0f) === 8 && (((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0)) % 31 === 0
    ? inflateAsync(bytes, { ...PARTIAL, maxOutputLength })
    : inflateRawAsync(bytes, { ...PARTIAL, maxOutputLength });

const unzip: Decompress = (bytes, maxOutputLength) => gunzipAsync(bytes, { ...PARTIAL, maxOutputLength });

const CODINGS: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ['gzip', unzip],
  ['x-gzip', unzip],
  ['deflate', inflateEither],
  [
    'br',
    (bytes, maxOutputLength) =>
      brotliAsync(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength }),
  ],
]);

const MAX_CODINGS = 4;

/** Names in a header, in the order in which they were applied. */
const codings = (value: string | null): string[] =>
  (value ?? '')
    .slice(0, 256)
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity' && name !== 'none' && name !== 'utf-8');

/** Undoes `Transfer-Encoding: chunked`; bytes that are not chunked after all stay as they are. */
const dechunk = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const part of new AsyncIterReader([asBuffer(bytes)], null, true)) parts.push(part);
  return concat(parts);
};

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

const undo = async (
  decompress: Decompress,
  coding: string,
  bytes: Uint8Array,
  limits: ReadLimits,
): Promise<Body> => {
  try {
    return { kind: 'bytes', bytes: await decompress(bytes, limits.pageBytes) };
  } catch (error) {
    if (isTooLarge(error)) {
      const bomb = bytes.length * limits.expansionRatio < limits.pageBytes;
      const code = bomb ? 'READ_EXPANDS_TOO_MUCH' : 'READ_TOO_LARGE';
      return { kind: 'broken', code, detail: `more than ${limits.pageBytes} bytes behind ${coding}` };
    }
    // Many crawlers store the decoded body under the headers of the encoded one.
    if (!isBinary(bytes)) return { kind: 'bytes', bytes };
    return { kind: 'broken', code: 'READ_BAD_RECORD', detail: `Content-Encoding ${coding} is damaged` };
  }
};

/** The payload of an HTTP message: transfer and content encodings undone, within the limit for pages. */
export const decodeBody = async (head: Head, raw: Uint8Array, limits: ReadLimits): Promise<Body> => {
  const transfer = codings(head.get('transfer-encoding'));
  const content = codings(head.get('content-encoding'));
  let body = transfer.includes('chunked') ? await dechunk(raw) : raw;
  const applied = [...content, ...transfer.filter((name) => name !== 'chunked')];
  for (const coding of applied.slice(-MAX_CODINGS).reverse()) {
    const decompress = CODINGS.get(coding);
    if (decompress === undefined) {
      return isBinary(body) ? { kind: 'unsupported', encoding: coding } : { kind: 'bytes', bytes: body };
    }
    const result = await undo(decompress, coding, body, limits);
    if (result.kind !== 'bytes') return result;
    body = result.bytes;
  }
  return { kind: 'bytes', bytes: body };
};
