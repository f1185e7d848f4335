import { compare, fingerprint } from '../dedupe/index.ts';
import { type Database, type Queryable, transaction } from './database.ts';

/** A paragraph whose near repeats are to be found. */
export interface Published {
  readonly id: number;
  readonly text: string;
  readonly bands: readonly number[];
}

/**
 * Paragraphs that may share one band key before the key says nothing. A key that crosses the cap later loses
 * the links that only it supports (`pruneCommon`), so that the cap does not depend on arrival.
 */
const COMMON_KEY = 200;

/** Paragraphs that one look-up takes: bounds the memory of a sweep. */
const BATCH = 500;

interface Pair {
  readonly a: Published;
  readonly b: { readonly id: number; readonly text: string };
}

const findPairs = async (
  connection: Queryable,
  paragraphs: readonly Published[],
): Promise<{ pairs: Pair[]; common: number[] }> => {
  const keys = paragraphs.flatMap((item) => item.bands.map((key) => [key, item.id] as const));
  const { rows } = await connection.query<{ key: number; id: number; others: number[] }>(
    `select key, id, others from unnest($1::int[], $2::bigint[]) as mine (key, id),
       lateral (select array_agg(paragraph_id) as others from
         (select paragraph_id from winnow.band where band.key = mine.key limit $3) found) found
     where cardinality(others) > 1`,
    [keys.map((row) => row[0]), keys.map((row) => row[1]), COMMON_KEY + 1],
  );
  const common = new Set<number>();
  const partners = new Map<number, Set<number>>();
  for (const row of rows)
    if (row.others.length > COMMON_KEY) common.add(row.key);
    else {
      const set = partners.get(row.id) ?? new Set();
      for (const other of row.others) if (Number(other) !== row.id) set.add(Number(other));
      partners.set(row.id, set);
    }
  const wanted = [...new Set([...partners.values()].flatMap((set) => [...set]))];
  const texts = await readTexts(connection, wanted);
  const pairs = paragraphs.flatMap((a) =>
    [...(partners.get(a.id) ?? [])]
      .filter((id) => texts.has(id) && (id > a.id || !partners.get(id)?.has(a.id)))
      .map((id) => ({ a, b: { id, text: texts.get(id)! } })),
  );
  return { pairs, common: [...common] };
};

const readTexts = async (connection: Queryable, ids: readonly number[]): Promise<Map<number, string>> => {
  const { rows } = await connection.query<{ id: number; text: string }>(
    'select id, text from winnow.paragraph where id = any($1)',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.text]));
};

const putLinks = async (connection: Queryable, pairs: readonly Pair[]): Promise<void> => {
  const links = pairs.flatMap(({ a, b }) => {
    // Ordered by the text, so that a pair has one row and one direction whoever finds it.
    const [first, second] = a.text < b.text ? [a, b] : [b, a];
    const found = compare(first.text, second.text);
    return found.kind === 'different' ? [] : [{ first: first.id, second: second.id, ...found }];
  });
  links.sort((a, b) => a.first - b.first || a.second - b.second);
  await connection.query(
    `insert into winnow.link (first_id, second_id, similarity, kind, repeat)
     select * from unnest($1::bigint[], $2::bigint[], $3::real[], $4::text[], $5::boolean[])
     on conflict do nothing`,
    [
      links.map((link) => link.first),
      links.map((link) => link.second),
      links.map((link) => link.similarity),
      links.map((link) => link.kind),
      links.map((link) => link.repeat),
    ],
  );
};

/**
 * Finds the near repeats of paragraphs that are committed and links them. Called after the transaction that
 * published them: a look-up inside it would not see what others publish at the same moment, nor they it.
 */
export const linkParagraphs = async (database: Database, published: readonly Published[]): Promise<void> => {
  for (let start = 0; start < published.length; start += BATCH) {
    const batch = published.slice(start, start + BATCH);
    await transaction(database, async (connection) => {
      const { pairs, common } = await findPairs(connection, batch);
      await putLinks(connection, pairs);
      await connection.query(
        'insert into winnow.common_band (key) select unnest($1::int[]) on conflict do nothing',
        [common.sort((a, b) => a - b)],
      );
      await connection.query('delete from winnow.unlinked where paragraph_id = any($1)', [
        batch.map((item) => item.id),
      ]);
    });
  }
};

/** Links what loaders published and, being killed, never linked. */
export const sweepLinks = async (database: Database): Promise<number> => {
  let swept = 0;
  for (;;) {
    const { rows } = await database.query<{ id: number; text: string }>(
      `select id, text from winnow.unlinked join winnow.paragraph on id = paragraph_id order by id limit $1`,
      [BATCH],
    );
    if (rows.length === 0) return swept;
    await linkParagraphs(
      database,
      rows.map((row) => ({ ...row, bands: fingerprint(row.text).bands })),
    );
    swept += rows.length;
  }
};

/** Takes back the links that only keys support which have become too common since. */
export const pruneCommon = async (connection: Queryable): Promise<void> => {
  const { rows } = await connection.query<{ key: number }>(
    'select key from winnow.common_band where not pruned order by key for update',
  );
  if (rows.length === 0) return;
  const keys = rows.map((row) => row.key);
  const links = await connection.query<{ first_id: number; second_id: number; a: string; b: string }>(
    `select first_id, second_id, a.text as a, b.text as b
     from winnow.link join winnow.paragraph a on a.id = first_id join winnow.paragraph b on b.id = second_id
     where first_id in (select paragraph_id from winnow.band where key = any($1))
       and second_id in (select paragraph_id from winnow.band where key = any($1))`,
    [keys],
  );
  const all = await connection.query<{ key: number }>('select key from winnow.common_band');
  const common = new Set(all.rows.map((row) => row.key));
  const unsupported = links.rows.filter((link) => {
    const others = new Set(fingerprint(link.b).bands);
    return !fingerprint(link.a).bands.some((key) => others.has(key) && !common.has(key));
  });
  await connection.query(
    `delete from winnow.link using unnest($1::bigint[], $2::bigint[]) as gone (first_id, second_id)
     where link.first_id = gone.first_id and link.second_id = gone.second_id`,
    [unsupported.map((link) => link.first_id), unsupported.map((link) => link.second_id)],
  );
  await connection.query('update winnow.common_band set pruned = true where key = any($1)', [keys]);
};
