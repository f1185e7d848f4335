import { cutKeyPage, emptyPage, type KeyPage, readKeyPage, type StoredKeyPage } from '../dedupe/index.ts';
import type { Queryable } from './database.ts';

/** Pages that are read and written together. */
const SLICE = 512;

/** The least key there is: the first page begins with it, and is there when no crash has emptied the table. */
const LEAST = -(2 ** 31);

/** Whether the index is there. */
export const hasKeyPages = async (connection: Queryable): Promise<boolean> => {
  const { rowCount } = await connection.query('select from winnow.key_page where low = $1', [LEAST]);
  return rowCount === 1;
};

/** Begins an index of nothing. */
export const beginKeyPages = async (connection: Queryable): Promise<void> => {
  await connection.query(`insert into winnow.key_page (low, entries) values ($1, '')`, [LEAST]);
};

/** A stretch of sorted keys, and the page where they belong. */
interface Range {
  readonly low: number;
  readonly keys: readonly [from: number, to: number];
}

/** The pages where sorted keys belong. */
const rangesOf = async (connection: Queryable, keys: Int32Array): Promise<Range[]> => {
  const { rows } = await connection.query<{ low: number }>('select low from winnow.key_page order by low');
  const ranges: Range[] = [];
  let from = 0;
  for (let page = 0; from < keys.length; page++) {
    const next = rows[page + 1]?.low ?? Number.POSITIVE_INFINITY;
    let to = from;
    while (to < keys.length && keys[to]! < next) to++;
    if (to > from) ranges.push({ low: rows[page]!.low, keys: [from, to] });
    from = to;
  }
  return ranges;
};

/** What is put is one value, and where each page begins in it: an array of them would be written in digits. */
const PIECES = 'unnest($2::int[], $3::int[], $4::int[]) as input (low, at, size)';
const PUT = {
  insert: `insert into winnow.key_page (low, entries) select low, substring($1::bytea from at for size) from ${PIECES}`,
  update: `update winnow.key_page set entries = substring($1::bytea from at for size) from ${PIECES}
    where key_page.low = input.low`,
} as const;

const putPages = async (
  connection: Queryable,
  how: keyof typeof PUT,
  pages: readonly StoredKeyPage[],
): Promise<void> => {
  if (pages.length === 0) return;
  let at = 1;
  const begins = pages.map((page) => {
    at += page.bytes.length;
    return at - page.bytes.length;
  });
  await connection.query(PUT[how], [
    Buffer.concat(pages.map((page) => page.bytes)),
    pages.map((page) => page.low),
    begins,
    pages.map((page) => page.bytes.length),
  ]);
};

/**
 * Changes every page where one of the sorted keys belongs. `change` gets the page and from where to where its keys are,
 * and returns what the page is to hold, or null to stop; pages that are too full then are cut. False when it was stopped.
 * The caller holds the lock of the linker.
 */
export const changeKeyPages = async (
  connection: Queryable,
  keys: Int32Array,
  change: (page: KeyPage, keys: Range['keys']) => KeyPage | null,
): Promise<boolean> => {
  const ranges = await rangesOf(connection, keys);
  let page = emptyPage();
  for (let start = 0; start < ranges.length; start += SLICE) {
    const slice = ranges.slice(start, start + SLICE);
    const { rows } = await connection.query<{ entries: Buffer }>(
      'select entries from winnow.key_page where low = any($1::int[]) order by low',
      [slice.map((range) => range.low)],
    );
    const changed: StoredKeyPage[] = [];
    const cut: StoredKeyPage[] = [];
    for (const [index, { low, keys: range }] of slice.entries()) {
      page = readKeyPage(rows[index]!.entries, page);
      const after = change(page, range);
      if (after === null) return false;
      const [first, ...others] = cutKeyPage(after, low);
      changed.push(first!);
      cut.push(...others);
    }
    await putPages(connection, 'update', changed);
    await putPages(connection, 'insert', cut);
  }
  return true;
};

/** About how many pages the index has. */
export const countKeyPages = async (connection: Queryable): Promise<number> => {
  const { rows } = await connection.query<{ n: number }>(
    `select pg_relation_size('winnow.key_page') / current_setting('block_size')::int as n`,
  );
  return rows[0]!.n;
};
