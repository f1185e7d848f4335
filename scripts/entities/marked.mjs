// Passages of pages of all kinds, with their names as marked/README.md says they were marked.
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

export const MARK_TYPES = { p: 'person', o: 'organization', l: 'place' };

const MARK = /^([polx])(\d+)\+(\d+)$/;

/** One page in five never trains: it is only scored. */
const KEPT = 5;
export const isKeptOut = (page) => Number.parseInt(hash('sha256', page).slice(0, 8), 16) % KEPT === 0;

const documentOf = (line, gold) => {
  const [page, start, end, checksum, marks] = line.split('\t');
  const text = gold[page]?.text.slice(Number(start), Number(end)) ?? '';
  if (!hash('sha256', text).startsWith(checksum))
    throw new Error(`page ${page} is another one than was marked`);
  const spans = [];
  const open = [];
  for (const mark of marks.split(' ').filter(Boolean)) {
    const [, type, at, length] = MARK.exec(mark);
    const [from, to] = [Number(at), Number(at) + Number(length)];
    if (type === 'x') open.push([from, to]);
    else spans.push({ start: from, end: to, type: MARK_TYPES[type] });
  }
  return { id: page, text, misc: 'prose', open, spans };
};

/** The pages of the benchmark by number, with their texts and kinds. */
export const goldPages = (bench) => {
  const packed = readFileSync(join(bench, 'sets', 'wcxb-dev.gold.json.br'));
  return JSON.parse(brotliDecompressSync(packed)).gold;
};

/** Every passage as a document of the trainer. */
export const markedDocs = (bench) => {
  const gold = goldPages(bench);
  return readFileSync(new URL('./marked/pages.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => documentOf(line, gold));
};
