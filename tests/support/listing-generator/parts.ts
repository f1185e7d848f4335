import type { Entry, Tongue } from './entries.ts';
import { type Piece, piece } from './page.ts';

/** How one kind of site writes an entry of a listing. */
export interface Shape {
  /** Whole posts; else their beginnings. */
  readonly full: boolean;
  /** Headlines and excerpts of any length and form. */
  readonly varied?: boolean;
  readonly open: string;
  readonly close: string;
  readonly entry: (entry: Entry, number: number, tongue: Tongue) => Piece[];
}

export const given = <T>(value: T | null, make: (value: T) => Piece): Piece[] =>
  value === null ? [] : [make(value)];

export const title = (entry: Entry, number: number, html: string): Piece =>
  piece(number, 'title', entry.title, html.replace('@', entry.slug));

export const paragraphs = (entry: Entry, number: number): Piece[] =>
  entry.paragraphs.map((text) => piece(number, 'text', text, '<p>%</p>'));

export const tagsLine = (entry: Entry, number: number, label: string): Piece[] =>
  entry.tags.length === 0
    ? []
    : [piece(number, 'tags', `${label}${entry.tags.join(', ')}`, '<div class="tags-links">%</div>')];

export const LABEL: Readonly<Record<string, string>> = {
  en: 'Tags: ',
  de: 'Schlagworte: ',
  fr: 'Étiquettes : ',
  es: 'Etiquetas: ',
};

export const byline = (entry: Entry, number: number, tongue: Tongue, html: string): Piece[] =>
  given(entry.author, (author) => piece(number, 'byline', `${tongue.by} ${author}`, html));

export const dateLine = (entry: Entry, number: number, html: string): Piece[] =>
  given(entry.date, (date) => piece(number, 'date', date, html));
