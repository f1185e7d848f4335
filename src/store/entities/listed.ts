import { ListedForms } from '../../entities/listed.ts';
import type { Connection } from '../database.ts';

/** Articles whose texts are held at once. */
const FETCH = 200;

interface Entry {
  readonly type: string;
  readonly name: string;
}

/** The forms of all gazetteers that stand for one entry alone. */
const readForms = async (connection: Connection): Promise<ListedForms<Entry>> => {
  const { rows } = await connection.query<{ form: string; type: string; name: string }>(
    `select form, min(type::text) as type, min(name collate "C") as name
     from winnow.gazetteer_form join winnow.gazetteer_entry on gazetteer_entry.id = entry_id
     group by form having count(distinct key) = 1`,
  );
  return new ListedForms(rows.map(({ form, type, name }) => ({ form, entry: { type, name } })));
};

interface Found extends Entry {
  readonly article: number;
  readonly start: number;
  readonly end: number;
  readonly form: string;
}

const putFound = async (connection: Connection, found: readonly Found[]): Promise<void> => {
  const spans = [
    found.map((row) => row.article),
    found.map((row) => row.start),
    found.map((row) => row.end),
    found.map((row) => row.type),
    found.map((row) => row.name),
    found.map((row) => row.form),
  ];
  await connection.query(
    `insert into winnow.name (type, name)
     select distinct type::winnow.entity_type, name from unnest($1::text[], $2::text[]) as input (type, name)
     on conflict do nothing`,
    [spans[3], spans[4]],
  );
  // What lies inside a longer name, or is a mention already, is left to that name.
  await connection.query(
    `with input as (
       select * from unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[])
         as input (article_id, start_at, end_at, type, name, form)),
     fresh as (
       select input.article_id, input.start_at, input.end_at, name.id as name_id, input.form
       from input join winnow.name on name.type = input.type::winnow.entity_type and name.name = input.name
       where not exists (
         select from winnow.mention where mention.article_id = input.article_id and not listed
           and mention.start_at <= input.start_at and mention.end_at >= input.end_at)),
     named as (
       insert into winnow.article_name (article_id, name_id) select distinct article_id, name_id from fresh
       on conflict do nothing)
     insert into winnow.mention (article_id, start_at, end_at, name_id, form, listed)
     select article_id, start_at, end_at, name_id, form, true from fresh`,
    spans,
  );
};

/**
 * Finds the names of the gazetteers in the articles of a run's pages, or in all articles, and marks the names of those
 * whose mentions changed. `onProgress` hears how many articles have been read, of how many.
 */
export const findListed = async (
  connection: Connection,
  run: number | null,
  onProgress: (articles: number, total: number) => void = () => {},
): Promise<void> => {
  const forms = await readForms(connection);
  await connection.query(
    'create temporary table listed_before (article_id bigint primary key) on commit drop',
  );
  const wanted =
    run === null ? '' : 'join winnow.refinement on refinement.id = refinement_id and run_id = $1';
  const given = run === null ? [] : [run];
  await connection.query(
    `with gone as (
       delete from winnow.mention where listed and article_id in (select article.id from winnow.article ${wanted})
       returning article_id)
     insert into listed_before select distinct article_id from gone`,
    given,
  );
  await connection.query(
    `insert into winnow.stale_block
     select distinct block from listed_before join winnow.article_name using (article_id)
     join winnow.name on name.id = name_id where block is not null on conflict do nothing`,
  );
  await connection.query(
    `delete from winnow.article_name as named using listed_before
     where named.article_id = listed_before.article_id and not exists (
       select from winnow.mention where mention.article_id = named.article_id and mention.name_id = named.name_id)`,
  );
  await connection.query(
    `declare texts no scroll cursor for select article.id, text from winnow.article ${wanted}`,
    given,
  );
  const counted = await connection.query<{ total: number }>(
    `select count(*) as total from winnow.article ${wanted}`,
    given,
  );
  const { total } = counted.rows[0]!;
  for (let read = 0; ; read += FETCH) {
    const { rows } = await connection.query<{ id: number; text: string }>(`fetch ${FETCH} from texts`);
    const found = rows.flatMap(({ id, text }) =>
      forms.find(text).map(({ start, end, entry }) => ({
        ...entry,
        article: id,
        start,
        end,
        form: text.slice(start, end),
      })),
    );
    if (found.length > 0) await putFound(connection, found);
    onProgress(read + rows.length, total);
    if (rows.length < FETCH) break;
  }
  await connection.query('close texts');
  await connection.query(
    `insert into winnow.stale_block
     select distinct block from winnow.mention join winnow.article_name using (article_id)
     join winnow.name on name.id = article_name.name_id
     where listed and block is not null and article_id in (select article.id from winnow.article ${wanted})
     on conflict do nothing`,
    given,
  );
};

/** Whether any gazetteer is loaded. */
export const hasGazetteer = async (connection: Connection): Promise<boolean> => {
  const { rows } = await connection.query<{ found: boolean }>(
    'select exists (select from winnow.gazetteer_form) as found',
  );
  return rows[0]!.found;
};
