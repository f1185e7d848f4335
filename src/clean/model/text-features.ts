import type { JudgedBlock } from '../../document/block.ts';
import { keepShape } from '../../document/keep-shape.ts';
import { ROLES } from '../../document/role.ts';
import { wordHashes } from './characters.ts';
import { Columns, log1 } from './columns.ts';
import { addressFeatures, type PageVector, textPageFeatures, vectorOf } from './page-features.ts';
import { addSections, addSequence } from './sequence.ts';
import { addTextStats } from './text-stats.ts';
import { countIn } from './title-features.ts';
import { blockWords, headingsOf } from './tokens.ts';

/** A text page as the models see it. */
export interface TextFeatures {
  readonly columns: Columns;
  readonly page: PageVector;
  /** The heading that each line stands under, -1 before the first. */
  readonly headings: Int32Array;
  /** Hashed words of each line that is not long, see `blockWords`. */
  readonly blockWords: readonly (readonly number[])[];
  /** Words of each line. */
  readonly words: Float64Array;
}

/** How much of a line is compared with the page's name, and how many lines may hold that name. */
const LONGEST = 400;
const HEAD_LINES = 2;
const WINDOW = 5;

export function textFeatures(lines: readonly JudgedBlock[], url: string | null): TextFeatures {
  const columns = keepShape(new Columns(lines.length));
  const texts = lines.map((line) => line.text);
  const stats = addTextStats(columns, texts, new Float64Array(lines.length));
  addSequence(columns, texts, stats);
  addRoles(columns, lines);
  addShapes(columns, texts);
  const words = blockWords(texts);
  addHeadAgreement(columns, texts, words);
  const headings = headingsOf((index) => lines[index]!.role === 'heading', lines.length);
  addSections(columns, headings, stats);
  const page = vectorOf([
    ...textPageFeatures(texts, stats),
    ...addressFeatures(url),
    ...rolePageFeatures(lines),
  ]);
  return { columns, page, headings, blockWords: words, words: stats.words };
}

/** What the rules said of a line and of the lines around it. */
function addRoles(columns: Columns, lines: readonly JudgedBlock[]): void {
  const rows = lines.length;
  const code = Float32Array.from(lines, (line) => ROLES.indexOf(line.role));
  for (const [index, role] of ROLES.entries()) {
    const column = columns.add(`role:${role}`);
    let since = -1;
    for (let i = 0; i < rows; i++) {
      if (code[i] === index) since = i;
      // 0 on the line itself, then how long ago the role was seen, coarsely.
      column[i] = since < 0 ? 12 : log1(i - since);
    }
  }
  const text = new Float64Array(rows + 1);
  for (let i = 0; i < rows; i++) text[i + 1] = text[i]! + (IN_TEXT.has(lines[i]!.role) ? 1 : 0);
  const own = columns.add('role:in-text');
  const before = columns.add('role:text-before');
  const after = columns.add('role:text-after');
  const gap = columns.add('line:gap');
  for (let i = 0; i < rows; i++) {
    own[i] = text[i + 1]! - text[i]!;
    before[i] = text[i]! - text[Math.max(0, i - WINDOW)]!;
    after[i] = text[Math.min(rows, i + 1 + WINDOW)]! - text[i + 1]!;
    gap[i] = i > 0 ? Math.min(5, (lines[i]!.line ?? 0) - (lines[i - 1]!.line ?? 0)) : 0;
  }
}

const IN_TEXT: ReadonlySet<string> = new Set(['paragraph', 'heading', 'list-item', 'quote', 'code', 'table']);

/** Lines of one shape: what repeats with other words in it (posts, prices, rows). */
function addShapes(columns: Columns, texts: readonly string[]): void {
  const count = columns.add('shape:count');
  const masked = columns.add('shape:masked-count');
  const shapes = new Map<string, number>();
  const masks = new Map<string, number>();
  const shapeOf = texts.map(shape);
  const maskOf = texts.map((text) => text.slice(0, 80).replace(/\d+/g, '0'));
  for (const key of shapeOf) shapes.set(key, (shapes.get(key) ?? 0) + 1);
  for (const key of maskOf) masks.set(key, (masks.get(key) ?? 0) + 1);
  for (let i = 0; i < texts.length; i++) {
    count[i] = log1(shapes.get(shapeOf[i]!)!);
    masked[i] = log1(masks.get(maskOf[i]!)!);
  }
}

/** Kinds of characters in order, runs as one: `Aa Aa 0`. */
const shape = (text: string): string =>
  text
    .slice(0, 40)
    .replace(/\p{Lu}+/gu, 'A')
    .replace(/\p{Ll}+/gu, 'a')
    .replace(/\p{Lo}+/gu, 'x')
    .replace(/\d+/g, '0');

/** How far a line repeats the first lines of the page, where its name stands. */
function addHeadAgreement(
  columns: Columns,
  texts: readonly string[],
  words: readonly (readonly number[])[],
): void {
  const inHead = columns.add('head:in-title');
  const since = columns.add('head:since-title');
  const head = new Set(texts.slice(0, HEAD_LINES).flatMap((text) => wordHashes(text.slice(0, LONGEST))));
  let last = -1;
  for (let i = 0; i < words.length; i++) {
    const own = words[i]!;
    if (i >= HEAD_LINES && own.length > 0) {
      const hits = countIn(own, head);
      inHead[i] = hits / own.length;
      if (last < 0 && own.length > 2 && hits >= own.length * 0.8) last = i;
    }
    since[i] = last < 0 ? -1 : log1(i - last);
  }
}

function rolePageFeatures(lines: readonly JudgedBlock[]): [string, number][] {
  const count = new Map<string, number>();
  for (const line of lines) count.set(line.role, (count.get(line.role) ?? 0) + 1);
  return ROLES.map((role) => [`page:${role}`, (count.get(role) ?? 0) / Math.max(1, lines.length)]);
}
