import type { Connection } from './database.ts';

/** Gives a run pages that are stored already, in chunks of `size`; its reading is done then. */
export const putStoredPages = async (
  connection: Connection,
  run: number,
  name: string,
  pages: readonly number[],
  size: number,
): Promise<void> => {
  await connection.query('insert into winnow.source (run_id, name) values ($1, $2)', [run, name]);
  await connection.query(
    `insert into winnow.chunk (run_id, ordinal)
     select $1, generate_series(0, ($2::int - 1) / $3::int)`,
    [run, pages.length, size],
  );
  await connection.query(
    `insert into winnow.run_page (run_id, position, chunk, page_id, source_id)
     select $1, place - 1, (place - 1) / $4::int, page_id, (select id from winnow.source where run_id = $1 and name = $2)
     from unnest($3::bigint[]) with ordinality as input (page_id, place)`,
    [run, name, pages, size],
  );
  await connection.query(`update winnow.run set state = 'running', read_at = now() where id = $1`, [run]);
};
