import { fingerprint } from '../dedupe/index.ts';
import type { Fingerprint } from '../document/index.ts';
import type { Queryable } from './database.ts';
import { differingBits } from './sketches.ts';

/** Paragraphs that may share one key before the key says nothing. */
export const COMMON = 100;

/**
 * Bits in which the sketches of two paragraphs may differ, by the number of keys they share. Those of unrelated
 * paragraphs differ in 60 of 128, and one in 600 in less than 43; those of edited copies in 35 or less. A quotation
 * in a longer text differs more, and shares more keys than a set phrase gives. Four bits more find no further pair
 * of edited paragraphs of public speeches, and twice as many pairs that are none.
 */
export const mayDiffer = (keys: number): number => 36 + 6 * keys;

/** Common keys that a connection has heard of. */
const heard = new WeakMap<Queryable, { last: number; keys: Set<number> }>();

/** Keys that are known to be common. The caller holds the lock of the linker: nobody notes others meanwhile. */
export const commonKeys = async (connection: Queryable): Promise<ReadonlySet<number>> => {
  const known = heard.get(connection) ?? { last: 0, keys: new Set() };
  heard.set(connection, known);
  const { rows } = await connection.query<{ id: number; key: number }>(
    'select id, key from winnow.common_key where id > $1',
    [known.last],
  );
  for (const { id, key } of rows) {
    known.last = Math.max(known.last, id);
    known.keys.add(key);
  }
  return known.keys;
};

/** Notes keys that turned out to be common. */
export const putCommon = async (connection: Queryable, keys: readonly number[]): Promise<void> => {
  await connection.query(
    'insert into winnow.common_key (key) select unnest($1::int[]) on conflict do nothing',
    [keys],
  );
};

interface Link {
  readonly first: number;
  readonly second: number;
}

/** Whether two paragraphs share keys that say something, and are alike as far as the keys ask for. */
const isSupported = (a: Fingerprint, b: Fingerprint, common: ReadonlySet<number>): boolean => {
  const keys = a.keys.filter((key) => key !== 0 && !common.has(key) && b.keys.includes(key)).length;
  if (keys === 0) return false;
  const [x, y] = [Buffer.from(a.sketch, 'hex'), Buffer.from(b.sketch, 'hex')];
  return differingBits(x, 0, y, 0) <= mayDiffer(keys);
};

/** Paragraphs whose links are read together. */
const SLICE = 2000;

const LINKS = `
  with near as (
    select first_id, second_id from winnow.link where first_id = any($1::bigint[])
    union select first_id, second_id from winnow.link where second_id = any($1::bigint[]))
  select first_id as first, second_id as second, a.text as a, b.text as b
  from near join winnow.paragraph a on a.id = first_id join winnow.paragraph b on b.id = second_id`;

/**
 * Takes back links of these paragraphs that only keys support which have become common, so that what is linked does
 * not depend on who came first. Their repeats are decided anew by `updateRepeats`.
 */
export const takeBackLinks = async (
  connection: Queryable,
  ids: readonly number[],
  common: ReadonlySet<number>,
): Promise<void> => {
  const prints = new Map<number, Fingerprint>();
  const printOf = (id: number, text: string): Fingerprint => {
    const print = prints.get(id) ?? fingerprint(text);
    prints.set(id, print);
    return print;
  };
  for (let start = 0; start < ids.length; start += SLICE) {
    const { rows } = await connection.query<Link & { a: string; b: string }>(LINKS, [
      ids.slice(start, start + SLICE),
    ]);
    const gone = rows.filter(
      (row) => !isSupported(printOf(row.first, row.a), printOf(row.second, row.b), common),
    );
    if (gone.length === 0) continue;
    await connection.query(
      `with gone as (
         delete from winnow.link using unnest($1::bigint[], $2::bigint[]) as gone (first, second)
         where first_id = first and second_id = second returning first_id, second_id)
       insert into winnow.loosened
       select first_id from gone union select second_id from gone order by 1 on conflict do nothing`,
      [gone.map((link) => link.first), gone.map((link) => link.second)],
    );
  }
};
