import { WinnowError } from '../../errors.ts';
import type { Queryable } from '../database.ts';

/** An entity in short. */
export interface EntityLine {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly externalId: string | null;
  readonly articles: number;
  readonly mentions: number;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
}

const LINE = `
  entity_id as id, name, type, external_id as "externalId", articles, mentions, first_on as "firstOn", last_on as "lastOn"
  from winnow.entities`;

/** Which of the entities found, and which part of them; all types, and the first 20, unless said. */
interface Narrowed {
  readonly type?: string | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

const LIMIT = 20;

/** Entities by number, by name, or by a form in which they are written; most articles first. */
export const findEntityLines = async (
  database: Queryable,
  wanted: string,
  { type, limit = LIMIT }: Narrowed = {},
): Promise<EntityLine[]> => {
  const number = /^\d{1,15}$/.test(wanted) ? Number(wanted) : null;
  const { rows } = await database.query<EntityLine>(
    `with found as (
       select id from winnow.entity where id = $1 or lower(name) = lower($2) or external_id = $2
       union select sense.entity_id from winnow.alias join winnow.sense on sense.id = sense_id where form = $2)
     select ${LINE} join found on found.id = entity_id where $3::text is null or type = $3
     order by (entity_id = $1) desc nulls last, articles desc, mentions desc, name collate "C", entity_id limit $4`,
    [number, wanted, type ?? null, limit],
  );
  return rows;
};

/** What names in articles are taken for; most articles first. */
export const entitiesOfNames = async (
  database: Queryable,
  names: readonly number[],
): Promise<EntityLine[]> => {
  const { rows } = await database.query<EntityLine>(
    `with found as (
       select distinct entity_id as id from winnow.sense join winnow.sense_member on sense_id = sense.id
       where name_id = any($1))
     select ${LINE} join found on found.id = entity_id
     order by articles desc, mentions desc, name collate "C", entity_id`,
    [names],
  );
  return rows;
};

/**
 * Entities of which a name or form holds these letters, in whatever case; most articles first, but before all others
 * those of exactly this name.
 */
export const searchEntityLines = async (
  database: Queryable,
  letters: string,
  { type, limit = LIMIT, offset = 0 }: Narrowed,
): Promise<EntityLine[]> => {
  const { rows } = await database.query<EntityLine>(
    `with found as (
       select id from winnow.entity where strpos(lower(name), lower($1)) > 0
       union select sense.entity_id from winnow.alias join winnow.sense on sense.id = sense_id
         where strpos(lower(form), lower($1)) > 0)
     select ${LINE} join found on found.id = entity_id where $2::text is null or type = $2
     order by lower(name) = lower($1) desc, articles desc, mentions desc, name collate "C", entity_id limit $3 offset $4`,
    [letters, type ?? null, limit, offset],
  );
  return rows;
};

/** The one entity that is meant; throws NOT_FOUND, or USAGE when there are several. */
export const theEntity = async (database: Queryable, wanted: string): Promise<EntityLine> => {
  const found = await findEntityLines(database, wanted);
  const [first, second] = found;
  if (first === undefined) throw new WinnowError('NOT_FOUND', 'no entity has this number or name');
  if (String(first.id) === wanted || second === undefined) return first;
  const exact = found.filter(({ name }) => name === wanted);
  if (exact.length === 1) return exact[0]!;
  throw new WinnowError(
    'USAGE',
    `several entities are called so, say which by its number: ${found.map(({ id }) => id).join(', ')}`,
  );
};

/** The entity of this number; throws NOT_FOUND. */
export const entityOfNumber = async (database: Queryable, id: number): Promise<EntityLine> => {
  const { rows } = await database.query<EntityLine>(`select ${LINE} where entity_id = $1`, [id]);
  if (rows[0] === undefined) throw new WinnowError('NOT_FOUND', `entity ${id}`);
  return rows[0];
};

/** The entities that most articles name. */
export const topEntities = async (
  database: Queryable,
  { type, limit = LIMIT, offset = 0 }: Narrowed,
): Promise<EntityLine[]> => {
  const { rows } = await database.query<EntityLine>(
    `select ${LINE} where $1::text is null or type = $1
     order by articles desc, mentions desc, name collate "C", entity_id limit $2 offset $3`,
    [type ?? null, limit, offset],
  );
  return rows;
};
