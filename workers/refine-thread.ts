import { performance } from 'node:perf_hooks';
import type { Fingerprint, Refined, RefineOptions, Stage } from '../src/document/index.ts';
import { beginPage, beginStage } from '../src/queue/page-clock.ts';
import { fingerprintBlocks, type RefinablePage, refine } from '../src/refine.ts';
import { unpackBytes } from '../src/store/content.ts';

/** A page as it travels to a thread: still compressed. */
export interface ThreadPage extends Omit<RefinablePage, 'bytes'> {
  readonly packed: Uint8Array;
  readonly size: number;
}

export interface ThreadTask {
  readonly pages: readonly ThreadPage[];
  readonly options: RefineOptions;
  /** Where the thread says which page it has in hand. */
  readonly clock: Int32Array;
}

export interface ThreadResult {
  readonly pages: readonly { readonly refined: Refined; readonly fingerprints: readonly Fingerprint[] }[];
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Refines some pages, one after the other, on a thread of the pool. */
export default ({ pages, options, clock }: ThreadTask): ThreadResult => {
  const timings: Record<string, number> = {};
  let stage: Stage = 'read';
  let since = performance.now();
  const enter = (next: Stage): void => {
    beginStage(clock, next);
    const now = performance.now();
    timings[stage] = (timings[stage] ?? 0) + now - since;
    stage = next;
    since = now;
  };
  const results = pages.map(({ packed, size, ...page }, index) => {
    beginPage(clock, index);
    enter('read');
    const bytes = unpackBytes(packed, size);
    const refined = refine({ ...page, bytes }, options, enter);
    enter('dedupe');
    const fingerprints = fingerprintBlocks(refined.blocks);
    return { refined, fingerprints };
  });
  enter('load');
  return { pages: results, timings };
};
