import type { Connection } from './database.ts';

/**
 * Lets readers see these refinements instead of the ones they see: all at once when the transaction commits.
 * One that failed takes the place of none that did not. Returns how many are seen that were not before.
 */
export const showRefinements = async (
  connection: Connection,
  refinements: readonly number[],
): Promise<number> => {
  // Whoever shows another version of one of these pages waits here, and then sees what was shown meanwhile.
  await connection.query(
    `select from winnow.page
     where id in (select page_id from winnow.refinement where id = any($1)) order by id for no key update`,
    [refinements],
  );
  const { rows } = await connection.query<{ id: number; page_id: number }>(
    `select id, page_id from winnow.refinement after
     where id = any($1) and not current
       and not (outcome = 'failed' and exists (
         select from winnow.refinement shown
         where shown.page_id = after.page_id and shown.current and shown.outcome <> 'failed'))`,
    [refinements],
  );
  const ids = rows.map((row) => row.id);
  await connection.query(
    `update winnow.refinement before set current = false, replaced_at = now(), replaced_by = after.id
     from unnest($1::bigint[], $2::bigint[]) as after (id, page_id)
     where before.page_id = after.page_id and before.current`,
    [ids, rows.map((row) => row.page_id)],
  );
  await connection.query(
    'update winnow.refinement set current = true, replaced_at = null, replaced_by = null where id = any($1)',
    [ids],
  );
  return ids.length;
};
