import type { Columns } from './columns.ts';
import { log1 } from './columns.ts';
import type { TextStats } from './text-stats.ts';

/** Text kept for comparing blocks with each other. */
const COMPARED = 200;

/** What the neighbours and the whole page say of a block; the same for markup and for lines. */
export function addSequence(columns: Columns, texts: readonly string[], stats: TextStats): void {
  addPosition(columns, stats);
  addNeighbours(columns, stats);
  addWindows(columns, stats);
  addProseDistance(columns, stats);
  addRepetition(columns, texts);
}

function addPosition(columns: Columns, stats: TextStats): void {
  const { rows } = columns;
  const place = columns.add('place:blocks');
  const chars = columns.add('place:chars');
  const fromStart = columns.add('place:from-start');
  const fromEnd = columns.add('place:from-end');
  const proseBefore = columns.add('place:prose-before');
  let total = 0;
  let proseTotal = 0;
  for (let i = 0; i < rows; i++) {
    total += stats.length[i]!;
    if (stats.prose[i]) proseTotal += stats.length[i]!;
  }
  let seen = 0;
  let prose = 0;
  for (let i = 0; i < rows; i++) {
    place[i] = i / rows;
    chars[i] = total > 0 ? seen / total : 0;
    fromStart[i] = log1(i);
    fromEnd[i] = log1(rows - 1 - i);
    proseBefore[i] = proseTotal > 0 ? prose / proseTotal : 0;
    seen += stats.length[i]!;
    if (stats.prose[i]) prose += stats.length[i]!;
  }
}

function addNeighbours(columns: Columns, stats: TextStats): void {
  const { rows } = columns;
  for (const offset of [-3, -2, -1, 1, 2, 3]) {
    const words = columns.add(`near${offset}:words`);
    const density = columns.add(`near${offset}:link-density`);
    const ended = columns.add(`near${offset}:ended`);
    for (let i = 0; i < rows; i++) {
      const other = i + offset;
      const there = other >= 0 && other < rows;
      words[i] = there ? log1(stats.words[other]!) : -1;
      density[i] = there ? stats.linkDensity[other]! : -1;
      ended[i] = there ? stats.ended[other]! : -1;
    }
  }
}

/** Shares within a window around each block, from running sums. */
function addWindows(columns: Columns, stats: TextStats): void {
  const { rows } = columns;
  const chars = new Float64Array(rows + 1);
  const linked = new Float64Array(rows + 1);
  const prose = new Float64Array(rows + 1);
  const words = new Float64Array(rows + 1);
  for (let i = 0; i < rows; i++) {
    chars[i + 1] = chars[i]! + stats.length[i]!;
    linked[i + 1] = linked[i]! + stats.length[i]! * stats.linkDensity[i]!;
    prose[i + 1] = prose[i]! + stats.prose[i]!;
    words[i + 1] = words[i]! + stats.words[i]!;
  }
  for (const [name, back, ahead] of [
    ['around4', 4, 4],
    ['around12', 12, 12],
    ['before8', 8, 0],
    ['after8', -1, 8],
    ['before30', 30, 0],
    ['after30', -1, 30],
  ] as const) {
    const density = columns.add(`${name}:link-density`);
    const share = columns.add(`${name}:prose`);
    const average = columns.add(`${name}:words`);
    for (let i = 0; i < rows; i++) {
      const from = Math.min(rows, Math.max(0, i - back));
      const to = Math.min(rows, i + ahead + 1);
      const count = Math.max(1, to - from);
      const size = chars[to]! - chars[from]!;
      density[i] = size > 0 ? (linked[to]! - linked[from]!) / size : 0;
      share[i] = (prose[to]! - prose[from]!) / count;
      average[i] = log1((words[to]! - words[from]!) / count);
    }
  }
}

function addProseDistance(columns: Columns, stats: TextStats): void {
  const { rows } = columns;
  const back = columns.add('prose:back');
  const ahead = columns.add('prose:ahead');
  const run = columns.add('prose:run');
  let last = -1;
  let length = 0;
  for (let i = 0; i < rows; i++) {
    back[i] = last < 0 ? 12 : log1(i - last);
    if (stats.prose[i]) {
      last = i;
      length += stats.words[i]!;
    } else if (last >= 0 && i - last > 6) length = 0;
    run[i] = log1(length);
  }
  last = -1;
  length = 0;
  for (let i = rows - 1; i >= 0; i--) {
    ahead[i] = last < 0 ? 12 : log1(last - i);
    if (stats.prose[i]) {
      last = i;
      length += stats.words[i]!;
    } else if (last >= 0 && last - i > 6) length = 0;
    run[i] = Math.max(run[i]!, log1(length));
  }
}

function addRepetition(columns: Columns, texts: readonly string[]): void {
  const { rows } = columns;
  const same = columns.add('repeat:same-text');
  const contained = columns.add('repeat:first-of');
  const counts = new Map<string, number>();
  const keys: string[] = [];
  for (let i = 0; i < rows; i++) {
    const key = texts[i]!.length > COMPARED ? texts[i]!.slice(0, COMPARED) : texts[i]!;
    keys.push(key);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const seen = new Set<string>();
  for (let i = 0; i < rows; i++) {
    const key = keys[i]!;
    const count = counts.get(key)!;
    same[i] = log1(count - 1);
    contained[i] = count === 1 ? 0 : seen.has(key) ? 2 : 1;
    seen.add(key);
  }
}

/** How far under its heading a block stands, and what that section holds. */
export function addSections(columns: Columns, headings: Int32Array, stats: TextStats): void {
  const { rows } = columns;
  const since = columns.add('section:since');
  const size = columns.add('section:blocks');
  const words = columns.add('section:words');
  const prose = columns.add('section:prose');
  const count = new Float64Array(rows + 1);
  const sum = new Float64Array(rows + 1);
  const proseBlocks = new Float64Array(rows + 1);
  for (let i = 0; i < rows; i++) {
    const key = headings[i]! + 1;
    count[key]! += 1;
    sum[key]! += stats.words[i]!;
    proseBlocks[key]! += stats.prose[i]!;
  }
  for (let i = 0; i < rows; i++) {
    const key = headings[i]! + 1;
    since[i] = log1(i - headings[i]!);
    size[i] = log1(count[key]!);
    words[i] = log1(sum[key]!);
    prose[i] = proseBlocks[key]! / count[key]!;
  }
}
