import { writeSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { Fingerprint, Refined, RefineOptions, Stage } from '../src/document/index.ts';
import { encodePlace } from '../src/queue/page-place.ts';
import { fingerprintBlocks, type RefinablePage, refine, renew } from '../src/refine.ts';
import { unpackBytes } from '../src/store/content.ts';

/** A page as it travels to a refiner: still compressed. */
export interface PackedPage extends Omit<RefinablePage, 'bytes'> {
  readonly packed: Uint8Array;
  readonly size: number;
}

/** A page that was refined before, of which only the stages that can run alone are run again. */
export interface StoredPage {
  readonly stored: Refined;
}

export interface RefineTask {
  readonly pages: readonly (PackedPage | StoredPage)[];
  readonly options: RefineOptions;
}

export interface RefineResult {
  readonly pages: readonly { readonly refined: Refined; readonly fingerprints: readonly Fingerprint[] }[];
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
}

/** What a refiner is sent, and what it answers; `turn` alternates between 0 and 1. */
export interface RefineRequest extends RefineTask {
  readonly turn: 0 | 1;
}
export type RefineAnswer = { readonly result: RefineResult } | { readonly thrown: string };

/** The pipe on which a refiner says where it is: written at once, whatever happens to the process next. */
const PLACES = 4;

const refinePages = ({ pages, options, turn }: RefineRequest): RefineResult => {
  const timings: Record<string, number> = {};
  let stage: Stage = 'read';
  let since = performance.now();
  let page = 0;
  const place = Buffer.alloc(1);
  const enter = (next: Stage): void => {
    place[0] = encodePlace(turn, page, next);
    writeSync(PLACES, place);
    const now = performance.now();
    timings[stage] = (timings[stage] ?? 0) + now - since;
    stage = next;
    since = now;
  };
  const refineOne = (given: PackedPage | StoredPage): Refined => {
    if ('stored' in given) return renew(given.stored, options, enter);
    enter('read');
    const { packed, size, ...rest } = given;
    return refine({ ...rest, bytes: unpackBytes(packed, size) }, options, enter);
  };
  const results = pages.map((given, index) => {
    page = index;
    const refined = refineOne(given);
    enter('dedupe');
    const fingerprints = fingerprintBlocks(refined.blocks);
    return { refined, fingerprints };
  });
  timings[stage] = (timings[stage] ?? 0) + performance.now() - since;
  return { pages: results, timings };
};

const answerTo = (request: RefineRequest): RefineAnswer => {
  try {
    return { result: refinePages(request) };
  } catch (error) {
    const { name, code } = error as { name?: string; code?: string };
    return { thrown: code ?? name ?? 'unknown' };
  }
};

/** Ends this process when its parent has gone: an endless page would not let it notice by itself. */
const WATCHDOG = `
  const parent = process.ppid;
  setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 1000);`;

if (process.send !== undefined) {
  new Worker(WATCHDOG, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref();
  process.on('message', (request) => process.send?.(answerTo(request as RefineRequest)));
  process.on('disconnect', () => process.exit());
  // A Ctrl-C in the terminal reaches the whole group; the parent decides when this process ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
}
