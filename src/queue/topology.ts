/**
 * The queues, who feeds whom, and how they behave: the one place to look.
 *
 *   ingest (a command) ──stores pages, registers chunks──▶ dispatch
 *   dispatch ──▶ refine ──last chunk of a run──▶ settle
 *   the clock ──▶ schedule ──gives a command──▶ ingest, reprocess or learn
 *
 * `dispatch` is no queue: it moves chunks that wait in the database into `refine`, never more than `window`
 * at once, whenever a chunk is done and every few seconds. What the queue forgets, it offers again.
 */
export const TOPOLOGY = {
  refine: {
    name: 'winnow-refine',
    feeds: ['settle'],
    attempts: 5,
    /** First wait between attempts, doubling: 1 s, 2 s, 4 s, 8 s. */
    backoffMilliseconds: 1000,
  },
  settle: {
    name: 'winnow-settle',
    feeds: [],
    attempts: 5,
    backoffMilliseconds: 1000,
  },
  schedule: {
    name: 'winnow-schedule',
    feeds: ['refine'],
    attempts: 5,
    backoffMilliseconds: 1000,
  },
} as const;

export type QueueName = keyof typeof TOPOLOGY;

/** Records of one chunk: enough to make its transaction cheap, few enough to lose little when a worker dies. */
export const CHUNK_PAGES = 32;

/** Bytes of one chunk, so that large pages make small chunks. */
export const CHUNK_BYTES = 4 * 2 ** 20;

/** Chunks in the queue at once, over all runs. */
export const WINDOW = 64;

/** Seconds after which a chunk that the queue should have delivered is offered again. */
export const STALE_SECONDS = 120;

/** Seconds between two signs that a chunk is in hand: then it is not offered again. */
export const HOLD_SECONDS = 30;

/** A number that changes when a job that should have been done is to be asked for again. */
export const turnOf = (): number => Math.floor(Date.now() / (STALE_SECONDS * 1000));

/** Seconds after which a chunk that was queued is offered again when the queue holds no job at all. */
export const LOST_SECONDS = 5;

/** Seconds of silence after which the reader of a run is taken for dead. */
export const READER_SILENCE_SECONDS = 60;

/** How long a worker holds a job without a sign of life, in milliseconds. */
export const LOCK_MILLISECONDS = 15_000;

/** Jobs wait for a dead worker's lock at most this long beyond it, in milliseconds. */
export const STALLED_CHECK_MILLISECONDS = 5_000;
