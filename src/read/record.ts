import type { MediaType, Origin, Page } from '../document/index.ts';
import type { ErrorCode } from '../errors.ts';

/** What one place of a source turned out to be. */
export type ReadRecord = PageRecord | SkippedRecord | BrokenRecord;

export interface PageRecord {
  readonly kind: 'page';
  readonly page: Page;
}

/** Nothing is wrong with it, and it is no page. */
export interface SkippedRecord {
  readonly kind: 'skipped';
  /** Stable name to count by: `warc:request`, `warc:http-404`, `warc:image/png`, `file:unknown-extension`. */
  readonly reason: string;
  readonly origin: Origin;
}

export interface BrokenRecord {
  readonly kind: 'broken';
  readonly code: ErrorCode;
  /** What is wrong with it, without text of the page. */
  readonly detail: string | null;
  readonly origin: Origin;
  /** What could be read of it, up to `ReadLimits.brokenBytes`; null when that is nothing. */
  readonly bytes: Uint8Array | null;
}

export const skipped = (reason: string, origin: Origin): SkippedRecord => ({
  kind: 'skipped',
  reason,
  origin,
});

export const broken = (
  code: ErrorCode,
  origin: Origin,
  bytes: Uint8Array | null,
  detail: string | null = null,
): BrokenRecord => ({
  kind: 'broken',
  code,
  detail,
  origin,
  bytes: bytes === null || bytes.length === 0 ? null : bytes,
});

/** A page read from a file of its own. */
export const filePage = (source: string, mediaType: MediaType, bytes: Uint8Array): PageRecord => ({
  kind: 'page',
  page: {
    id: null,
    url: null,
    mediaType,
    charset: null,
    bytes,
    fetchedAt: null,
    origin: { source, record: null },
  },
});
