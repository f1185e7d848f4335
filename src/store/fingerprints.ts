import type { Queryable } from './database.ts';

/** A paragraph that is published, with the keys by which near repeats find it. */
export interface Signed {
  readonly id: number;
  readonly keys: readonly number[];
  readonly sketch: string;
}

/** Columns `k0` to `k11` of winnow.fingerprint. */
const PLACES: readonly number[] = Array.from({ length: 12 }, (_, place) => place);

const COLUMNS = PLACES.map((place) => `k${place}`);

const PUT = `
  insert into winnow.fingerprint (paragraph_id, sketch, ${COLUMNS.join(', ')})
  select paragraph_id, ('x' || sketch)::bit(128), ${COLUMNS.join(', ')}
  from unnest($1::bigint[], $2::text[], ${PLACES.map((place) => `$${place + 3}::int[]`).join(', ')})
    as input (paragraph_id, sketch, ${COLUMNS.join(', ')})
  on conflict do nothing`;

/** An array of numbers or hexadecimal digits as PostgreSQL writes it: `pg` would quote each, at twice the cost. */
const plainArray = (items: readonly (number | string | null)[]): string =>
  `{${items.map((item) => item ?? 'null').join()}}`;

/** Common keys that a connection has heard of. */
const heard = new WeakMap<Queryable, { last: number; keys: Set<number> }>();

/** Keys that are known to be common; what was noted a moment ago may be missing, which does no harm. */
const commonKeys = async (connection: Queryable): Promise<ReadonlySet<number>> => {
  const known = heard.get(connection) ?? { last: 0, keys: new Set() };
  heard.set(connection, known);
  const { rows } = await connection.query<{ id: number; key: number }>(
    'select id, key from winnow.common_key where id > $1',
    [known.last],
  );
  for (const { id, key } of rows) {
    known.last = Math.max(known.last, id);
    known.keys.add(key);
  }
  return known.keys;
};

/**
 * Puts the keys of paragraphs where other paragraphs look for them. Common keys are left out: nobody looks for
 * them, and an index of many equal keys is slow.
 */
export const putFingerprints = async (connection: Queryable, signed: readonly Signed[]): Promise<void> => {
  if (signed.length === 0) return;
  const common = await commonKeys(connection);
  const keyAt = (item: Signed, place: number): number | null => {
    const key = item.keys[place]!;
    return key === 0 || common.has(key) ? null : key;
  };
  await connection.query({
    name: 'winnow-put-fingerprints',
    text: PUT,
    values: [
      plainArray(signed.map((item) => item.id)),
      plainArray(signed.map((item) => item.sketch)),
      ...PLACES.map((place) => plainArray(signed.map((item) => keyAt(item, place)))),
    ],
  });
};

/** Stands in winnow.fingerprint when it is whole: no paragraph has this id. */
const WHOLE = 0;

/** Whether the keys are all there: the server empties the table when it has crashed. */
export const isWhole = async (connection: Queryable): Promise<boolean> => {
  const { rowCount } = await connection.query('select from winnow.fingerprint where paragraph_id = $1', [
    WHOLE,
  ]);
  return rowCount === 1;
};

export const markWhole = async (connection: Queryable): Promise<void> => {
  await connection.query(
    'insert into winnow.fingerprint (paragraph_id, sketch) values ($1, 0::bit(128)) on conflict do nothing',
    [WHOLE],
  );
};

/** Paragraphs that may share one key before the key says nothing. */
export const COMMON = 100;

/**
 * Bits in which the sketches of two paragraphs may differ, by the number of keys they share. Those of unrelated
 * paragraphs differ in 60 of 128, and one in 600 in less than 43; those of edited copies in 35 or less. A quotation
 * in a longer text differs more, and shares more keys than a set phrase gives. Four bits more find no further pair
 * of edited paragraphs of public speeches, and twice as many pairs that are none.
 */
const FAR = (keys: string): string => `36 + 6 * ${keys}`;

/** Keys of the paragraphs of $1, without those that are common: nothing is looked for by them. */
const MINE = `
  select paragraph_id, sketch, ${PLACES.map(
    (place) => `
    case when k${place} in (select key from winnow.common_key where place = ${place}) then null else k${place} end as k${place}`,
  ).join(',')}
  from winnow.fingerprint where paragraph_id = any($1)`;

/** The keys that two rows share, a bit for each place. */
const shared = (a: string, b: string): string =>
  PLACES.map((place) => `coalesce((${a}.k${place} = ${b}.k${place})::int, 0) << ${place}`)
    .map((bit) => `(${bit})`)
    .join(' | ');

// One look at all indexes for each paragraph, so that a row which shares several keys, its own above all, is read
// once. Only where so much was found that a key may be common are the keys counted one by one.
const FIND = `
  with mine as materialized (${MINE}),
  hits as materialized (
    select mine.paragraph_id as id, other.paragraph_id as other, ${shared('mine', 'other')} as keys,
      bit_count(mine.sketch # other.sketch) as distance
    from mine join winnow.fingerprint other on ${COLUMNS.map((key) => `other.${key} = mine.${key}`).join(' or ')}),
  suspects as materialized (select id from hits group by id having count(*) > ${COMMON}),
  crowded as materialized (
    select id, place, bit_or(1 << place) as bit
    from suspects join hits using (id) cross join generate_series(0, ${PLACES.length - 1}) as place
    where keys & (1 << place) <> 0 group by id, place having count(*) > ${COMMON}),
  found as (
    select hits.id, other
    from hits left join (select id, bit_or(bit) as bits from crowded group by id) as silent using (id)
    cross join lateral (select bit_count((keys & ~coalesce(bits, 0))::bit(${PLACES.length})) as telling) as counted
    where other <> id and telling > 0 and distance <= ${FAR('telling')})
  select 'pair' as what, id, other from found
  union all
  select distinct 'common', place, (array[${COLUMNS.join(', ')}])[place + 1] from crowded join mine on paragraph_id = id`;

export interface Neighbours {
  /** Pairs of a paragraph and another one that may repeat it; a pair may come in both orders. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Keys that turned out to be common. */
  readonly common: readonly { readonly place: number; readonly key: number }[];
}

/** Finds, for paragraphs whose keys are committed, those that may repeat them. */
export const findNeighbours = async (connection: Queryable, ids: readonly number[]): Promise<Neighbours> => {
  const { rows } = await connection.query<{ what: 'pair' | 'common'; id: number; other: number }>({
    name: 'winnow-find-neighbours',
    text: FIND,
    values: [ids],
  });
  return {
    pairs: rows.filter((row) => row.what === 'pair').map((row) => [row.id, row.other] as const),
    common: rows.filter((row) => row.what === 'common').map((row) => ({ place: row.id, key: row.other })),
  };
};

/** Notes every key that is common, of a table that was filled without looking for neighbours. */
export const noteCommon = async (connection: Queryable): Promise<void> => {
  for (const place of PLACES)
    await connection.query(
      `insert into winnow.common_key (place, key)
       select ${place}, k${place} from winnow.fingerprint where k${place} is not null
       group by k${place} having count(*) > ${COMMON} order by k${place} on conflict do nothing`,
    );
};

/** Notes keys that are common; what only they support is taken back when the run ends. */
export const putCommon = async (connection: Queryable, common: Neighbours['common']): Promise<void> => {
  if (common.length === 0) return;
  const sorted = [...common].sort((a, b) => a.place - b.place || a.key - b.key);
  await connection.query(
    `insert into winnow.common_key (place, key) select * from unnest($1::smallint[], $2::int[])
     on conflict do nothing`,
    [sorted.map((item) => item.place), sorted.map((item) => item.key)],
  );
};

const SHARED = `
  select count(*) from unnest(array[${COLUMNS.map((key) => `a.${key}`).join(', ')}],
      array[${COLUMNS.map((key) => `b.${key}`).join(', ')}]) with ordinality as both_keys (x, y, nth)
  where x = y and not exists (select from winnow.common_key where place = nth - 1 and key = x)`;

const MEMBERS = PLACES.map(
  (place) => `
    select paragraph_id from winnow.common_key join winnow.fingerprint on k${place} = key
    where place = ${place} and not pruned`,
).join(' union');

/**
 * Takes back links that only keys support which have become common since, so that what is linked does not
 * depend on who came first.
 */
export const pruneCommon = async (connection: Queryable): Promise<void> => {
  const { rowCount } = await connection.query('select from winnow.common_key where not pruned for update');
  if (rowCount === 0) return;
  await connection.query(
    `with members as materialized (${MEMBERS}),
     unsupported as (
       select first_id, second_id
       from winnow.link
       join winnow.fingerprint a on a.paragraph_id = first_id
       join winnow.fingerprint b on b.paragraph_id = second_id
       cross join lateral (${SHARED}) as shared (keys)
       where first_id in (select paragraph_id from members) and second_id in (select paragraph_id from members)
         and (keys = 0 or bit_count(a.sketch # b.sketch) > ${FAR('keys')}))
     delete from winnow.link using unsupported
     where link.first_id = unsupported.first_id and link.second_id = unsupported.second_id`,
  );
  await connection.query('update winnow.common_key set pruned = true where not pruned');
};
