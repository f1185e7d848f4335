import { cutKeyPage, emptyPage, type KeyPage, KeyPageWriter, readKeyPage } from '../dedupe/index.ts';
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

// Pages travel as one value, read or written, with their sizes: values of their own would each cost as much as the page.
const READ = `
  select string_agg(entries, '' order by low) as entries, array_agg(length(entries) order by low) as sizes
  from winnow.key_page where low = any($1::int[])`;

const PIECES = 'unnest($2::int[], $3::int[], $4::int[]) as input (low, at, size)';
const PUT = {
  insert: `insert into winnow.key_page (low, entries)
    select low, substring($1::bytea from at + 1 for size) from ${PIECES}`,
  update: `update winnow.key_page set entries = substring($1::bytea from at + 1 for size) from ${PIECES}
    where key_page.low = input.low`,
} as const;

const putPages = async (
  connection: Queryable,
  how: keyof typeof PUT,
  pages: KeyPageWriter,
): Promise<void> => {
  if (pages.lows.length === 0) return;
  await connection.query(PUT[how], [pages.bytes, pages.lows, pages.begins, pages.sizes]);
  pages.clear();
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
  const changed = new KeyPageWriter();
  const cut = new KeyPageWriter();
  let page = emptyPage();
  for (let start = 0; start < ranges.length; start += SLICE) {
    const slice = ranges.slice(start, start + SLICE);
    const { rows } = await connection.query<{ entries: Buffer; sizes: number[] }>(READ, [
      slice.map((range) => range.low),
    ]);
    const { entries, sizes } = rows[0]!;
    let at = 0;
    for (const [index, { low, keys: range }] of slice.entries()) {
      const end = at + sizes[index]!;
      page = readKeyPage(entries, at, end, page);
      at = end;
      const after = change(page, range);
      if (after === null) return false;
      cutKeyPage(after, low, changed, cut);
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
