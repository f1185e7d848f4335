import type { Queryable } from '../database.ts';
import { standing } from './visible.ts';

/** Counts the forms of the senses of stale blocks anew, and notes the forms that were touched. */
export const countAliases = async (connection: Queryable): Promise<void> => {
  await connection.query(
    'delete from winnow.alias using winnow.sense, stale where sense.id = sense_id and sense.block = stale.block',
  );
  await connection.query(
    `insert into winnow.alias (sense_id, form, mentions, articles)
     select member.sense_id, regexp_replace(form, '\\s+', ' ', 'g'), count(*), count(distinct member.article_id)
     from stale join winnow.sense using (block) join winnow.sense_member as member on member.sense_id = sense.id
     join winnow.mention using (article_id, name_id)
     where ${standing('mention')}
     group by 1, 2`,
  );
  await connection.query(
    `insert into touched_form
     select form from winnow.alias join winnow.sense on sense.id = sense_id join stale using (block)
     union select name from winnow.sense join stale using (block)
     on conflict do nothing`,
  );
  await connection.query('analyze touched_form');
};
