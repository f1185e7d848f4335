import { labelOf } from '../../entities/across/index.ts';
import { WinnowError } from '../../errors.ts';
import { addressOf } from '../address.ts';
import { type Connection, type Database, type Queryable, transaction } from '../database.ts';
import { holdSettling } from '../settle-lock.ts';
import { type EntityLine, entitiesOfNames, theEntity } from './find.ts';
import { markLabels } from './stale.ts';
import { updateEntities } from './update.ts';
import { SHOWN_ARTICLES } from './visible.ts';

/** Pages that hold a sense of a name that others bear as well: a decision finds it again by any of them. */
const ANCHORS = 3;

interface Target {
  readonly label: string;
  readonly place: string | null;
}

const decide = async (
  connection: Connection,
  kind: 'merge' | 'split',
  what: string,
  targets: readonly Target[],
): Promise<number> => {
  const { rows } = await connection.query<{ id: number }>(
    'insert into winnow.decision (kind, what) values ($1, $2) returning id',
    [kind, what],
  );
  const id = rows[0]!.id;
  await connection.query(
    `insert into winnow.decision_target (decision_id, label, place)
     select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing`,
    [id, targets.map((target) => target.label), targets.map((target) => target.place)],
  );
  await markLabels(
    connection,
    targets.map((target) => target.label),
  );
  await updateEntities(connection);
  return id;
};

/** What stands for an entity in a decision: its labels, on certain pages where others share the label. */
const targetsOf = async (connection: Connection, entities: readonly number[]): Promise<Target[]> => {
  const { rows } = await connection.query<Target>(
    `with shown as (${SHOWN_ARTICLES}),
     senses as (
       select sense.id, label, exists (
         select from winnow.sense other where other.label = sense.label and other.entity_id <> sense.entity_id) as shared
       from winnow.sense where entity_id = any($1))
     select label, null as place from senses where not shared
     union
     select label, place from senses, lateral (
       select place from winnow.sense_member join shown on shown.id = article_id where sense_id = senses.id
       order by published_on nulls last, place collate "C" limit $2) anchors
     where shared`,
    [entities, ANCHORS],
  );
  return rows;
};

/** A change of entities by a person: one after the other, and never while a run is being settled. */
const change = <T>(database: Database, work: (connection: Connection) => Promise<T>): Promise<T> =>
  transaction(database, async (connection) => {
    await holdSettling(connection);
    return work(connection);
  });

export interface Decided {
  readonly decision: number;
  /** What the names are now that the decision was about: one entity after a merge, the parts after a split. */
  readonly entities: readonly EntityLine[];
}

/** Makes one entity of several, for good; each is a number, name or form. */
export const mergeEntities = (database: Database, wanted: readonly string[]): Promise<Decided> =>
  change(database, async (connection) => {
    const entities: EntityLine[] = [];
    for (const each of wanted) entities.push(await theEntity(connection, each));
    const ids = [...new Set(entities.map(({ id }) => id))];
    if (ids.length < 2) throw new WinnowError('USAGE', 'these are one entity already');
    const what = `merge ${entities.map(({ name, id }) => `${name} (${id})`).join(' + ')}`;
    const targets = await targetsOf(connection, ids);
    const decision = await decide(connection, 'merge', what, targets);
    const { rows } = await connection.query<{ entity_id: number }>(
      'select entity_id from winnow.sense where label = any($1) and entity_id = any($2) limit 1',
      [targets.map(({ label }) => label), ids],
    );
    return { decision, entities: [await theEntity(connection, String(rows[0]!.entity_id))] };
  });

export interface SplitOff {
  /** Names in articles that are something else. */
  readonly forms: readonly string[];
  /** Addresses of pages on which something else is meant. */
  readonly pages: readonly string[];
}

/** The names in articles that an entity holds together: they stay when entities are derived anew. */
const namesOf = async (connection: Connection, entity: number): Promise<number[]> => {
  const { rows } = await connection.query<{ name_id: number }>(
    'select name_id from winnow.sense join winnow.sense_member on sense_id = sense.id where entity_id = $1',
    [entity],
  );
  return rows.map(({ name_id }) => name_id);
};

const placesOf = (pages: readonly string[]): string[] =>
  pages.map((page) => addressOf(page)?.address ?? page);

/** Sets apart, for good, what an entity was taken for by mistake: some of its names, or what some pages call so. */
export const splitEntity = (
  database: Database,
  wanted: string,
  { forms, pages }: SplitOff,
): Promise<Decided> =>
  change(database, async (connection) => {
    const entity = await theEntity(connection, wanted);
    const names = await namesOf(connection, entity.id);
    const { rows } = await connection.query<Target & { chosen: boolean }>(
      `with shown as (${SHOWN_ARTICLES})
       select distinct name.label, case when name.label <> all($2) and shown.place = any($3) then shown.place end as place,
         name.label = any($2) or shown.place = any($3) as chosen
       from winnow.sense join winnow.sense_member on sense_id = sense.id join winnow.name on name.id = name_id
       join shown on shown.id = article_id
       where entity_id = $1`,
      [entity.id, forms.flatMap((form) => formLabels(form)), placesOf(pages)],
    );
    const targets = rows.filter(({ chosen }) => chosen);
    if (targets.length === 0) throw new WinnowError('NOT_FOUND', 'the entity has no such name or page');
    if (targets.length === rows.length)
      throw new WinnowError('USAGE', 'that is all of the entity: nothing would be left to split from');
    const what = `split ${[...forms, ...pages].join(', ')} from ${entity.name} (${entity.id})`;
    const decision = await decide(connection, 'split', what, targets);
    return { decision, entities: await entitiesOfNames(connection, names) };
  });

/** Labels that a form has as a person's name and as another's. */
const formLabels = (form: string): string[] => [
  labelOf('person', form).label,
  labelOf('organization', form).label,
  labelOf('place', form).label,
];

/** What people merged and split, the latest first. */
export const listDecisions = async (
  database: Queryable,
): Promise<{ id: number; kind: string; what: string; madeAt: string }[]> => {
  const { rows } = await database.query<{ id: number; kind: string; what: string; madeAt: Date }>(
    'select id, kind, what, made_at as "madeAt" from winnow.decision order by id desc',
  );
  return rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() }));
};

/** Takes a decision back; throws NOT_FOUND. */
export const undoDecision = (database: Database, decision: number): Promise<string> =>
  change(database, async (connection) => {
    const targets = await connection.query<{ label: string }>(
      'select distinct label from winnow.decision_target where decision_id = $1',
      [decision],
    );
    const { rows } = await connection.query<{ what: string }>(
      'delete from winnow.decision where id = $1 returning what',
      [decision],
    );
    if (rows[0] === undefined) throw new WinnowError('NOT_FOUND', `decision ${decision}`);
    await markLabels(
      connection,
      targets.rows.map(({ label }) => label),
    );
    await updateEntities(connection);
    return rows[0].what;
  });
