import { fingerprint, KEYS } from '../dedupe/index.ts';
import type { Fingerprint } from '../document/index.ts';
import type { Queryable } from './database.ts';
import { SKETCH_BYTES } from './sketches.ts';

// Paragraphs that wait to be linked: published, and not in the index yet.

const KEY_BYTES = 4 * KEYS;
const PRINT_BYTES = KEY_BYTES + SKETCH_BYTES;

/** Keys and sketch, as a row that waits holds them. */
const packPrint = ({ keys, sketch }: Fingerprint): Buffer => {
  const bytes = Buffer.alloc(PRINT_BYTES);
  for (const [place, key] of keys.entries()) bytes.writeInt32LE(key, 4 * place);
  bytes.write(sketch, KEY_BYTES, 'hex');
  return bytes;
};

/** A paragraph that is new, and may repeat others. */
export interface Fresh {
  readonly id: number;
  readonly print: Fingerprint;
}

/** Lets paragraphs wait that are published in this transaction. */
export const putWaiting = async (connection: Queryable, fresh: readonly Fresh[]): Promise<void> => {
  if (fresh.length === 0) return;
  await connection.query(
    `insert into winnow.unlinked (paragraph_id, print)
     select id, substring($1::bytea from (nth - 1)::int * ${PRINT_BYTES} + 1 for ${PRINT_BYTES})
     from unnest($2::bigint[]) with ordinality as input (id, nth) on conflict do nothing`,
    [Buffer.concat(fresh.map((item) => packPrint(item.print))), fresh.map((item) => item.id)],
  );
};

/** Lets every paragraph wait. */
export const putAllWaiting = async (connection: Queryable): Promise<void> => {
  await connection.query(
    'insert into winnow.unlinked (paragraph_id) select id from winnow.paragraph on conflict do nothing',
  );
};

/** How many paragraphs wait, counted up to `most`. */
export const countWaiting = async (connection: Queryable, most: number): Promise<number> => {
  const { rows } = await connection.query<{ n: number }>(
    'select count(*) as n from (select from winnow.unlinked limit $1) as counted',
    [most],
  );
  return rows[0]!.n;
};

/** Paragraphs that are to be linked together, ascending by id. */
export interface Batch {
  readonly ids: Float64Array;
  /** KEYS for each, 0 for none. */
  readonly keys: Int32Array;
  /** SKETCH_BYTES for each. */
  readonly sketches: Uint8Array;
}

/** Texts that are read together. */
const TEXTS = 2000;

/** Prints that are made of the texts: of paragraphs that wait since there was no index. */
const makePrints = async (connection: Queryable, ids: readonly number[]): Promise<Map<number, Buffer>> => {
  const prints = new Map<number, Buffer>();
  for (let start = 0; start < ids.length; start += TEXTS) {
    const { rows } = await connection.query<{ id: number; text: string }>(
      'select id, text from winnow.paragraph where id = any($1::bigint[])',
      [ids.slice(start, start + TEXTS)],
    );
    for (const { id, text } of rows) {
      const print = fingerprint(text);
      if (print.keys.length > 0) prints.set(id, packPrint(print));
    }
  }
  return prints;
};

/** Takes up to `most` paragraphs out of those that wait. `taken` counts also those that have no keys. */
export const takeWaiting = async (
  connection: Queryable,
  most: number,
): Promise<{ readonly batch: Batch; readonly taken: number }> => {
  const { rows } = await connection.query<{ id: number; print: Buffer | null }>(
    `delete from winnow.unlinked
     where paragraph_id in (select paragraph_id from winnow.unlinked order by paragraph_id limit $1)
     returning paragraph_id as id, print`,
    [most],
  );
  rows.sort((a, b) => a.id - b.id);
  const made = await makePrints(
    connection,
    rows.flatMap((row) => (row.print === null ? [row.id] : [])),
  );
  const prints = rows.flatMap(({ id, print }) => {
    const known = print ?? made.get(id);
    return known === undefined ? [] : [{ id, print: known }];
  });
  const batch: Batch = {
    ids: Float64Array.from(prints, (item) => item.id),
    keys: new Int32Array(KEYS * prints.length),
    sketches: new Uint8Array(SKETCH_BYTES * prints.length),
  };
  for (const [index, { print }] of prints.entries()) {
    for (let place = 0; place < KEYS; place++)
      batch.keys[index * KEYS + place] = print.readInt32LE(4 * place);
    batch.sketches.set(print.subarray(KEY_BYTES), index * SKETCH_BYTES);
  }
  return { batch, taken: rows.length };
};
