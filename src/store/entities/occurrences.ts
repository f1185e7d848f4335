import type { EntityType } from '../../document/index.ts';
import { type Companion, isOfItsCountry, type Occurrence } from '../../entities/across/index.ts';
import type { Connection, Queryable } from '../database.ts';
import { SHOWN_ARTICLES, standing } from './visible.ts';

/** An occurrence with the rows it stands for. */
export interface StoredOccurrence extends Occurrence {
  readonly block: string;
  readonly articleId: number;
  readonly nameId: number;
}

interface Row {
  block: string;
  label: string;
  type: EntityType;
  name: string;
  article_id: number;
  name_id: number;
  roles: string[];
  published_on: string | null;
  host: string | null;
  article: string;
  compartment: string | null;
  entry: string | null;
}

/** Rows fetched at once; a block that is larger is read whole all the same. */
const FETCH = 5000;

// The entry of the gazetteer that the forms of the name in the article stand for, when it is one alone.
const ENTRY = `
  (select min(entry.key) from winnow.gazetteer_form join winnow.gazetteer_entry as entry on entry.id = entry_id
   where form = name.name or form in (
     select form from winnow.mention where article_id = article_name.article_id and name_id = name.id)
   having count(distinct entry.key) = 1)`;

const COMPARTMENT = `
  (select 'd' || max(decision.id) from winnow.decision join winnow.decision_target as target on decision_id = decision.id
   where kind = 'split' and target.label = name.label and (target.place is null or target.place = shown.place))`;

const occurrences = (listed: boolean, split: boolean): string => `
  declare occurrences no scroll cursor for
  with shown as (${SHOWN_ARTICLES})
  select stale.block, name.label, name.type, name.name, article_id, name_id, roles,
    published_on, host, article, ${split ? COMPARTMENT : 'null'} as compartment, ${listed ? ENTRY : 'null'} as entry
  from stale join winnow.name using (block) join winnow.article_name on name_id = name.id join shown on shown.id = article_id
  ${listed ? `where exists (select from winnow.mention where mention.article_id = article_name.article_id and mention.name_id = name.id and ${standing('mention')})` : ''}
  order by stale.block`;

/** What else is named in articles, by article; in one order everywhere. */
const companionsOf = async (
  connection: Queryable,
  articles: readonly number[],
): Promise<Map<number, Companion[]>> => {
  const { rows } = await connection.query<{ article_id: number } & Companion>(
    `select article_id, label, name.type, name.name from winnow.article_name join winnow.name on name.id = name_id
     where article_id = any($1) and label is not null order by article_id, label collate "C", name.type, name.name collate "C"`,
    [articles],
  );
  const companions = new Map<number, Companion[]>();
  for (const { article_id, label, type, name } of rows) {
    const others = companions.get(article_id);
    if (others === undefined) companions.set(article_id, [{ label, type, name }]);
    else if (others.at(-1)!.label !== label) others.push({ label, type, name });
  }
  return companions;
};

const complete = async (connection: Queryable, rows: readonly Row[]): Promise<StoredOccurrence[]> => {
  // What stands beside a name decides for people, and for bodies that every country has.
  const open = rows.filter(({ block, label }) => block.startsWith('p:') || isOfItsCountry(label));
  const companions = await companionsOf(connection, [...new Set(open.map((row) => row.article_id))]);
  return rows.map((row, id) => ({
    id,
    block: row.block,
    articleId: row.article_id,
    nameId: row.name_id,
    type: row.type,
    name: row.name,
    label: row.label,
    article: row.article,
    published: row.published_on,
    host: row.host,
    roles: row.roles,
    companions: (companions.get(row.article_id) ?? []).filter(({ label }) => label !== row.label),
    compartment: row.compartment ?? '',
    // what a user set apart by hand is not what the list says
    entry: row.compartment === null ? row.entry : null,
  }));
};

const isThere = async (connection: Queryable, query: string): Promise<boolean> => {
  const { rows } = await connection.query<{ found: boolean }>(`select exists (${query}) as found`);
  return rows[0]!.found;
};

/** The occurrences of stale blocks, some whole blocks at a time; memory holds what belongs to these. */
export async function* readOccurrences(connection: Connection): AsyncGenerator<StoredOccurrence[]> {
  const listed = await isThere(connection, 'select from winnow.gazetteer_form');
  const split = await isThere(connection, `select from winnow.decision where kind = 'split'`);
  await connection.query(occurrences(listed, split));
  let held: Row[] = [];
  for (;;) {
    const { rows } = await connection.query<Row>(`fetch ${FETCH} from occurrences`);
    held.push(...rows);
    const open = rows.length < FETCH ? undefined : held.at(-1)!.block;
    const whole = held.filter((row) => row.block !== open);
    if (whole.length > 0) {
      held = held.filter((row) => row.block === open);
      yield await complete(connection, whole);
    }
    if (open === undefined) break;
  }
  await connection.query('close occurrences');
}
