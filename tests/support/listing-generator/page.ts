/** A stretch of a listing page: one line of its text and the markup around it. */
export interface Piece {
  /** 1-based entry that it belongs to, null for the page. */
  readonly entry: number | null;
  readonly part:
    | 'title'
    | 'text'
    | 'tags'
    | 'date'
    | 'byline'
    | 'date-byline'
    | 'read-more'
    | 'image'
    | 'other'
    | 'frame'
    | 'markup';
  /** Empty for markup alone. */
  readonly text: string;
  readonly html: string;
}

export interface ListingPage {
  readonly shape: string;
  readonly html: string;
  readonly text: string;
  /** The pieces with text, in order; those of `text` are its lines. */
  readonly pieces: readonly Piece[];
  readonly entries: readonly ShownEntry[];
}

/** What a reader of the listing can know of an entry: only what its shape shows. */
export interface ShownEntry {
  readonly title: string;
  /** The entry's own page; null when nothing links to it. */
  readonly url: string | null;
  readonly teaser: boolean;
  readonly tags: readonly string[];
  /** ISO 8601 day. */
  readonly published: string | null;
  readonly author: string | null;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** A piece with text: `html` holds `%` where the text goes. */
export const piece = (entry: number | null, part: Piece['part'], text: string, html: string): Piece => ({
  entry,
  part,
  text,
  html: html.replace('%', () => escapeHtml(text)),
});

export const markup = (html: string): Piece => ({ entry: null, part: 'markup', text: '', html });
