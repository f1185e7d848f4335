import { emptyPage, readKeyPage } from '../../src/dedupe/index.ts';
import type { Queryable } from '../../src/store/database.ts';

const SKETCHES = `
  select 64 * number + i as id from winnow.sketch_page cross join generate_series(0, 63) as i
  where substring(sketches from 16 * i + 1 for 16) <> decode(repeat('00', 16), 'hex')`;

/** How many paragraphs the index of near repeats knows, by key or sketch, that are not there. */
export const countGoneFromIndex = async (database: Queryable): Promise<number> => {
  const pages = await database.query<{ entries: Buffer }>('select entries from winnow.key_page');
  const keyed = pages.rows.flatMap(({ entries }) => {
    const page = readKeyPage(entries, 0, entries.length, emptyPage());
    return Array.from(page.ids.subarray(0, page.count));
  });
  const { rows } = await database.query<{ n: number }>(
    `select count(*) as n from (select unnest($1::bigint[]) as id union ${SKETCHES}) as indexed
     where not exists (select from winnow.paragraph where paragraph.id = indexed.id)`,
    [keyed],
  );
  return rows[0]!.n;
};
