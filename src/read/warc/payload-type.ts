import type { MediaType } from '../../document/index.ts';

/** What the payload of a record is, and what it says of its encoding. */
export interface PayloadType {
  /** Null when it is no page. */
  readonly mediaType: MediaType | null;
  /** Name to count by: the media type in lower case, or `no-type`. */
  readonly name: string;
  readonly charset: string | null;
}

const PAGES: ReadonlyMap<string, MediaType> = new Map<string, MediaType>([
  ['text/html', 'text/html'],
  ['application/xhtml+xml', 'text/html'],
  ['application/vnd.wap.xhtml+xml', 'text/html'],
  ['text/plain', 'text/plain'],
]);

const MEDIA_TYPE = /^\s{0,8}([a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,60})/i;
const CHARSET = /charset\s{0,4}=\s{0,4}["']?([\w.:-]{1,40})/i;
const LOOKS_LIKE_HTML = /^(?:\xef\xbb\xbf)?\s{0,256}<(?:!doctype\s{1,8}html|html|head|body)[\s>]/i;

const named = (contentType: string): string | null =>
  MEDIA_TYPE.exec(contentType)?.[1]?.toLowerCase() ?? null;

/** By the `Content-Type`, else by what the crawler found, else by how the payload begins. */
export const payloadType = (
  contentType: string | null,
  identified: string | null,
  payload: Uint8Array,
): PayloadType => {
  const charset = CHARSET.exec(contentType ?? '')?.[1] ?? null;
  const name = named(contentType ?? '') ?? named(identified ?? '');
  if (name !== null) return { mediaType: PAGES.get(name) ?? null, name, charset };
  const start = Buffer.from(payload.buffer, payload.byteOffset, Math.min(payload.length, 512)).toString(
    'latin1',
  );
  return { mediaType: LOOKS_LIKE_HTML.test(start) ? 'text/html' : null, name: 'no-type', charset };
};
