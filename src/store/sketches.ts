import type { Queryable } from './database.ts';

/** Bytes of a sketch: one bit of each of 128 bins. */
export const SKETCH_BYTES = 16;

/** Sketches of a page: of paragraphs whose ids differ in the low 6 bits only. */
const ON_PAGE = 64;
const PAGE_BYTES = ON_PAGE * SKETCH_BYTES;

/** Pages that are read and written together. */
const SLICE = 1024;

const pageOf = (id: number): number => Math.floor(id / ON_PAGE);

const readPages = async (connection: Queryable, numbers: readonly number[]): Promise<Map<number, Buffer>> => {
  const { rows } = await connection.query<{ number: number; sketches: Buffer }>(
    'select number, sketches from winnow.sketch_page where number = any($1::bigint[])',
    [numbers],
  );
  return new Map(rows.map((row) => [row.number, row.sketches]));
};

/** Calls `work` with some of `ids`, ascending, at a time, and with the pages where their sketches are. */
const byPages = async (
  connection: Queryable,
  ids: Float64Array,
  work: (from: number, to: number, pages: Map<number, Buffer>) => Promise<void> | void,
): Promise<void> => {
  for (let from = 0; from < ids.length; ) {
    const numbers: number[] = [];
    let to = from;
    for (; to < ids.length; to++) {
      const number = pageOf(ids[to]!);
      if (number === numbers.at(-1)) continue;
      if (numbers.length === SLICE) break;
      numbers.push(number);
    }
    await work(from, to, await readPages(connection, numbers));
    from = to;
  }
};

/** Puts the sketches of paragraphs, ascending by id; `sketches` holds them in the same order. Zeros take them away. */
export const putSketches = (connection: Queryable, ids: Float64Array, sketches: Uint8Array): Promise<void> =>
  byPages(connection, ids, async (from, to, pages) => {
    for (let i = from; i < to; i++) {
      const number = pageOf(ids[i]!);
      let page = pages.get(number);
      if (page === undefined) {
        page = Buffer.alloc(PAGE_BYTES);
        pages.set(number, page);
      }
      page.set(
        sketches.subarray(i * SKETCH_BYTES, (i + 1) * SKETCH_BYTES),
        (ids[i]! % ON_PAGE) * SKETCH_BYTES,
      );
    }
    await connection.query(
      `insert into winnow.sketch_page (number, sketches)
       select number, substring($1::bytea from (nth - 1)::int * ${PAGE_BYTES} + 1 for ${PAGE_BYTES})
       from unnest($2::bigint[]) with ordinality as input (number, nth)
       on conflict (number) do update set sketches = excluded.sketches`,
      [Buffer.concat([...pages.values()]), [...pages.keys()]],
    );
  });

/** Takes the sketches of paragraphs away, ascending by id, and pages that are left without any. */
export const dropSketches = async (connection: Queryable, ids: Float64Array): Promise<void> => {
  await putSketches(connection, ids, new Uint8Array(ids.length * SKETCH_BYTES));
  await connection.query(
    'delete from winnow.sketch_page where number = any($1::bigint[]) and sketches = $2',
    [[...new Set(Array.from(ids, pageOf))], Buffer.alloc(PAGE_BYTES)],
  );
};

/** Calls `look` with the index of each of `ids`, ascending, and with the page and the byte where its sketch begins. */
export const lookAtSketches = (
  connection: Queryable,
  ids: Float64Array,
  look: (index: number, page: Uint8Array, at: number) => void,
): Promise<void> =>
  byPages(connection, ids, (from, to, pages) => {
    for (let i = from; i < to; i++) {
      const page = pages.get(pageOf(ids[i]!));
      if (page !== undefined) look(i, page, (ids[i]! % ON_PAGE) * SKETCH_BYTES);
    }
  });

const BITS = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** Bits in which two sketches differ. */
export const differingBits = (a: Uint8Array, atA: number, b: Uint8Array, atB: number): number => {
  let bits = 0;
  for (let i = 0; i < SKETCH_BYTES; i++) bits += BITS[a[atA + i]! ^ b[atB + i]!]!;
  return bits;
};
