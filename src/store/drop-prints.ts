import { dropEntries, fingerprint } from '../dedupe/index.ts';
import type { Connection } from './database.ts';
import { changeKeyPages, hasKeyPages } from './key-pages.ts';
import { holdLinking } from './linking-lock.ts';
import { dropSketches } from './sketches.ts';

/** Paragraphs whose texts are read together. */
const SLICE = 5000;

const dropSlice = async (connection: Connection, ids: readonly number[]): Promise<void> => {
  const { rows } = await connection.query<{ id: number; text: string }>(
    'select id, text from winnow.paragraph where id = any($1::bigint[]) order by id',
    [ids],
  );
  const keys = rows.flatMap(({ text }) => fingerprint(text).keys).filter((key) => key !== 0);
  const gone = new Set(rows.map((row) => row.id));
  await changeKeyPages(connection, Int32Array.from(new Set(keys)).sort(), (page) => {
    dropEntries(page, gone);
    return page;
  });
  await dropSketches(connection, Float64Array.from(gone));
};

/** Takes paragraphs that are about to be removed out of the index by which near repeats find each other. */
export const dropPrints = async (connection: Connection, ids: readonly number[]): Promise<void> => {
  await holdLinking(connection);
  await connection.query('delete from winnow.unlinked where paragraph_id = any($1::bigint[])', [ids]);
  if (!(await hasKeyPages(connection))) return;
  for (let start = 0; start < ids.length; start += SLICE)
    await dropSlice(connection, ids.slice(start, start + SLICE));
};
