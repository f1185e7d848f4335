import type { Origin } from '../../document/index.ts';
import type { ErrorCode } from '../../errors.ts';
import { beginning } from '../bytes/concat.ts';
import type { ReadLimits } from '../limits.ts';
import { broken, type ReadRecord } from '../record.ts';
import { idOrNull, instantOrNull, urlOrNull } from '../scalars.ts';

const DECODER = new TextDecoder('utf-8');
const ENCODER = new TextEncoder();

/** The object that a line holds; null when it holds none. */
const parseObject = (line: Uint8Array): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(DECODER.decode(line));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
};

const contentOf = ({ html, text }: Record<string, unknown>) => {
  if (typeof html === 'string') return { mediaType: 'text/html', content: html } as const;
  if (typeof text === 'string') return { mediaType: 'text/plain', content: text } as const;
  return null;
};

/** Reads one line: `url`, `html` or `text`, and optionally `id` and `fetched_at`; other fields are ignored. */
export const readJsonRecord = (line: Uint8Array, origin: Origin, limits: ReadLimits): ReadRecord => {
  const bad = (code: ErrorCode, detail: string | null = null): ReadRecord =>
    broken(code, origin, beginning(line, limits.brokenBytes), detail);
  const record = parseObject(line);
  if (record === null) return bad('READ_BAD_JSON');
  const found = contentOf(record);
  if (found === null) return bad('READ_NO_CONTENT');
  // Lone surrogates become U+FFFD here.
  const bytes = ENCODER.encode(found.content);
  if (bytes.length > limits.pageBytes) {
    return bad('READ_TOO_LARGE', `more than ${limits.pageBytes} bytes`);
  }
  return {
    kind: 'page',
    page: {
      id: idOrNull(record.id),
      url: urlOrNull(record.url),
      mediaType: found.mediaType,
      charset: 'utf-8',
      bytes,
      fetchedAt: instantOrNull(record.fetched_at ?? record.fetchedAt),
      origin,
    },
  };
};
