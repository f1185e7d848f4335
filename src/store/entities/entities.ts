import type { EntityType } from '../../document/index.ts';
import { canonicalName } from '../../entities/across/index.ts';
import type { Queryable } from '../database.ts';

interface SenseRow {
  id: number;
  key: string;
  type: EntityType;
  name: string;
  articles: number;
  entry_type: EntityType | null;
  entry_name: string | null;
  external_id: string | null;
}

/** Senses whose entity may have changed, and all that merges tie to them. */
const REACH = `
  create temporary table reached on commit drop as
  with recursive start as (
    select sense.id from winnow.sense join stale using (block)
    union select sense.id from winnow.sense join touched_entity on touched_entity.id = entity_id
    union select sense.id from winnow.merge join winnow.sense on sense.id in (first_id, second_id) where reason = 'decision'
    union select sense.id from touched_form join winnow.merge on detail = form and reason in ('alias', 'acronym', 'slip')
      join winnow.sense on sense.id in (first_id, second_id)),
  reach (id) as (
    select id from start
    union
    select case when first_id = reach.id then second_id else first_id end
    from reach join winnow.merge on applied and (first_id = reach.id or second_id = reach.id))
  select id from reach`;

const REMEMBER = `
  insert into touched_entity select distinct entity_id from winnow.sense join reached using (id)
  where entity_id is not null on conflict do nothing`;

/** Senses that nothing is merged with are entities of their own, with their own number. */
const SINGLES = `
  with single as (
    select sense.id, coalesce(entry.type, sense.type) as type, coalesce(entry.name, sense.name) as name, entry.external_id
    from reached join winnow.sense using (id)
    left join lateral (select type, name, external_id from winnow.gazetteer_entry
                       where key = entry_key order by list collate "C" limit 1) entry on true
    where not exists (select from winnow.merge where applied and first_id = sense.id)
      and not exists (select from winnow.merge where applied and second_id = sense.id)),
  put as (
    insert into winnow.entity as held (id, type, name, external_id) select * from single
    on conflict (id) do update set type = excluded.type, name = excluded.name, external_id = excluded.external_id
    where (held.type, held.name, held.external_id) is distinct from (excluded.type, excluded.name, excluded.external_id))
  update winnow.sense set entity_id = single.id from single
  where sense.id = single.id and sense.entity_id is distinct from single.id`;

const TIES = `
  select first_id, second_id from winnow.merge join reached on reached.id = first_id where applied`;

const TIED = `
  select sense.id, sense.key, sense.type, sense.name, sense.articles,
    entry.type as entry_type, entry.name as entry_name, entry.external_id
  from winnow.sense
  left join lateral (select type, name, external_id from winnow.gazetteer_entry
                     where key = entry_key order by list collate "C" limit 1) entry on true
  where sense.id = any($1)`;

/** Sets of ids that ties join. */
const components = (ties: readonly { first_id: number; second_id: number }[]): number[][] => {
  const neighbours = new Map<number, number[]>();
  const note = (a: number, b: number): void => {
    const list = neighbours.get(a);
    if (list === undefined) neighbours.set(a, [b]);
    else list.push(b);
  };
  for (const { first_id, second_id } of ties) {
    note(first_id, second_id);
    note(second_id, first_id);
  }
  const seen = new Set<number>();
  return [...neighbours.keys()].flatMap((start) => {
    if (seen.has(start)) return [];
    seen.add(start);
    const members = [start];
    for (const member of members)
      for (const next of neighbours.get(member)!)
        if (!seen.has(next)) {
          seen.add(next);
          members.push(next);
        }
    return [members];
  });
};

/** The gazetteer's first, then the sense of most articles, then by what is the same in every database. */
const principal = (senses: readonly SenseRow[]): SenseRow =>
  [...senses].sort(
    (a, b) =>
      Number(a.entry_name === null) - Number(b.entry_name === null) ||
      b.articles - a.articles ||
      (a.key < b.key ? -1 : 1),
  )[0]!;

const putMerged = async (connection: Queryable): Promise<void> => {
  const ties = await connection.query<{ first_id: number; second_id: number }>(TIES);
  const sets = components(ties.rows);
  const { rows } = await connection.query<SenseRow>(TIED, [sets.flat()]);
  const senses = new Map(rows.map((row) => [row.id, row]));
  const entities = sets.map((ids) => {
    const members = ids.map((id) => senses.get(id)!);
    const head = principal(members);
    return {
      ids,
      id: head.id,
      type: head.entry_type ?? head.type,
      name: head.entry_name ?? canonicalName(members),
      externalId: head.external_id,
    };
  });
  await connection.query(
    `insert into winnow.entity (id, type, name, external_id)
     select id, type::winnow.entity_type, name, external_id
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) as input (id, type, name, external_id)
     on conflict (id) do update set type = excluded.type, name = excluded.name, external_id = excluded.external_id`,
    [
      entities.map((entity) => entity.id),
      entities.map((entity) => entity.type),
      entities.map((entity) => entity.name),
      entities.map((entity) => entity.externalId),
    ],
  );
  const pairs = entities.flatMap(({ id, ids }) => ids.map((sense) => ({ sense, id })));
  await connection.query(
    `update winnow.sense set entity_id = input.entity from unnest($1::bigint[], $2::bigint[]) as input (sense, entity)
     where sense.id = input.sense and sense.entity_id is distinct from input.entity`,
    [pairs.map((pair) => pair.sense), pairs.map((pair) => pair.id)],
  );
};

const COUNT = `
  with changed as (
    select distinct entity_id as id from winnow.sense join reached using (id)),
  written as (
    select changed.id, sum(alias.mentions) as mentions
    from changed join winnow.sense on sense.entity_id = changed.id join winnow.alias on alias.sense_id = sense.id
    group by changed.id),
  named as (
    select changed.id, count(distinct article.id) as articles, min(published_on) as first_on, max(published_on) as last_on
    from changed join winnow.sense on sense.entity_id = changed.id
    join winnow.sense_member on sense_member.sense_id = sense.id join winnow.article on article.id = article_id
    group by changed.id)
  update winnow.entity as held
  set mentions = written.mentions, articles = named.articles, first_on = named.first_on, last_on = named.last_on
  from written join named using (id)
  where held.id = written.id and (held.mentions, held.articles, held.first_on, held.last_on)
    is distinct from (written.mentions, named.articles, named.first_on, named.last_on)`;

/** Makes entities of senses, and counts them, wherever a sense or a merge was touched. */
export const updateEntityRows = async (connection: Queryable): Promise<void> => {
  await connection.query(REACH);
  await connection.query('analyze reached');
  await connection.query(REMEMBER);
  await connection.query(SINGLES);
  await putMerged(connection);
  await connection.query(COUNT);
  await connection.query(
    `delete from winnow.entity using touched_entity
     where entity.id = touched_entity.id and not exists (select from winnow.sense where entity_id = entity.id)`,
  );
};
