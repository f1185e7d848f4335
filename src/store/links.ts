import { compare, MOST_IN_BATCH } from '../dedupe/index.ts';
import { mapBreathing } from './breathing.ts';
import { commonKeys, putCommon, takeBackLinks } from './common-keys.ts';
import { type Connection, type Database, type Queryable, transaction } from './database.ts';
import { beginKeyPages, countKeyPages, hasKeyPages } from './key-pages.ts';
import { holdLinking, tryLinking } from './linking-lock.ts';
import { addAndFind, type Candidate, LEAST_BATCH } from './neighbours.ts';
import { putSketches } from './sketches.ts';
import { type Batch, countWaiting, putAllWaiting, takeWaiting } from './waiting.ts';

interface Text {
  readonly id: number;
  readonly text: string;
}

interface Pair {
  readonly a: Text;
  readonly b: Text;
}

/** Pairs that are compared together: bounds the texts in memory. */
const PAIRS = 4000;

/** The texts of pairs whose paragraphs are still there. */
const readPairs = async (
  connection: Queryable,
  batch: Batch,
  candidates: readonly Candidate[],
): Promise<Pair[]> => {
  const pairs = candidates.map(({ member, id }) => [batch.ids[member]!, id] as const);
  const { rows } = await connection.query<Text>(
    'select id, text from winnow.paragraph where id = any($1::bigint[])',
    [[...new Set(pairs.flat())]],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return pairs.flatMap(([id, other]) => {
    const [a, b] = [known.get(id), known.get(other)];
    return a === undefined || b === undefined ? [] : [{ a, b }];
  });
};

const putLinks = async (connection: Queryable, pairs: readonly Pair[]): Promise<void> => {
  const compared = await mapBreathing(pairs, ({ a, b }) => {
    // Ordered by the text, so that a pair has one row and one direction whoever finds it.
    const [first, second] = a.text < b.text ? [a, b] : [b, a];
    return { first: first.id, second: second.id, ...compare(first.text, second.text) };
  });
  const links = compared.filter(({ kind }) => kind !== 'different');
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

/** Puts a batch into the index and links it. False, and all of it is to be undone, when it has too many neighbours. */
const link = async (connection: Connection, batch: Batch): Promise<boolean> => {
  await putSketches(connection, batch.ids, batch.sketches);
  const known = await commonKeys(connection);
  const found = await addAndFind(connection, batch, known);
  if (found === null) return false;
  const { candidates, common, crowd } = found;
  if (common.length > 0) {
    await putCommon(connection, common);
    await takeBackLinks(connection, crowd, new Set([...known, ...common]));
  }
  for (let start = 0; start < candidates.length; start += PAIRS)
    await putLinks(connection, await readPairs(connection, batch, candidates.slice(start, start + PAIRS)));
  return true;
};

/** Links a batch of those that wait, a smaller one when it has too many neighbours for the memory. Returns how many it took. */
const linkBatch = async (connection: Connection): Promise<number> => {
  for (let most = MOST_IN_BATCH; ; most = Math.max(LEAST_BATCH, most / 8)) {
    await connection.query('savepoint batch');
    const { batch, taken } = await takeWaiting(connection, most);
    if (await link(connection, batch)) return taken;
    await connection.query('rollback to savepoint batch');
  }
};

/** Links a batch in a transaction of its own. Takes nothing when somebody else links, unless it is to wait for that. */
const linkSome = (database: Database, { patient }: { readonly patient: boolean }): Promise<number> =>
  transaction(database, async (connection) => {
    if (patient) await holdLinking(connection);
    else if (!(await tryLinking(connection))) return 0;
    // A plan that was made for an empty table would read all of it.
    await connection.query('set local enable_seqscan = off');
    if (!(await hasKeyPages(connection))) {
      // The server has crashed: the links are there, the index is made again.
      await putAllWaiting(connection);
      await beginKeyPages(connection);
    }
    return linkBatch(connection);
  });

/**
 * Paragraphs that wait for each page of the index before they are linked in the middle of a run, so that going through
 * the pages is the smaller part of the work; and how many at least.
 */
const WAITING_PER_PAGE = 3;
const LEAST_WAITING = 4000;

/** How many paragraphs a process has published since it looked how many wait, and after how many it looks again. */
const published = new WeakMap<Database, { count: number; look: number }>();

/**
 * Links what waits when it is so much that each page of the index is worth reading, or `enough` if that is given.
 * Called with the number of paragraphs that are published, after the transaction that did it: a look-up inside it would
 * not see what others publish at the same moment, nor they it. What is left is for the sweep at the end of the run.
 */
export const linkWaiting = async (database: Database, fresh: number, enough?: number): Promise<void> => {
  const state = published.get(database) ?? { count: 0, look: LEAST_WAITING / 8 };
  published.set(database, state);
  state.count += fresh;
  if (enough === undefined && state.count < state.look) return;
  const wanted =
    enough ?? Math.max(LEAST_WAITING, Math.ceil(WAITING_PER_PAGE * (await countKeyPages(database))));
  state.count = 0;
  state.look = wanted / 16;
  if ((await countWaiting(database, wanted)) >= wanted) await linkSome(database, { patient: false });
};

/** Links everything that waits: the rest of a run, and what loaders published that were killed. Returns how much it was. */
export const sweepLinks = async (database: Database): Promise<number> => {
  for (let swept = 0; ; ) {
    const taken = await linkSome(database, { patient: true });
    if (taken === 0) return swept;
    swept += taken;
  }
};
