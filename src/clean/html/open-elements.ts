import type { ElementNode } from '../../document/block.ts';
import { HEADINGS, isBlockLevel, RUBY_PARTS, TABLE_PARTS } from './elements.ts';

/** An element whose start tag was seen. */
export interface Frame {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: Frame | null;
  /** Number of elements around it. */
  readonly depth: number;
  /** Index in `nodes` once a block needs it, -1 before. */
  node: number;
}

const NONE: Readonly<Record<string, string>> = Object.freeze({});

/**
 * The stack of open elements. Every question that a tag asks ("is a `p` open in this cell?") is
 * answered from the positions kept per tag, so a page costs linear time however deep it nests.
 */
export class OpenElements {
  readonly nodes: ElementNode[] = [];
  private readonly frames: Frame[] = [];
  private readonly positions = new Map<string, number[]>();
  private readonly blockPositions: number[] = [];
  /** Positions of cells, captions and tables: an end tag inside does not reach out of them. */
  private readonly barriers: number[] = [];

  get size(): number {
    return this.frames.length;
  }

  at(position: number): Frame | null {
    return this.frames[position] ?? null;
  }

  top(): Frame | null {
    return this.frames[this.frames.length - 1] ?? null;
  }

  /** Position of the innermost open element of a tag, -1 when there is none. */
  last(tag: string): number {
    return this.positions.get(tag)?.at(-1) ?? -1;
  }

  push(tag: string, attributes: Readonly<Record<string, string>> | null): Frame {
    const position = this.frames.length;
    const frame: Frame = {
      tag,
      attributes: attributes ?? NONE,
      parent: this.top(),
      depth: position,
      node: -1,
    };
    this.frames.push(frame);
    const known = this.positions.get(tag);
    if (known) known.push(position);
    else this.positions.set(tag, [position]);
    if (isBlockLevel(tag) || TABLE_PARTS.has(tag)) this.blockPositions.push(position);
    if (isBarrier(tag)) this.barriers.push(position);
    return frame;
  }

  /** Closes the element at a position and everything inside it. */
  popTo(position: number): void {
    while (this.frames.length > position) {
      const frame = this.frames.pop();
      if (!frame) return;
      this.positions.get(frame.tag)?.pop();
      const index = this.frames.length;
      if (this.blockPositions.at(-1) === index) this.blockPositions.pop();
      if (this.barriers.at(-1) === index) this.barriers.pop();
    }
  }

  /** Where an end tag reaches: the position to close at, or -1 when the tag closes nothing. */
  closes(tag: string): number {
    const position = this.last(tag);
    if (TABLE_PARTS.has(tag)) return position > this.last('table') ? position : -1;
    if (tag === 'table' || tag === 'template') return position;
    if (HEADINGS.has(tag) && position < 0) {
      const block = this.blockPositions.at(-1) ?? -1;
      return HEADINGS.has(this.frames[block]?.tag ?? '') ? block : -1;
    }
    if (position <= (this.barriers.at(-1) ?? -1)) return -1;
    // A formatting element does not close the block that it was left open around.
    if (!isBlockLevel(tag) && position < (this.blockPositions.at(-1) ?? -1)) return -1;
    return position;
  }

  /** The position that a start tag closes at first (`<li>` ends the `<li>` before), or -1. */
  closedBy(tag: string): number {
    if (tag === 'li') return this.last('li') > this.lastList() ? this.last('li') : -1;
    if (tag === 'dt' || tag === 'dd') return this.sibling(['dt', 'dd'], this.last('dl'));
    if (tag === 'td' || tag === 'th') return this.sibling(['td', 'th', 'caption'], this.last('table'));
    if (tag === 'tr') return this.sibling(['tr', 'td', 'th', 'caption'], this.last('table'));
    if (tag === 'tbody' || tag === 'thead' || tag === 'tfoot')
      return this.sibling(['tbody', 'thead', 'tfoot', 'tr', 'caption'], this.last('table'));
    if (tag === 'option') return this.sibling(['option'], this.last('select'));
    if (tag === 'optgroup') return this.sibling(['option', 'optgroup'], this.last('select'));
    if (RUBY_PARTS.has(tag)) return this.sibling(['rb', 'rt', 'rtc', 'rp'], this.last('ruby'));
    if (HEADINGS.has(tag)) {
      const block = this.blockPositions.at(-1) ?? -1;
      if (HEADINGS.has(this.frames[block]?.tag ?? '')) return block;
    }
    return -1;
  }

  /** Whether text stands over a word and says how it is read; an annotation that was left open ends with its line. */
  inReading(): boolean {
    const ruby = this.last('ruby');
    if (ruby < 0 || ruby < (this.blockPositions.at(-1) ?? -1)) return false;
    return this.last('rt') > ruby || this.last('rp') > ruby;
  }

  /** Position of an open `p` that a block-level start tag ends, or -1. */
  openParagraph(): number {
    const position = this.last('p');
    return position > (this.barriers.at(-1) ?? -1) ? position : -1;
  }

  /** Index of an element in `nodes`; writes it and its ancestors down the first time. */
  materialise(frame: Frame): number {
    if (frame.node >= 0) return frame.node;
    const missing: Frame[] = [];
    for (let at: Frame | null = frame; at !== null && at.node < 0; at = at.parent) missing.push(at);
    for (let i = missing.length - 1; i >= 0; i--) {
      const each = missing[i]!;
      each.node = this.nodes.length;
      this.nodes.push({
        parent: each.parent ? each.parent.node : -1,
        tag: each.tag,
        attributes: each.attributes,
      });
    }
    return frame.node;
  }

  private lastList(): number {
    return Math.max(this.last('ul'), this.last('ol'), this.last('menu'), this.last('dir'));
  }

  /** The outermost of the given tags that is open above a boundary. */
  private sibling(tags: readonly string[], boundary: number): number {
    let position = -1;
    for (const tag of tags) {
      const at = this.last(tag);
      if (at > boundary && (position < 0 || at < position)) position = at;
    }
    // A barrier between (a cell inside the list item) keeps the item open.
    return position;
  }
}

const isBarrier = (tag: string): boolean =>
  tag === 'td' || tag === 'th' || tag === 'caption' || tag === 'table' || tag === 'template';
