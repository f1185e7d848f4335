import type { RefineOptions } from '../document/index.ts';
import { outcomeOf } from '../errors.ts';
import type { ReadRecord } from '../read/record.ts';
import { type Database, transaction } from '../store/database.ts';
import { type IntakeRecord, putChunk } from '../store/pages.ts';
import { patiently } from '../store/patience.ts';
import { createRun, finishReading, type Run, touchReader } from '../store/runs.ts';
import { CHUNK_BYTES, CHUNK_PAGES } from './topology.ts';

interface IntakeProgress {
  /** Records stored so far, broken ones included. */
  readonly pages: number;
  readonly skipped: number;
}

export interface IntakeHooks {
  /** Of the run; see `PRIORITIES`. */
  readonly priority?: number;
  /** The run is registered: work may begin. */
  readonly onRun?: (run: Run) => void;
  /** A chunk is stored: there is something to do. */
  readonly onChunk?: (progress: IntakeProgress) => void;
  /** Stop reading as soon as the chunk in hand is stored. */
  readonly signal?: AbortSignal;
}

const toIntake = (record: Exclude<ReadRecord, { kind: 'skipped' }>): IntakeRecord =>
  record.kind === 'page' ? record : { ...record, outcome: outcomeOf(record.code) };

const sizeOf = (record: IntakeRecord): number =>
  (record.kind === 'page' ? record.page.bytes : record.bytes)?.byteLength ?? 0;

/** The same items; ends at once when `signal` is aborted, even while the source keeps it waiting. */
async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  if (signal === undefined) return yield* items;
  // One listener for all items: a promise that is raced a million times keeps a million reactions.
  let wake = (): void => {};
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort, { once: true });
  const iterator = items[Symbol.asyncIterator]();
  try {
    while (!signal.aborted) {
      const next = await new Promise<IteratorResult<T> | null>((resolve, reject) => {
        wake = () => resolve(null);
        iterator.next().then(resolve, reject);
      });
      if (next === null || next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Not awaited: it waits for its source, which may never say anything again.
    iterator.return?.(undefined)?.catch(() => {});
  }
}

/** Groups records into chunks by count and by bytes; counts what is skipped. */
async function* chunksOf(
  records: AsyncIterable<ReadRecord>,
  skipped: Map<string, number>,
): AsyncGenerator<IntakeRecord[]> {
  let chunk: IntakeRecord[] = [];
  let bytes = 0;
  for await (const record of records) {
    if (record.kind === 'skipped') {
      skipped.set(record.reason, (skipped.get(record.reason) ?? 0) + 1);
      continue;
    }
    const intake = toIntake(record);
    chunk.push(intake);
    bytes += sizeOf(intake);
    if (chunk.length >= CHUNK_PAGES || bytes >= CHUNK_BYTES) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
  }
  if (chunk.length > 0) yield chunk;
}

/**
 * Registers a run and stores its pages, chunk by chunk, each in one transaction: what is stored when the
 * process dies is whole, and is refined all the same. Returns the run; its pages end later, in the workers.
 * Throws STORE_UNREACHABLE or STORE_FULL when the database stays away for about a minute.
 */
export const intake = async (
  database: Database,
  records: AsyncIterable<ReadRecord>,
  options: RefineOptions,
  hooks: IntakeHooks = {},
): Promise<Run> => {
  const run = await patiently(() => createRun(database, 'ingest', options, 'direct', hooks.priority));
  hooks.onRun?.(run);
  const skipped = new Map<string, number>();
  let stored = 0;
  let ordinal = 0;
  // A large archive may take longer to yield a chunk than a dead reader is given.
  const pulse = setInterval(() => touchReader(database, run.id).catch(() => {}), 10_000);
  const finish = () => finishReading(database, run.id, Object.fromEntries([...skipped].sort()));
  try {
    for await (const chunk of chunksOf(untilAborted(records, hooks.signal), skipped)) {
      const number = ordinal++;
      const first = stored;
      const wanted = await patiently(() =>
        transaction(database, (connection) => putChunk(connection, run, number, first, chunk)),
      );
      if (!wanted) {
        skipped.set('run:cancelled', 1);
        break;
      }
      stored += chunk.length;
      hooks.onChunk?.({ pages: stored, skipped: [...skipped.values()].reduce((sum, n) => sum + n, 0) });
      if (hooks.signal?.aborted) break;
    }
    if (hooks.signal?.aborted) skipped.set('run:interrupted', 1);
    await patiently(finish);
  } catch (cause) {
    // What was stored is refined all the same. If this cannot be written either, the run is closed as one whose
    // reader died.
    skipped.set('run:reading-failed', 1);
    await finish().catch(() => {});
    throw cause;
  } finally {
    clearInterval(pulse);
  }
  return run;
};
