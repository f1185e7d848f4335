/** One entry of a feed, as the feed says it: markup of its content as given, all else as text. */
export interface FeedEntry {
  readonly title: string | null;
  readonly link: string | null;
  readonly id: string | null;
  /** As written: RFC 822 in RSS, ISO 8601 in Atom. */
  readonly published: string | null;
  readonly modified: string | null;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly language: string | null;
  readonly image: string | null;
  /** What the feed calls the content of the entry, as HTML. */
  readonly content: string | null;
  /** What it calls a description or summary, as HTML. */
  readonly summary: string | null;
  /** What keeps it from being a page, as WordPress exports say it: `attachment`, `draft`. */
  readonly unfit: string | null;
  /** The text was longer than the limit, and is cut. */
  readonly isTooLong: boolean;
}

/** What a feed says of itself: it holds for all its entries. */
export interface FeedHead {
  readonly title: string | null;
  readonly language: string | null;
}
