import type { Outline } from '../../document/block.ts';
import type { Role } from '../../document/role.ts';
import { isProse, type Line, readLine } from './line.ts';

/** A page under judgement: its lines, what is decided so far, and evidence that takes the whole page. */
export class TextPage {
  readonly lines: readonly Line[];
  readonly roles: (Role | null)[];
  readonly rules: string[];
  readonly prose: readonly boolean[];
  /** Indexes of the lines with the same folded text, in order; lines without letters or digits are left out. */
  readonly sameKey: ReadonlyMap<string, readonly number[]>;
  /** First line of the content and the line after its last; equal while nothing is known. */
  from = 0;
  to = 0;

  constructor(outline: Outline) {
    let previous = 0;
    const read = new Map<string, Line>();
    this.lines = outline.blocks.map((block, index) => {
      const gap = block.line === null ? 0 : block.line - previous - 1;
      previous = block.line ?? previous;
      const same = read.get(block.text);
      if (same !== undefined) return { ...same, index, gap };
      const line = readLine(block, index, gap);
      read.set(block.text, line);
      return line;
    });
    this.roles = this.lines.map(() => null);
    this.rules = this.lines.map(() => '');
    this.prose = this.lines.map(isProse);
    const sameKey = new Map<string, number[]>();
    for (const line of this.lines) {
      if (line.key === '') continue;
      const known = sameKey.get(line.key);
      if (known === undefined) sameKey.set(line.key, [line.index]);
      else known.push(line.index);
    }
    this.sameKey = sameKey;
  }

  /** Decides a line, unless an earlier rule has. */
  mark(index: number, role: Role, rule: string): void {
    if (index < 0 || index >= this.roles.length || this.roles[index] !== null) return;
    this.roles[index] = role;
    this.rules[index] = rule;
  }

  /** Takes back what an earlier rule decided on less than is known now. */
  unmark(index: number): void {
    this.roles[index] = null;
    this.rules[index] = '';
  }

  line(index: number): Line | undefined {
    return this.lines[index];
  }

  repeats(line: Line): readonly number[] {
    return this.sameKey.get(line.key) ?? [];
  }

  /** Whether a line is free to become a title, a heading, image text or a list item: undecided and not running text. */
  isShort(index: number): boolean {
    return this.roles[index] === null && this.prose[index] === false;
  }
}

/** One step of the judgement. Its name is what the ledger stores, as `text:<name>`. */
export interface TextRule {
  readonly name: string;
  readonly judge: (page: TextPage, rule: string) => void;
}

/** A rule that decides each line by itself. */
export const lineRule = (
  name: string,
  role: Role,
  test: (line: Line, page: TextPage) => boolean,
): TextRule => ({
  name,
  judge: (page, rule) => {
    for (const line of page.lines) {
      if (page.roles[line.index] === null && test(line, page)) page.mark(line.index, role, rule);
    }
  },
});
