import type { Fingerprint, Outcome, Refined, Stage } from '../document/index.ts';
import { type Connection, type Database, transaction } from './database.ts';
import { putArticles } from './load-articles.ts';
import { putBlocks } from './load-blocks.ts';
import { holdLoading } from './loading-lock.ts';
import type { Run } from './runs.ts';
import { scrubOrNull } from './scrub.ts';
import { showRefinements } from './shown.ts';
import { isDataError } from './store-error.ts';

/** What the stages made of one page, ready to be loaded. */
interface RefinedPage {
  readonly position: number;
  readonly pageId: number;
  /** The pipeline that it was made with: the run's, or what the page's own one becomes in the run. */
  readonly pipelineId: number;
  readonly refined: Refined;
  /** One for each block, in the order of the blocks. */
  readonly fingerprints: readonly Fingerprint[];
}

/** A page of the chunk that needed no refining. */
export interface SettledPage {
  readonly position: number;
  readonly refinement: number;
  readonly outcome: Extract<Outcome, 'unchanged' | 'duplicate'>;
}

export interface ChunkResult {
  readonly refined: readonly RefinedPage[];
  readonly settled: readonly SettledPage[];
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
}

/** A refinement that was new, with its page. */
export interface LoadedPage extends RefinedPage {
  readonly refinementId: number;
}

interface OutcomeRow {
  readonly position: number;
  readonly outcome: Outcome;
  readonly code: string | null;
  readonly stage: Stage | null;
  readonly refinement: number | null;
  readonly detail: string | null;
}

/** What loading must know of the run. */
type LoadingRun = Pick<Run, 'id' | 'staging'>;

const putRefinements = async (
  connection: Connection,
  run: LoadingRun,
  pages: readonly RefinedPage[],
): Promise<Map<number, { id: number; fresh: boolean; ours: boolean }>> => {
  const sorted = [...pages].sort((a, b) => a.pageId - b.pageId);
  const ids = sorted.map((page) => page.pageId);
  const pipelines = sorted.map((page) => page.pipelineId);
  const inserted = await connection.query<{ id: number; page_id: number }>(
    `insert into winnow.refinement
       (page_id, pipeline_id, run_id, outcome, code, stage, page_type, language, charset, current)
     select page_id, pipeline_id, $1, outcome::winnow.outcome_kind, code, stage, page_type::winnow.page_type, language, charset, false
     from unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
       as input (page_id, pipeline_id, outcome, code, stage, page_type, language, charset)
     on conflict (page_id, pipeline_id) do nothing returning id, page_id`,
    [
      run.id,
      ids,
      pipelines,
      sorted.map((page) => page.refined.outcome),
      sorted.map((page) => page.refined.code),
      sorted.map((page) => page.refined.stage),
      sorted.map((page) => page.refined.pageType),
      sorted.map((page) => page.refined.language),
      sorted.map((page) => page.refined.charset),
    ],
  );
  const all = await connection.query<{ id: number; page_id: number; ours: boolean }>(
    `select id, refinement.page_id, run_id = $1 as ours
     from unnest($2::bigint[], $3::int[]) as input (page_id, pipeline_id)
     join winnow.refinement using (page_id, pipeline_id)`,
    [run.id, ids, pipelines],
  );
  const fresh = new Set(inserted.rows.map((row) => row.id));
  // The newest version of the pipeline is what readers see, unless the run waits to be promoted.
  if (run.staging === 'direct')
    await showRefinements(
      connection,
      inserted.rows.map((row) => row.id),
    );
  return new Map(
    all.rows.map((row) => [row.page_id, { id: row.id, fresh: fresh.has(row.id), ours: row.ours }]),
  );
};

const putOutcomes = async (
  connection: Connection,
  run: number,
  outcomes: readonly OutcomeRow[],
): Promise<void> => {
  const columns = [
    run,
    outcomes.map((row) => row.position),
    outcomes.map((row) => row.outcome),
    outcomes.map((row) => row.code),
    outcomes.map((row) => row.stage),
  ];
  await connection.query(
    `insert into winnow.outcome (run_id, position, outcome, code, stage, refinement_id)
     select $1, position, outcome::winnow.outcome_kind, code, stage, refinement_id
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[])
       as input (position, outcome, code, stage, refinement_id)`,
    [...columns, outcomes.map((row) => row.refinement)],
  );
  await connection.query(
    `insert into winnow.failure (run_id, position, stage, code, detail)
     select $1, position, coalesce(stage, 'load'), code, detail
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
       as input (position, outcome, code, stage, detail)
     where outcome = 'failed'`,
    [...columns, outcomes.map((row) => scrubOrNull(row.detail))],
  );
};

/** Splits a list that may hold one page more than once: the first place of each page, and the others. */
const firstOfEach = (pages: readonly RefinedPage[]): [RefinedPage[], RefinedPage[]] => {
  const seen = new Set<number>();
  const first: RefinedPage[] = [];
  const again: RefinedPage[] = [];
  for (const page of pages) {
    (seen.has(page.pageId) ? again : first).push(page);
    seen.add(page.pageId);
  }
  return [first, again];
};

const loadPages = async (
  connection: Connection,
  run: LoadingRun,
  pages: readonly RefinedPage[],
): Promise<{ outcomes: OutcomeRow[]; waiting: number }> => {
  const [first, again] = firstOfEach(pages);
  const refinements = await putRefinements(connection, run, first);
  const fresh: LoadedPage[] = first.flatMap((page) => {
    const refinement = refinements.get(page.pageId)!;
    return refinement.fresh ? [{ ...page, refinementId: refinement.id }] : [];
  });
  const waiting = await putBlocks(connection, fresh);
  await putArticles(connection, fresh);
  const isFresh = new Set(fresh.map((page) => page.position));
  const outcomes = [...first, ...again].map((page): OutcomeRow => {
    const { id, ours } = refinements.get(page.pageId)!;
    const { outcome, code, stage, detail } = page.refined;
    if (isFresh.has(page.position))
      return { position: page.position, outcome, code, stage, refinement: id, detail };
    return {
      position: page.position,
      // Met before by this run, or loaded by another one while this one refined it too.
      outcome: ours ? 'duplicate' : 'unchanged',
      code: null,
      stage: null,
      refinement: id,
      detail: null,
    };
  });
  return { outcomes, waiting };
};

/** A page that the database would not take, as a page that failed. */
const refused = (page: RefinedPage, detail: string | null): RefinedPage => ({
  ...page,
  refined: {
    ...page.refined,
    outcome: 'failed',
    code: 'LOAD_FAILED',
    stage: 'load',
    detail,
    blocks: [],
    boundaries: [],
    articles: [],
  },
  fingerprints: [],
});

/** Loads the pages together; when the database refuses one of them, page by page, so that only that one fails. */
const loadUnharmed = async (
  connection: Connection,
  run: LoadingRun,
  pages: readonly RefinedPage[],
): Promise<{ outcomes: OutcomeRow[]; waiting: number }> => {
  const attempt = async (some: readonly RefinedPage[]) => {
    await connection.query('savepoint pages');
    try {
      return { loaded: await loadPages(connection, run, some), refusal: null };
    } catch (error) {
      if (!isDataError(error)) throw error;
      await connection.query('rollback to savepoint pages');
      return { loaded: null, refusal: `SQLSTATE ${String((error as { code?: unknown }).code)}` };
    }
  };
  const together = await attempt(pages);
  if (together.loaded !== null) return together.loaded;
  const outcomes: OutcomeRow[] = [];
  let waiting = 0;
  // Also when there is only one: what another loader had not committed yet when it collided is there now.
  for (const page of pages) {
    const { loaded, refusal } = await attempt([page]);
    const one = loaded ?? (await loadPages(connection, run, [refused(page, refusal)]));
    outcomes.push(...one.outcomes);
    waiting += one.waiting;
  }
  return { outcomes, waiting };
};

/**
 * Loads a chunk in one transaction, the done-mark last. Returns how many paragraphs are new
 * and wait to be linked, now that they are committed; null when another worker had loaded the chunk.
 * `elapsed` gives the milliseconds that loading has taken so far.
 */
export const loadChunk = (
  database: Database,
  run: LoadingRun,
  chunk: number,
  result: ChunkResult,
  elapsed: () => number = () => 0,
): Promise<number | null> =>
  transaction(database, async (connection) => {
    await holdLoading(connection);
    const held = await connection.query<{ state: string }>(
      'select state from winnow.chunk where run_id = $1 and ordinal = $2 for update',
      [run.id, chunk],
    );
    if (held.rows[0] === undefined || held.rows[0].state === 'done') return null;
    const { outcomes, waiting } = await loadUnharmed(connection, run, result.refined);
    const settled = result.settled.map(
      (page): OutcomeRow => ({ ...page, code: null, stage: null, detail: null }),
    );
    await putOutcomes(connection, run.id, [...outcomes, ...settled]);
    await connection.query(
      `update winnow.chunk set state = 'done', done_at = now(), timings = $3 where run_id = $1 and ordinal = $2`,
      [run.id, chunk, JSON.stringify({ ...result.timings, load: elapsed() })],
    );
    return waiting;
  });
