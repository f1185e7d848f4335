import { type Sense, sensesOf } from '../../entities/across/index.ts';
import type { Queryable } from '../database.ts';
import type { StoredOccurrence } from './occurrences.ts';

/** Senses of the blocks of some occurrences, with the block of each. */
const derive = (occurrences: readonly StoredOccurrence[]): { block: string; sense: Sense }[] => {
  const blocks = new Map<string, StoredOccurrence[]>();
  for (const occurrence of occurrences) {
    const block = blocks.get(occurrence.block);
    if (block === undefined) blocks.set(occurrence.block, [occurrence]);
    else block.push(occurrence);
  }
  return [...blocks].flatMap(([block, members]) =>
    sensesOf(block, members).map((sense) => ({ block, sense })),
  );
};

/** Writes the senses of whole blocks and their members: what is the same already stays untouched. */
export const putSenses = async (
  connection: Queryable,
  occurrences: readonly StoredOccurrence[],
): Promise<void> => {
  const senses = derive(occurrences).sort((a, b) => (a.sense.key < b.sense.key ? -1 : 1));
  const { rows } = await connection.query<{ id: number; key: string }>(
    `insert into winnow.sense (key, block, label, type, name, articles, compartment, entry_key)
     select key, block, label, type::winnow.entity_type, name, articles, compartment, entry_key
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[])
       as input (key, block, label, type, name, articles, compartment, entry_key)
     on conflict (key) do update set label = excluded.label, type = excluded.type, name = excluded.name,
       articles = excluded.articles, compartment = excluded.compartment, entry_key = excluded.entry_key
     returning id, key`,
    [
      senses.map(({ sense }) => sense.key),
      senses.map(({ block }) => block),
      senses.map(({ sense }) => sense.label),
      senses.map(({ sense }) => sense.type),
      senses.map(({ sense }) => sense.name),
      senses.map(({ sense }) => new Set(sense.members.map(({ occurrence }) => occurrence.article)).size),
      senses.map(({ sense }) => sense.compartment),
      senses.map(({ sense }) => sense.entry),
    ],
  );
  const ids = new Map(rows.map((row) => [row.key, row.id]));
  const members = senses.flatMap(({ sense }) =>
    sense.members.map((member) => ({
      ...member,
      sense: ids.get(sense.key)!,
      row: occurrences[member.occurrence.id]!,
    })),
  );
  await connection.query(
    `insert into winnow.sense_member as held (article_id, name_id, sense_id, score, reason, detail)
     select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::real[], $5::text[], $6::text[])
     on conflict (article_id, name_id) do update set sense_id = excluded.sense_id, score = excluded.score,
       reason = excluded.reason, detail = excluded.detail
     where (held.sense_id, held.score, held.reason, held.detail)
       is distinct from (excluded.sense_id, excluded.score, excluded.reason, excluded.detail)`,
    [
      members.map(({ row }) => row.articleId),
      members.map(({ row }) => row.nameId),
      members.map(({ sense }) => sense),
      members.map(({ score }) => score),
      members.map(({ reason }) => reason),
      members.map(({ detail }) => detail),
    ],
  );
  await connection.query(
    `insert into kept_member select * from unnest($1::bigint[], $2::bigint[]) on conflict do nothing`,
    [members.map(({ row }) => row.articleId), members.map(({ row }) => row.nameId)],
  );
};

/** Tables of the transaction that hold what was, for comparing. */
export const rememberSenses = async (connection: Queryable): Promise<void> => {
  await connection.query(
    `create temporary table kept_member (article_id bigint, name_id bigint, primary key (article_id, name_id)) on commit drop;
     create temporary table touched_form (form text primary key) on commit drop;
     create temporary table touched_entity (id bigint primary key) on commit drop;
     insert into touched_entity select distinct entity_id from winnow.sense join stale using (block) where entity_id is not null;
     insert into touched_form select distinct form from winnow.alias join winnow.sense on sense.id = sense_id join stale using (block)`,
  );
};

/** Removes what is named nowhere any more, and counts the forms of the senses that were looked at. */
export const finishSenses = async (connection: Queryable): Promise<void> => {
  await connection.query('analyze kept_member');
  await connection.query(
    `delete from winnow.sense_member as held using winnow.sense, stale
     where sense.id = held.sense_id and sense.block = stale.block
       and not exists (select from kept_member as kept
                       where kept.article_id = held.article_id and kept.name_id = held.name_id)`,
  );
  await connection.query(
    `delete from winnow.sense using stale where sense.block = stale.block
       and not exists (select from winnow.sense_member where sense_id = sense.id)`,
  );
};
