import { Gauge, type Registry } from 'prom-client';
import { OUTCOMES } from '../document/index.ts';
import { type Counts, countOutcomes, readTotals } from '../store/browse/totals.ts';
import type { Database } from '../store/database.ts';
import { seldom } from './seldom.ts';

const RUN_STATES = ['reading', 'running', 'settling', 'done', 'failed', 'cancelled'];

interface Sources {
  readonly database: Database;
  /** For what may take longer than others wait. */
  readonly bulk: Database;
  /** How many processes refine, on all machines. */
  readonly workers: () => Promise<number>;
}

/** Registers what there is to watch of a store; the function reads it, and is to be called before each answer. */
export const storeMetrics = (
  register: Registry,
  { database, bulk, workers }: Sources,
): (() => Promise<void>) => {
  const registers = [register];
  const single = (name: string, help: string) => {
    const gauge = new Gauge({ name, help, registers });
    return (value: number | null | undefined): void => {
      if (value === null || value === undefined) gauge.remove();
      else gauge.set(value);
    };
  };
  /** A gauge with a line for each name that it may have, and for each that is found. */
  const counted = (name: string, help: string, label: string, known: readonly string[]) => {
    const gauge = new Gauge({ name, help, labelNames: [label], registers });
    return (counts: Counts | null | undefined): void => {
      gauge.reset();
      if (counts === null || counts === undefined) return;
      for (const value of new Set([...known, ...Object.keys(counts)]))
        gauge.set({ [label]: value }, counts[value] ?? 0);
    };
  };
  const up = single('winnow_store_up', '1 when the database answers, 0 when it does not');
  const runs = counted('winnow_runs', 'Runs by the state they are in', 'state', RUN_STATES);
  const pages = counted(
    'winnow_pages',
    'Pages of all runs by how they ended; counted less often the more there are',
    'outcome',
    OUTCOMES,
  );
  const chunks = counted(
    'winnow_chunks_open',
    'Chunks of some dozens of pages that are not refined yet: waiting, or queued, which may be in the hands of a worker',
    'state',
    ['waiting', 'queued'],
  );
  const standstill = single(
    'winnow_standstill_seconds',
    'Seconds for which pages have waited while no chunk was done; 0 when none waits',
  );
  const failures = counted('winnow_failures_open', 'Failures that nobody has dealt with', 'code', []);
  const unlinked = single(
    'winnow_paragraphs_unlinked',
    'Paragraphs whose repeats are still to be looked for, counted up to a million',
  );
  const bytes = single('winnow_database_bytes', 'Size of the database on disk');
  const working = single('winnow_workers', 'Processes that refine pages, on all machines');

  const totals = seldom(() => readTotals(database));
  const outcomes = seldom(() => countOutcomes(bulk));
  const present = seldom(workers);
  return async () => {
    const [now, ended, count] = await Promise.all([totals(), outcomes(), present()]);
    up(now === null ? 0 : 1);
    runs(now?.runs);
    pages(ended);
    chunks(now?.chunks);
    standstill(now?.standstill);
    failures(now?.failures);
    unlinked(now?.unlinked);
    bytes(now?.bytes);
    working(count);
  };
};
