import type { Block } from '../document/block.ts';
import type { PageType } from '../document/page.ts';
import type { Role } from '../document/role.ts';
import { TEXT_ROLES } from '../document/text.ts';
import { wordCount } from './measure.ts';

/** The name that switches this off. */
export const SAID_BEFORE = 'split:said-before';

/** Text that may say the same again for a reason: samples of code, cells of tables. */
const MAY_REPEAT: ReadonlySet<Role> = new Set(['code', 'table']);

/** Words from which on nobody writes the same twice by chance. */
const PROSE_WORDS = 12;

/**
 * Whether prose that comes again is a copy on such a page: a reference says the same of many things, and lines of a
 * flattened page are often short sentences of one table.
 */
export const copiesProse = (hasMarkup: boolean, type: PageType): boolean =>
  hasMarkup && type !== 'documentation';

/** What the text of one article holds so far. */
class Told {
  private readonly texts: string[] = [];
  private readonly first = new Map<string, number>();
  private copied: number[] = [];
  private holdsProse = false;
  /** Where among the texts the last copied block stands first. */
  private from = -1;

  /** Takes the next text block; returns the blocks of a copy that ends before it. */
  add(index: number, { text, role }: Block): readonly number[] {
    const before = this.first.get(text);
    let ended: readonly number[] = [];
    if (before === undefined || MAY_REPEAT.has(role)) {
      ended = this.end();
      if (before === undefined) this.first.set(text, this.texts.length);
    } else {
      const goesOn = this.copied.length > 0 && this.texts[this.from + 1] === text;
      if (!goesOn) ended = this.end();
      this.from = goesOn ? this.from + 1 : before;
      this.copied.push(index);
      this.holdsProse ||= wordCount(text) >= PROSE_WORDS;
    }
    this.texts.push(text);
    return ended;
  }

  /** The blocks of the copy that ends here: none where all that came again are labels. */
  end(): readonly number[] {
    const copy = this.holdsProse ? this.copied : [];
    this.copied = [];
    this.holdsProse = false;
    return copy;
  }
}

/**
 * The blocks of a page without what the text of their article holds already: pages carry a copy for small screens, a
 * slide for each picture, or the whole behind its summary. Labels and lists of choices may come twice; prose may not,
 * nor what is copied in one row with it.
 */
export function toldOnce(blocks: readonly Block[]): Block[] {
  const told = new Map<number, Told>();
  const copies = new Set<number>();
  const drop = (copy: readonly number[]): void => {
    for (const index of copy) copies.add(index);
  };
  blocks.forEach((block, index) => {
    if (block.article === null || !TEXT_ROLES.has(block.role)) return;
    const own = told.get(block.article) ?? new Told();
    told.set(block.article, own);
    drop(own.add(index, block));
  });
  for (const own of told.values()) drop(own.end());
  return blocks.map((block, index) =>
    copies.has(index)
      ? { ...block, article: null, role: 'other', rule: SAID_BEFORE, confidence: null }
      : block,
  );
}
