import type { LinkSpan, RawBlock } from '../../document/block.ts';
import type { Frame, OpenElements } from './open-elements.ts';

/** Cells longer than this hold prose, not data: such a row is parted into its cells. */
const LONG_CELL = 160;
const LONG_ROW = 600;

/** What a `rel` says of the page or person behind a link; the rest is for browsers and search engines. */
const TELLING_REL = /\b(?:tag|author|license)\b/i;
const ANCHOR_SIGN = /^[¶§#🔗⚓]\uFE0F?$/u;
const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF]+/g;
const WHITE = /[\t\n\f\r \u00A0]+/g;
const isWhite = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13 && code !== 11) || code === 0xa0;
const UNEVEN = /[\t\n\f\r\u00A0\u00AD\u200B\u2060\uFEFF]| {2}/;

/**
 * Gathers the text between two block boundaries into one block: collapses white space, remembers
 * link spans, and finds the innermost element that holds the whole text.
 */
export class TextFlow {
  readonly blocks: RawBlock[] = [];
  private text = '';
  private links: LinkSpan[] = [];
  private space = false;
  private breaks = 0;
  private neighbour = false;
  /** What is gathered is one link of several words, and an element of another kind follows. */
  private part = false;
  private cell = false;
  private cellStart = 0;
  private owner: Frame | null = null;
  /** Fewest open elements since text was last added: how far out the owner has to move. */
  private lowest = 0;
  private href: string | null = null;
  private rel: string | null = null;
  private hrefStart = -1;
  private readonly later: { text: string; frame: Frame }[] = [];

  private readonly open: OpenElements;

  constructor(open: OpenElements) {
    this.open = open;
  }

  add(raw: string, preformatted: boolean): void {
    if (preformatted) {
      this.addPreformatted(raw.replace(INVISIBLE, ''));
      return;
    }
    let start = 0;
    let end = raw.length;
    while (start < end && isWhite(raw.charCodeAt(start))) start++;
    while (end > start && isWhite(raw.charCodeAt(end - 1))) end--;
    const core = start > 0 || end < raw.length ? raw.slice(start, end) : raw;
    if (UNEVEN.test(core)) {
      this.addEven(raw.replace(INVISIBLE, '').replace(WHITE, ' '));
      return;
    }
    if (start > 0) this.space = true;
    if (core === '') return;
    this.addCore(core);
    if (end < raw.length) this.space = true;
  }

  /** Text without invisible characters, whose white space is single spaces. */
  private addEven(even: string): void {
    const first = even.charCodeAt(0) === 32;
    if (first) this.space = true;
    const last = even.length > 1 && even.charCodeAt(even.length - 1) === 32;
    const core = first || last ? even.slice(first ? 1 : 0, last ? -1 : undefined) : even;
    if (core === '') return;
    this.addCore(core);
    if (last) this.space = true;
  }

  /** White space that the markup implies, such as an image between two words. */
  addSpace(): void {
    this.space = true;
  }

  /** A neighbour of the element that just ended, of one kind with it: a capital letter starts another word. */
  addNeighbour(): void {
    this.neighbour = true;
  }

  /** An element of another kind than the one that just ended: a capital letter starts another word, after a link another part of an entry. */
  addPart(ended: Frame | null): void {
    const isWhole = ended !== null && (this.owner?.depth ?? -1) >= ended.depth && PART.test(this.text);
    this.neighbour = isWhole;
    this.part = isWhole && ended.tag === 'a';
  }

  addBreak(preformatted: boolean): void {
    if (preformatted) this.addPreformatted('\n');
    else this.breaks++;
  }

  /** A new cell of a table row: the cells of a row make one block. */
  startCell(): void {
    if (this.text === '') return;
    if (this.text.length - this.cellStart > LONG_CELL || this.text.length > LONG_ROW) this.end();
    else this.cell = true;
  }

  /** A block of its own that follows the text gathered so far, such as an image's description. */
  addLater(text: string, frame: Frame): void {
    this.later.push({ text, frame });
    if (this.text === '') this.end();
  }

  startLink(href: string, rel: string | undefined): void {
    this.endLink();
    // Menus without a list often have no white space between their links.
    if (this.links.at(-1)?.end === this.text.length && this.text !== '') this.space = true;
    this.href = href;
    this.rel = rel !== undefined && TELLING_REL.test(rel) ? rel.toLowerCase() : null;
    this.hrefStart = -1;
  }

  endLink(): void {
    if (this.isAnchorSign()) this.text = this.text.slice(0, this.hrefStart).trimEnd();
    else if (this.href !== null && this.hrefStart >= 0 && this.text.length > this.hrefStart)
      this.links.push(
        this.rel === null
          ? { start: this.hrefStart, end: this.text.length, href: this.href }
          : { start: this.hrefStart, end: this.text.length, href: this.href, rel: this.rel },
      );
    this.href = null;
    this.hrefStart = -1;
  }

  /** A sign beside a heading that links to the heading itself. */
  private isAnchorSign(): boolean {
    if (this.href === null || this.hrefStart < 1 || this.text.length - this.hrefStart > 2) return false;
    return this.href.includes('#') && ANCHOR_SIGN.test(this.text.slice(this.hrefStart));
  }

  /** To be called after elements were closed. */
  closed(): void {
    if (this.open.size < this.lowest) this.lowest = this.open.size;
  }

  /** Ends the block. A link that is still open goes on in the next one. */
  end(): void {
    const href = this.href;
    this.endLink();
    this.href = href;
    if (this.text !== '') {
      this.emit(this.text, this.owner, this.links);
      this.text = '';
    }
    if (this.links.length > 0) this.links = [];
    this.space = false;
    this.neighbour = false;
    this.part = false;
    this.breaks = 0;
    this.cell = false;
    this.cellStart = 0;
    if (this.later.length === 0) return;
    for (const { text, frame } of this.later) this.emit(text, frame, []);
    this.later.length = 0;
  }

  private emit(text: string, owner: Frame | null, links: readonly LinkSpan[]): void {
    const trimmed = text.trimEnd();
    if (trimmed === '') return;
    this.blocks.push({
      ordinal: this.blocks.length,
      line: null,
      text: trimmed,
      node: owner ? this.open.materialise(owner) : -1,
      links: links.filter((link) => link.start < trimmed.length),
    });
  }

  private addCore(core: string): void {
    if (this.text !== '' && (this.breaks > 1 || (this.part && isGlued(this.text, core)))) this.end();
    if (this.text !== '') {
      if (this.cell) {
        this.text += ' | ';
        this.cellStart = this.text.length;
      } else if (this.breaks > 0) this.text += '\n';
      else if (this.space || (this.neighbour && isGlued(this.text, core))) this.text += ' ';
    }
    this.append(core);
  }

  private addPreformatted(data: string): void {
    const clean = data.replace(/\r\n?/g, '\n');
    const core = this.text === '' ? clean.replace(/^\n+/, '') : clean;
    if (this.text === '' && core.trim() === '') return;
    this.append(core);
  }

  private append(core: string): void {
    if (this.text === '') this.owner = this.open.top();
    else if (this.owner && this.lowest <= this.owner.depth) this.owner = this.open.at(this.lowest - 1);
    this.lowest = this.open.size;
    if (this.href !== null && this.hrefStart < 0) this.hrefStart = this.text.length;
    this.text += core;
    this.space = false;
    this.neighbour = false;
    this.part = false;
    this.breaks = 0;
    this.cell = false;
  }
}

/** Several words that are no sentence. */
const PART = /^\S+ .*[\p{Ll}\d]$/su;
const WORD_END = /[\p{Ll}\d.!?)]$/u;
const WORD_START = /^\p{Lu}/u;

/** Whether two texts would run into one word between a small letter and a capital: `Open SourceNotion`. */
const isGlued = (before: string, after: string): boolean =>
  WORD_START.test(after) && WORD_END.test(before.slice(-1));
