import type { MediaType, RefineOptions } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import type { Database, Queryable } from './database.ts';
import { pipelinesOfPages, putPipelines } from './pipeline.ts';

/** A page of a chunk, as a worker reads it: bytes still compressed. */
export interface ChunkPage {
  readonly position: number;
  readonly pageId: number;
  readonly url: string | null;
  readonly mediaType: MediaType;
  readonly charset: string | null;
  readonly size: number;
  /** The bytes, compressed; null when what is stored of the page will do. */
  readonly packed: Buffer | null;
  /** The pipeline that its new version is of. */
  readonly pipelineId: number;
  /** The refinement that holds what the other stages said, in a run that takes some stages alone anew. */
  readonly base: number | null;
  /** The page has been refined by this version of the pipeline already. */
  readonly refinement: number | null;
  /** … by this very run, which met the page more than once. */
  readonly refinedByThisRun: boolean;
}

type FoundPage = Pick<ChunkPage, 'position' | 'pageId' | 'url' | 'base'> & { readonly target: number | null };

/** The pages of a chunk that have no outcome yet, and what there is to begin from in a run of some stages alone. */
const OPEN_PAGES = `
  select position, page.id as "pageId", url, base.id as base, base.target_id as target
  from winnow.run_page
  join winnow.page on page.id = run_page.page_id
  left join lateral (
    select shown.id, renewal.pipeline_id as target_id
    from winnow.refinement shown join winnow.renewal on renewal.run_id = $1 and base_id = shown.pipeline_id
    where shown.page_id = page.id and shown.current and shown.outcome = 'loaded') base on true
  where run_page.run_id = $1 and chunk = $2
    and not exists (select from winnow.outcome o where o.run_id = $1 and o.position = run_page.position)
  order by position`;

/** For each place of the list: what its pipeline has made of the page, or else its bytes. */
const PAGES = `
  select media_type as "mediaType", page.charset, size, refinement.id as refinement,
    case when refinement.id is null and base is null then content.bytes end as packed,
    coalesce(refinement.run_id = $1, false) as "refinedByThisRun"
  from unnest($2::bigint[], $3::int[], $4::bigint[]) with ordinality as input (page_id, pipeline_id, base, place)
  join winnow.page on page.id = input.page_id
  join winnow.content on content.hash = page.content_hash
  left join winnow.refinement
    on refinement.page_id = page.id and refinement.pipeline_id = input.pipeline_id
  order by place`;

/** Row ids of the pipelines that pages are made with. */
const targetsOf = async (
  database: Queryable,
  options: RefineOptions,
  pages: readonly FoundPage[],
): Promise<number[]> => {
  const pipelineOf = pipelinesOfPages(options);
  const made = pages.map(({ url, target }) => (target === null ? pipelineOf(url) : null));
  const wanted = made.flatMap((one) => (one === null ? [] : [[one.version, one.pipeline] as const]));
  const ids = wanted.length === 0 ? new Map<string, number>() : await putPipelines(database, new Map(wanted));
  return pages.map(({ target }, index) => target ?? ids.get(made[index]!.version)!);
};

/** The pages of a chunk that have no outcome yet; null when the chunk is done. */
export const readChunk = async (
  database: Queryable,
  run: { readonly id: number; readonly options: RefineOptions },
  chunk: number,
): Promise<ChunkPage[] | null> => {
  const state = await database.query<{ state: string }>(
    'select state from winnow.chunk where run_id = $1 and ordinal = $2',
    [run.id, chunk],
  );
  if (state.rows[0] === undefined || state.rows[0].state === 'done') return null;
  const { rows: found } = await database.query<FoundPage>(OPEN_PAGES, [run.id, chunk]);
  const targets = await targetsOf(database, run.options, found);
  const { rows } = await database.query<Omit<ChunkPage, keyof FoundPage | 'pipelineId'>>(PAGES, [
    run.id,
    found.map(({ pageId }) => pageId),
    targets,
    found.map(({ base }) => base),
  ]);
  // A page that is forgotten in between would shift the rest.
  if (rows.length !== found.length) throw new WinnowError('STORE_CHANGED');
  return rows.map((row, index) => {
    const { position, pageId, url, base } = found[index]!;
    return { ...row, position, pageId, url, base, pipelineId: targets[index]! };
  });
};

/** A chunk on its way into the queue. */
export interface OfferedChunk {
  readonly run: number;
  readonly chunk: number;
  readonly priority: number;
  /** When it was offered, in milliseconds of the database's clock: another number each time. */
  readonly offer: number;
}

/**
 * Takes waiting chunks of runs that are not paused for the queue, by priority and then the oldest run first, so that
 * never more than `window` of one priority or a higher one are queued at once. Chunks that were queued `staleSeconds` ago and are still open are offered
 * again: the queue may have lost them, and a chunk that is in the queue twice does no harm.
 */
export const takeChunks = async (
  database: Queryable,
  window: number,
  staleSeconds: number,
): Promise<OfferedChunk[]> => {
  const { rows } = await database.query<OfferedChunk>(
    `with busy as materialized (
       select run.priority, count(*) as chunks from winnow.chunk join winnow.run on run.id = run_id
       where chunk.state = 'queued' and queued_at > now() - make_interval(secs => $2) group by run.priority),
     offered as (
       select run.id as run_id, ordinal, priority, row_number() over (order by priority desc, run.id, ordinal) as place
       from winnow.run, lateral (
         select ordinal from winnow.chunk
         where run_id = run.id and chunk.state <> 'done'
           and (chunk.state = 'waiting' or queued_at <= now() - make_interval(secs => $2))
         order by ordinal limit $1) first
       where run.state in ('reading', 'running', 'settling') and not paused
       order by priority desc, run.id, ordinal limit $1),
     picked as (
       select run_id, ordinal, priority from winnow.chunk join offered using (run_id, ordinal)
       where place <= $1 - (select coalesce(sum(chunks), 0) from busy where busy.priority >= offered.priority)
       for update of chunk skip locked)
     update winnow.chunk set state = 'queued', queued_at = now() from picked
     where chunk.run_id = picked.run_id and chunk.ordinal = picked.ordinal
       -- Another dispatcher may have been quicker.
       and (chunk.state = 'waiting' or queued_at <= now() - make_interval(secs => $2))
     returning chunk.run_id as run, chunk.ordinal as chunk, priority,
       (extract(epoch from chunk.queued_at) * 1000)::bigint as offer`,
    [window, staleSeconds],
  );
  return rows.sort((a, b) => b.priority - a.priority || a.run - b.run || a.chunk - b.chunk);
};

/** Gives chunks back that could not be queued, or that a worker could not finish. */
export const releaseChunks = async (
  database: Queryable,
  chunks: readonly { run: number; chunk: number }[],
): Promise<void> => {
  await database.query(
    `update winnow.chunk set state = 'waiting', queued_at = null
     from unnest($1::bigint[], $2::int[]) as input (run_id, ordinal)
     where chunk.run_id = input.run_id and chunk.ordinal = input.ordinal and state = 'queued'`,
    [chunks.map((item) => item.run), chunks.map((item) => item.chunk)],
  );
};

/** Marks a worker's chunk as being in hand, so that it is not offered again while it is refined. */
export const holdChunk = async (database: Queryable, run: number, chunk: number): Promise<void> => {
  await database.query(
    `update winnow.chunk set queued_at = now() where run_id = $1 and ordinal = $2 and state = 'queued'`,
    [run, chunk],
  );
};

/** Runs that have been read whole, whose every chunk is done, and that are not settled, or not promoted as told. */
export const runsToSettle = async (database: Database): Promise<number[]> => {
  const { rows } = await database.query<{ id: number }>(
    `select id from winnow.run
     where (state in ('running', 'settling')
         and not exists (select from winnow.chunk where run_id = run.id and state <> 'done'))
       or (state = 'done' and staging = 'staged' and promote_below is not null)
     order by id`,
  );
  return rows.map((row) => row.id);
};
