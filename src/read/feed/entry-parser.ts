import { Parser } from 'htmlparser2';
import type { FeedEntry, FeedHead } from './entry.ts';
import { EntryDraft } from './entry-draft.ts';

/** Elements that a feed begins with: RSS 2, RSS 1, Atom. */
const ROOTS: ReadonlySet<string> = new Set(['rss', 'rdf:rdf', 'feed', 'atom:feed']);

/** Elements that are entries, wherever they stand: RSS 1 has them beside its channel. */
const ENTRIES: ReadonlySet<string> = new Set(['item', 'entry', 'atom:entry']);

/** Where a feed speaks of itself: RSS within its channel. Deeper elements are those of its picture. */
const HEAD_DEPTH = { atom: 2, rss: 3 } as const;

/** Letters that are kept of what a feed says of itself. */
const MOST_OF_HEAD = 1000;

type Attributes = Readonly<Record<string, string>>;

/** Reads a feed as it comes in, in pieces cut anywhere. */
export class EntryParser {
  #root: string | null = null;
  #depth = 0;
  #entry: { readonly draft: EntryDraft; readonly depth: number } | null = null;
  #done: FeedEntry[] = [];
  readonly #head: { title?: string; language?: string } = {};
  #headField: 'title' | 'language' | null = null;
  #silence = 0;
  readonly #limit: number;
  readonly #parser: Parser;

  /** `limit` is what the texts of an entry may hold together, in UTF-16 code units. */
  constructor(limit: number) {
    this.#limit = limit;
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(name.toLowerCase(), attributes),
        onclosetag: (name) => this.#close(name.toLowerCase()),
        ontext: (text) => this.#text(text),
      },
      { xmlMode: true },
    );
  }

  /** Takes the next piece; returns the entries that end in it. */
  read(piece: string): FeedEntry[] {
    this.#silence += piece.length;
    this.#parser.write(piece);
    return this.#done.splice(0);
  }

  /** Whether the first element is that of a feed; null before it has come. */
  get isFeed(): boolean | null {
    return this.#root === null ? null : ROOTS.has(this.#root);
  }

  /** Whether more has come than the limit without an element or a text: the parser keeps all of what has no end yet. */
  get isStuck(): boolean {
    return this.#silence > this.#limit;
  }

  /** Whether what has come ends within an entry. */
  get isInEntry(): boolean {
    return this.#entry !== null;
  }

  /** What the feed has said of itself so far. */
  get head(): FeedHead {
    return { title: this.#head.title?.trim() || null, language: this.#head.language?.trim() || null };
  }

  #open(name: string, attributes: Attributes): void {
    this.#silence = 0;
    this.#depth++;
    if (this.#root === null) {
      this.#root = name;
      const language = attributes['xml:lang'];
      if (language !== undefined) this.#head.language = language;
    } else if (this.#entry !== null) {
      if (this.#depth === this.#entry.depth + 1) this.#entry.draft.begin(name, attributes);
      else this.#entry.draft.beginInner(name, attributes);
    } else if (ENTRIES.has(name)) {
      const draft = new EntryDraft(this.#limit, attributes['xml:lang']);
      this.#entry = { draft, depth: this.#depth };
    } else this.#headField = this.#headFieldOf(name);
  }

  #headFieldOf(name: string): 'title' | 'language' | null {
    const depth = this.#root === 'feed' || this.#root === 'atom:feed' ? HEAD_DEPTH.atom : HEAD_DEPTH.rss;
    if (this.#depth !== depth || (name !== 'title' && name !== 'language')) return null;
    return this.#head[name] === undefined ? name : null;
  }

  #text(text: string): void {
    this.#silence = 0;
    if (this.#entry !== null) this.#entry.draft.text(text);
    else if (this.#headField !== null)
      this.#head[this.#headField] = `${this.#head[this.#headField] ?? ''}${text}`.slice(0, MOST_OF_HEAD);
  }

  #close(name: string): void {
    this.#silence = 0;
    if (this.#entry === null) this.#headField = null;
    else if (this.#depth > this.#entry.depth + 1) this.#entry.draft.endInner(name);
    else if (this.#depth === this.#entry.depth + 1) this.#entry.draft.end();
    else {
      this.#done.push(this.#entry.draft.entry());
      this.#entry = null;
    }
    this.#depth--;
  }
}
