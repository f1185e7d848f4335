import { decodeHTML, escapeAttribute, escapeText } from 'entities';
import type { FeedEntry } from './entry.ts';

/** Authors, or tags, that are kept of an entry. */
const MOST = 100;

/** What an element of an entry is, by its name in RSS, Dublin Core, Atom and exports of WordPress. */
const FIELDS = {
  title: 'title',
  'atom:title': 'title',
  link: 'link',
  guid: 'id',
  id: 'id',
  pubdate: 'published',
  'dc:date': 'published',
  published: 'published',
  issued: 'published',
  updated: 'modified',
  modified: 'modified',
  'dcterms:modified': 'modified',
  author: 'author',
  'dc:creator': 'author',
  category: 'tag',
  'dc:subject': 'tag',
  'dc:language': 'language',
  enclosure: 'image',
  'media:content': 'image',
  'media:thumbnail': 'image',
  'content:encoded': 'content',
  content: 'content',
  description: 'summary',
  summary: 'summary',
  'wp:post_type': 'kind',
  'wp:status': 'status',
} as const;

type Field = (typeof FIELDS)[keyof typeof FIELDS];
type Single = Exclude<Field, 'author' | 'tag'>;

type Attributes = Readonly<Record<string, string>>;

/** What WordPress calls a post, a page and what readers may see. */
const FIT = { kind: /^(?:post|page)$/, status: /^(?:publish|inherit)$/ };

/** Atom's `type`: RSS has none, and its texts are HTML. */
const isPlain = (name: string, attributes: Attributes): boolean =>
  /^(?:content|summary)$/.test(name) && /^(?:text|text\/plain)?$/.test(attributes.type ?? '');

const isMarkup = (attributes: Attributes): boolean => attributes.type === 'xhtml';

/** RSS writes an author as `ann@example.org (Ann Lee)`. */
const nameOf = (author: string): string => /^\S+@\S+\s*\((.*)\)$/s.exec(author)?.[1]?.trim() ?? author;

/** Titles and tags are text: of those who write HTML there as in the content, what a reader would see. */
const textOf = (text: string): string =>
  decodeHTML(text.replaceAll(/<\/?[a-z][^<>]{0,1000}>/gi, ''))
    .replaceAll(/\s+/g, ' ')
    .trim();

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');

/** An entry in the making. */
export class EntryDraft {
  readonly #single: Partial<Record<Single, string>> = {};
  readonly #authors: string[] = [];
  readonly #tags: string[] = [];
  /** What is being read, and whether its elements are its content (Atom's `type="xhtml"`). */
  #open: { readonly field: Field; readonly isMarkup: boolean; readonly isPlain: boolean } | null = null;
  #text = '';
  #size = 0;
  readonly #limit: number;

  /** `limit` is what the texts of the entry may hold together, in UTF-16 code units. */
  constructor(limit: number, language: string | undefined) {
    this.#limit = limit;
    if (language !== undefined) this.#single.language = language;
  }

  /** An element of the entry begins. */
  begin(name: string, attributes: Attributes): void {
    const field = FIELDS[name as keyof typeof FIELDS] as Field | undefined;
    this.#open =
      field === undefined
        ? null
        : { field, isMarkup: isMarkup(attributes), isPlain: isPlain(name, attributes) };
    this.#text = '';
    if (field === 'link' && (attributes.rel ?? 'alternate') === 'alternate')
      this.#text = attributes.href ?? '';
    if (field === 'tag') this.#text = attributes.term ?? '';
    if (field === 'image' && /^image\b/.test(attributes.type ?? attributes.medium ?? ''))
      this.#text = attributes.url ?? '';
    if (name === 'media:thumbnail') this.#text = attributes.url ?? '';
    if (name === 'guid' && attributes.isPermaLink !== 'false') this.#isPermanent = true;
  }

  #isPermanent = false;

  /** An element within the one that has begun. */
  beginInner(name: string, attributes: Attributes): void {
    if (this.#open?.isMarkup) this.#add(`<${name}${attributesOf(attributes)}>`);
    // Atom's author holds a name, an address and more.
    else if (this.#open?.field === 'author') this.#text = '';
  }

  endInner(name: string): void {
    if (this.#open?.isMarkup) this.#add(`</${name}>`);
    else if (this.#open?.field === 'author' && /^(?:atom:)?name$/.test(name)) this.end();
  }

  text(text: string): void {
    if (this.#open !== null) this.#add(this.#open.isMarkup ? escapeText(text) : text);
  }

  #add(text: string): void {
    this.#size += text.length;
    if (this.#size <= this.#limit) this.#text += text;
  }

  /** The element has ended. */
  end(): void {
    const open = this.#open;
    this.#open = null;
    const text = this.#text.trim();
    if (open === null || text === '') return;
    if (open.field === 'author') {
      if (this.#authors.length < MOST) this.#authors.push(textOf(nameOf(text)));
    } else if (open.field === 'tag') {
      if (this.#tags.length < MOST) this.#tags.push(textOf(text));
    } else this.#single[open.field] ??= open.isPlain ? `<p>${escapeText(text)}</p>` : text;
  }

  entry(): FeedEntry {
    const { kind, status, ...single } = this.#single;
    const unfit = [
      kind !== undefined && !FIT.kind.test(kind) ? kind : null,
      status !== undefined && !FIT.status.test(status) ? status : null,
    ];
    return {
      title: single.title === undefined ? null : textOf(single.title),
      link: single.link ?? (this.#isPermanent ? (single.id ?? null) : null),
      id: single.id ?? null,
      published: single.published ?? null,
      modified: single.modified ?? null,
      authors: [...new Set(this.#authors)],
      tags: [...new Set(this.#tags)],
      language: single.language ?? null,
      image: single.image ?? null,
      content: single.content ?? null,
      summary: single.summary ?? null,
      unfit: unfit.find((reason) => reason !== null) ?? null,
      isTooLong: this.#size > this.#limit,
    };
  }
}
