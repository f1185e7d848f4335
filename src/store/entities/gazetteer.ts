import type { EntityType } from '../../document/index.ts';
import { type Database, type Queryable, transaction } from '../database.ts';
import { scrubName } from '../scrub.ts';
import { holdSettling } from '../settle-lock.ts';
import { findListed } from './listed.ts';
import { updateEntities } from './update.ts';

/** A row of a user's gazetteer. */
export interface GazetteerRow {
  readonly type: EntityType;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly externalId: string | null;
}

export interface GazetteerLoaded {
  readonly entries: number;
  readonly forms: number;
  /** Forms that stand for several entries: left to the tagger. */
  readonly ambiguous: number;
  /** Mentions in the archive that only the gazetteer found. */
  readonly found: number;
}

/** Names that are written in one of the forms now, or were entries before. */
const MARK = `
  insert into winnow.stale_block
  select distinct sense.block from winnow.gazetteer_form join winnow.gazetteer_entry as entry on entry.id = entry_id
  join winnow.alias using (form) join winnow.sense on sense.id = sense_id where list = $1
  union select block from winnow.sense join winnow.gazetteer_entry as entry on entry.key = entry_key where list = $1
  on conflict do nothing`;

const keyOf = (row: GazetteerRow): string => row.externalId ?? `${row.type} ${row.name}`;

const putRows = async (connection: Queryable, list: string, rows: readonly GazetteerRow[]): Promise<void> => {
  const entries = [...new Map(rows.map((row) => [keyOf(row), row])).entries()];
  await connection.query(
    `insert into winnow.gazetteer_entry (list, key, type, name, external_id)
     select $1, key, type::winnow.entity_type, name, external_id
     from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as input (key, type, name, external_id)`,
    [
      list,
      entries.map(([key]) => key),
      entries.map(([, row]) => row.type),
      entries.map(([, row]) => scrubName(row.name)),
      entries.map(([, row]) => row.externalId),
    ],
  );
  const forms = rows.flatMap((row) =>
    [row.name, ...row.aliases].map((form) => ({ key: keyOf(row), form: scrubName(form) })),
  );
  await connection.query(
    `insert into winnow.gazetteer_form (entry_id, form)
     select distinct entry.id, form from unnest($2::text[], $3::text[]) as input (key, form)
     join winnow.gazetteer_entry as entry on list = $1 and entry.key = input.key
     on conflict do nothing`,
    [list, forms.map(({ key }) => key), forms.map(({ form }) => form)],
  );
};

const COUNTS = `
  select (select count(*) from winnow.gazetteer_entry where list = $1) as entries,
    (select count(*) from winnow.gazetteer_form join winnow.gazetteer_entry on gazetteer_entry.id = entry_id where list = $1) as forms,
    (select count(*) from (
       select form from winnow.gazetteer_form join winnow.gazetteer_entry on gazetteer_entry.id = entry_id
       group by form having count(distinct key) > 1 and bool_or(list = $1)) shared) as ambiguous,
    (select count(*) from winnow.mention where listed) as found`;

/**
 * Makes `rows` the list of this name, in place of what it held, and applies it to all articles of the archive.
 * No rows remove the list. `onProgress` hears how many articles have been read, of how many.
 */
export const putGazetteer = (
  database: Database,
  list: string,
  rows: readonly GazetteerRow[],
  onProgress: (articles: number, total: number) => void = () => {},
): Promise<GazetteerLoaded> =>
  transaction(database, async (connection) => {
    await holdSettling(connection);
    await connection.query(MARK, [list]);
    await connection.query('delete from winnow.gazetteer_entry where list = $1', [list]);
    await putRows(connection, list, rows);
    await connection.query(MARK, [list]);
    await findListed(connection, null, onProgress);
    await updateEntities(connection);
    const counts = await connection.query<GazetteerLoaded>(COUNTS, [list]);
    return counts.rows[0]!;
  });

/** The lists that are loaded, by name. */
export const listGazetteers = async (
  database: Queryable,
): Promise<{ list: string; entries: number; forms: number }[]> => {
  const { rows } = await database.query<{ list: string; entries: number; forms: number }>(
    `select list, count(distinct entry.id) as entries, count(form) as forms
     from winnow.gazetteer_entry as entry left join winnow.gazetteer_form on entry_id = entry.id
     group by list order by list collate "C"`,
  );
  return rows;
};
