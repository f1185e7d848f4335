import type { Page } from '../document/index.ts';
import type { ErrorCode } from '../errors.ts';
import { type Address, addressOf } from './address.ts';
import { contentHash, ENCODING, packBytes, pageKey } from './content.ts';
import type { Connection } from './database.ts';
import { holdLoading } from './loading-lock.ts';
import { holdRun } from './run-control.ts';
import { scrub, scrubOrNull } from './scrub.ts';
import { isDataError } from './store-error.ts';

/** A record of a source that is a page, or should have been one. */
export type IntakeRecord =
  | { readonly kind: 'page'; readonly page: Page }
  | {
      readonly kind: 'broken';
      readonly code: ErrorCode;
      readonly detail: string | null;
      readonly origin: Page['origin'];
      readonly bytes: Uint8Array | null;
      readonly outcome: 'failed' | 'rejected';
    };

interface Prepared {
  readonly record: IntakeRecord;
  readonly hash: Buffer | null;
  readonly size: number;
  readonly packed: Buffer | null;
  readonly key: Buffer | null;
  readonly address: Address | null;
}

const prepare = async (record: IntakeRecord): Promise<Prepared> => {
  const bytes = record.kind === 'page' ? record.page.bytes : record.bytes;
  const hash = bytes === null ? null : contentHash(bytes);
  const packed = bytes === null ? null : await packBytes(bytes);
  const address = record.kind === 'page' ? addressOf(record.page.url) : null;
  const key =
    record.kind === 'page' && hash !== null ? pageKey(record.page, address?.address ?? null, hash) : null;
  return { record, hash, size: bytes?.byteLength ?? 0, packed, key, address };
};

// Every list that several writers may insert at once is sorted by its key: locks are then always taken in
// the same order, and two loaders wait for each other instead of dead-locking.
const sortedUnique = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  [...new Map(items.map((item) => [key(item), item])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);

const putContents = async (connection: Connection, items: readonly Prepared[]): Promise<void> => {
  const unique = sortedUnique(
    items.filter((item) => item.hash !== null),
    (item) => item.hash!.toString('hex'),
  );
  await connection.query(
    `insert into winnow.content (hash, size, encoding, bytes)
     select hash, size, $4, bytes from unnest($1::bytea[], $2::int[], $3::bytea[]) as input (hash, size, bytes)
     on conflict do nothing`,
    [
      unique.map((item) => item.hash),
      unique.map((item) => item.size),
      unique.map((item) => item.packed),
      ENCODING,
    ],
  );
};

const putSites = async (connection: Connection, items: readonly Prepared[]): Promise<void> => {
  const addresses = items.flatMap((item) => (item.address === null ? [] : [item.address]));
  const unique = sortedUnique(addresses, (address) => address.host);
  await connection.query(
    `insert into winnow.site (host, domain)
     select host, domain from unnest($1::text[], $2::text[]) as input (host, domain)
     on conflict do nothing`,
    [unique.map((address) => address.host), unique.map((address) => address.domain)],
  );
};

const putPages = async (
  connection: Connection,
  items: readonly Prepared[],
  startedAt: Date,
): Promise<void> => {
  const pages = items.flatMap((item) =>
    item.record.kind === 'page' ? [{ ...item, page: item.record.page }] : [],
  );
  const unique = sortedUnique(pages, (item) => item.key!.toString('hex'));
  const columns = [
    unique.map((item) => item.key),
    unique.map((item) => scrubOrNull(item.page.url)),
    unique.map((item) => item.address?.address ?? null),
    unique.map((item) => item.address?.host ?? null),
    unique.map((item) => item.hash),
    unique.map((item) => item.page.mediaType),
    unique.map((item) => scrubOrNull(item.page.charset)),
    startedAt,
  ];
  await connection.query(
    `insert into winnow.page (key, url, address, site_id, content_hash, media_type, charset, seen_at)
     select key, url, address, site.id, content_hash, media_type::winnow.media_type, charset, $8
     from unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::text[])
       as input (key, url, address, host, content_hash, media_type, charset)
     left join winnow.site using (host)
     on conflict do nothing`,
    columns,
  );
  // A page that is fetched again keeps its row; only what is new about its fetching is noted. `seen_at` moves
  // when an address turns back to what it said before, so that the page becomes its latest again.
  await connection.query(
    `with seen as (
       select key, min(fetched_at) as first, max(fetched_at) as last
       from unnest($1::bytea[], $2::timestamptz[]) as input (key, fetched_at) group by key)
     update winnow.page
     set fetched_at = least(page.fetched_at, first), last_fetched_at = greatest(page.last_fetched_at, last),
         seen_at = case when latest then seen_at else greatest(seen_at, $3) end
     from seen
     where seen.key = page.key
       and (first < coalesce(page.fetched_at, 'infinity') or last > coalesce(page.last_fetched_at, '-infinity')
            or (not latest and seen_at < $3))`,
    [pages.map((item) => item.key), pages.map((item) => item.page.fetchedAt), startedAt],
  );
};

const putSources = async (connection: Connection, run: number, items: readonly Prepared[]): Promise<void> => {
  const names = new Set(items.map((item) => scrub(originOf(item).source)));
  await connection.query(
    `insert into winnow.source (run_id, name) select $1, name from unnest($2::text[]) as input (name)
     on conflict do nothing`,
    [run, [...names].sort()],
  );
};

const originOf = (item: Prepared): Page['origin'] =>
  item.record.kind === 'page' ? item.record.page.origin : item.record.origin;

const putRunPages = async (
  connection: Connection,
  run: number,
  chunk: number,
  first: number,
  items: readonly Prepared[],
): Promise<void> => {
  await connection.query(
    `insert into winnow.run_page (run_id, position, chunk, page_id, source_id, record, record_id)
     select $1, position, $2, page.id, source.id, record, record_id
     from unnest($3::bigint[], $4::bytea[], $5::text[], $6::bigint[], $7::text[])
       as input (position, key, name, record, record_id)
     join winnow.source on source.run_id = $1 and md5(source.name) = md5(input.name) and source.name = input.name
     left join winnow.page on page.key = input.key`,
    [
      run,
      chunk,
      items.map((_, index) => first + index),
      items.map((item) => item.key),
      items.map((item) => scrub(originOf(item).source)),
      items.map((item) => originOf(item).record),
      items.map((item) => (item.record.kind === 'page' ? scrubOrNull(item.record.page.id) : null)),
    ],
  );
};

/** Records that never became pages end at once: their outcome and failure are written where they are met. */
const putBroken = async (
  connection: Connection,
  run: number,
  first: number,
  items: readonly Prepared[],
): Promise<void> => {
  const broken = items.flatMap((item, index) =>
    item.record.kind === 'broken' ? [{ record: item.record, hash: item.hash, position: first + index }] : [],
  );
  if (broken.length === 0) return;
  const columns = [
    run,
    broken.map((item) => item.position),
    broken.map((item) => item.record.code),
    broken.map((item) => item.record.outcome),
    broken.map((item) => (item.record.code === 'LOAD_FAILED' ? 'load' : 'read')),
  ];
  await connection.query(
    `insert into winnow.outcome (run_id, position, outcome, code, stage)
     select $1, position, outcome::winnow.outcome_kind, code, stage
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as input (position, code, outcome, stage)`,
    columns,
  );
  await connection.query(
    `insert into winnow.failure (run_id, position, stage, code, detail, content_hash)
     select $1, position, stage, code, detail, hash
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[])
       as input (position, code, outcome, stage, detail, hash)
     where outcome = 'failed'`,
    [...columns, broken.map((item) => scrubOrNull(item.record.detail)), broken.map((item) => item.hash)],
  );
};

/** Stores records that the database takes; their chunk is registered already. */
const putRecords = async (
  connection: Connection,
  run: { readonly id: number; readonly startedAt: Date },
  chunk: number,
  first: number,
  items: readonly Prepared[],
): Promise<void> => {
  await putContents(connection, items);
  await putSites(connection, items);
  await putPages(connection, items, run.startedAt);
  await putSources(connection, run.id, items);
  await putRunPages(connection, run.id, chunk, first, items);
  await putBroken(connection, run.id, first, items);
};

/** A page that the database would not take: its bytes are kept, and why they are all that is kept. */
const refused = ({ record, ...rest }: Prepared, detail: string): Prepared => ({
  ...rest,
  key: null,
  address: null,
  record:
    record.kind === 'broken'
      ? { ...record, detail: null }
      : {
          kind: 'broken',
          code: 'LOAD_FAILED',
          detail,
          origin: record.page.origin,
          bytes: record.page.bytes,
          outcome: 'failed',
        },
});

/** Tries each record by itself, taking it back again, and replaces those that the database refuses. */
const withoutRefused = async (
  connection: Connection,
  items: readonly Prepared[],
  put: (items: readonly Prepared[]) => Promise<void>,
): Promise<Prepared[]> => {
  const sound: Prepared[] = [];
  for (const item of items) {
    await connection.query('savepoint record');
    try {
      await put([item]);
      sound.push(item);
    } catch (error) {
      if (!isDataError(error)) throw error;
      sound.push(refused(item, `SQLSTATE ${String((error as { code?: unknown }).code)}`));
    }
    await connection.query('rollback to savepoint record');
  }
  return sound;
};

/**
 * Registers the chunk and sees to it that its run is open. False when the chunk is stored already: its commit
 * had gone through when the connection was lost that would have said so.
 */
const putChunkRow = async (
  connection: Connection,
  run: number,
  chunk: number,
  hasPages: boolean,
): Promise<boolean> => {
  const { rowCount } = await connection.query(
    `insert into winnow.chunk (run_id, ordinal, state, done_at)
     values ($1, $2, case when $3 then 'waiting'::winnow.chunk_state else 'done' end, case when $3 then null else now() end)
     on conflict do nothing`,
    [run, chunk, hasPages],
  );
  if (rowCount === 0) return false;
  // A reader that was stopped for a while is taken for dead and its run closed, perhaps settled: it reads on.
  await connection.query(
    `update winnow.run set state = 'reading', read_at = null, finished_at = null, reader_seen_at = now()
     where id = $1 and state <> 'reading'`,
    [run],
  );
  return true;
};

/**
 * Stores the records of one chunk: their bytes once by content, their pages, and what the run was given.
 * Run it inside a transaction; it may run again. A record that the database refuses becomes a failure and harms
 * no other. `first` is the position of the first record in the run; `startedAt` is when the run began. False
 * when the run has been cancelled: nothing is stored, and nothing more need be read.
 */
export const putChunk = async (
  connection: Connection,
  run: { readonly id: number; readonly startedAt: Date },
  chunk: number,
  first: number,
  records: readonly IntakeRecord[],
): Promise<boolean> => {
  await holdLoading(connection);
  if (!(await holdRun(connection, run.id))) return false;
  const hasPages = records.some((record) => record.kind === 'page');
  if (!(await putChunkRow(connection, run.id, chunk, hasPages))) return true;
  const items = await Promise.all(records.map(prepare));
  const put = (some: readonly Prepared[]) => putRecords(connection, run, chunk, first, some);
  await connection.query('savepoint records');
  try {
    await put(items);
  } catch (error) {
    if (!isDataError(error)) throw error;
    await connection.query('rollback to savepoint records');
    await put(await withoutRefused(connection, items, put));
  }
  return true;
};
