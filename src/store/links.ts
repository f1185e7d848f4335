import { compare, fingerprint } from '../dedupe/index.ts';
import { type Database, type Queryable, transaction } from './database.ts';
import {
  findNeighbours,
  isWhole,
  markWhole,
  noteCommon,
  putCommon,
  putFingerprints,
} from './fingerprints.ts';

/** A paragraph whose near repeats are to be found; its keys are in the store. */
export interface Published {
  readonly id: number;
  readonly text: string;
}

/** Paragraphs that one look-up takes: bounds the memory of a sweep. */
const BATCH = 500;

interface Pair {
  readonly a: Published;
  readonly b: Published;
}

/** The texts of pairs, each pair once. */
const readPairs = async (
  connection: Queryable,
  published: readonly Published[],
  pairs: readonly (readonly [number, number])[],
): Promise<Pair[]> => {
  const known = new Map(published.map((item) => [item.id, item]));
  const unknown = [...new Set(pairs.map(([, other]) => other))].filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const { rows } = await connection.query<Published>(
      'select id, text from winnow.paragraph where id = any($1)',
      [unknown],
    );
    for (const row of rows) known.set(row.id, row);
  }
  const inBatch = new Set(published.map((item) => item.id));
  return pairs.flatMap(([id, other]) => {
    const a = known.get(id);
    const b = known.get(other);
    // Both of a pair within the batch have found each other.
    const isAgain = inBatch.has(other) && other < id;
    return a === undefined || b === undefined || isAgain ? [] : [{ a, b }];
  });
};

const putLinks = async (connection: Queryable, pairs: readonly Pair[]): Promise<void> => {
  const links = pairs.flatMap(({ a, b }) => {
    // Ordered by the text, so that a pair has one row and one direction whoever finds it.
    const [first, second] = a.text < b.text ? [a, b] : [b, a];
    const found = compare(first.text, second.text);
    return found.kind === 'different' ? [] : [{ first: first.id, second: second.id, ...found }];
  });
  if (links.length === 0) return;
  links.sort((a, b) => a.first - b.first || a.second - b.second);
  await connection.query(
    `insert into winnow.link (first_id, second_id, similarity, kind, repeat, redundant, look_alike)
     select * from unnest($1::bigint[], $2::bigint[], $3::real[], $4::text[], $5::boolean[], $6::text[], $7::boolean[])
     on conflict do nothing`,
    [
      links.map((link) => link.first),
      links.map((link) => link.second),
      links.map((link) => link.similarity),
      links.map((link) => link.kind),
      links.map((link) => link.repeat),
      links.map((link) => link.redundant),
      links.map((link) => link.lookAlike),
    ],
  );
};

/** Links one batch. False, and nothing is done, when keys are missing. */
const linkBatch = (database: Database, batch: readonly Published[]): Promise<boolean> =>
  transaction(database, async (connection) => {
    if (!(await isWhole(connection))) return false;
    const ids = batch.map((item) => item.id);
    // The plan is kept while the table grows: one that was made for an empty table would read all of it.
    await connection.query('set local enable_seqscan = off');
    const { pairs, common } = await findNeighbours(connection, ids);
    await putLinks(connection, await readPairs(connection, batch, pairs));
    await putCommon(connection, common);
    await connection.query('delete from winnow.unlinked where paragraph_id = any($1)', [ids]);
    return true;
  });

/**
 * Finds the near repeats of paragraphs that are committed and links them. Called after the transaction that
 * published them: a look-up inside it would not see what others publish at the same moment, nor they it.
 */
export const linkParagraphs = async (database: Database, published: readonly Published[]): Promise<void> => {
  for (let start = 0; start < published.length; start += BATCH) {
    const batch = published.slice(start, start + BATCH);
    while (!(await linkBatch(database, batch))) await restoreFingerprints(database);
  }
};

/** Any number that nobody else takes: one fills the table of keys while the others wait. */
const LOCK = 7_126_493_003;

/** Makes the keys of every paragraph that has none. Loaders go on meanwhile; who would link waits. */
const restoreFingerprints = (database: Database): Promise<void> =>
  transaction(database, async (connection) => {
    await connection.query('select pg_advisory_xact_lock($1)', [LOCK]);
    if (await isWhole(connection)) return;
    for (let last = 0; ; ) {
      const { rows } = await connection.query<Published>(
        'select id, text from winnow.paragraph where id > $1 order by id limit $2',
        [last, BATCH],
      );
      if (rows.length === 0) break;
      const signed = rows.map((row) => ({ id: row.id, ...fingerprint(row.text) }));
      await putFingerprints(
        connection,
        signed.filter((item) => item.keys.length > 0),
      );
      last = rows.at(-1)!.id;
    }
    await noteCommon(connection);
    await markWhole(connection);
  });

/** Links what loaders published and, being killed, never linked. */
export const sweepLinks = async (database: Database): Promise<number> => {
  let swept = 0;
  for (;;) {
    const { rows } = await database.query<Published>(
      `select id, text from winnow.unlinked join winnow.paragraph on id = paragraph_id order by id limit $1`,
      [BATCH],
    );
    if (rows.length === 0) return swept;
    await linkParagraphs(database, rows);
    swept += rows.length;
  }
};
