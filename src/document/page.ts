/** Where a page came from: the source as the user named it, and the record inside it. */
export interface Origin {
  /** File path, URL-like name of a stream (`-` for standard input), never an absolute path the user did not type. */
  readonly source: string;
  /** Byte offset of a WARC or WET record, 1-based line of a JSONL record, 1-based entry of a feed, null when the file is the page. */
  readonly record: number | null;
}

export type MediaType = 'text/html' | 'text/plain';

/** One fetched document, as read from a source: bytes untouched. */
export interface Page {
  /** The `id` of a JSONL record or of an entry of a feed; null elsewhere. */
  readonly id: string | null;
  readonly url: string | null;
  readonly mediaType: MediaType;
  /** Character set that the transport declared (HTTP header, JSONL is always `utf-8`), null when it did not say. */
  readonly charset: string | null;
  readonly bytes: Uint8Array;
  /** ISO 8601 instant of the crawl. Never evidence for the date of an article. */
  readonly fetchedAt: string | null;
  readonly origin: Origin;
}

/** A page whose bytes have been decoded to text: no NUL, no lone surrogates, `\n` line ends. */
export interface DecodedPage {
  readonly url: string | null;
  readonly mediaType: MediaType;
  readonly text: string;
  /** The character set that was used, WHATWG name in lower case. */
  readonly charset: string;
}

/** How a page ended in a run: exactly one per page and run. */
export const OUTCOMES = ['loaded', 'unchanged', 'duplicate', 'empty', 'rejected', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const PAGE_TYPES = [
  'article',
  'listing',
  'forum',
  'product',
  'documentation',
  'service',
  'collection',
  'other',
] as const;
export type PageType = (typeof PAGE_TYPES)[number];
