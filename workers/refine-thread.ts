import { performance } from 'node:perf_hooks';
import type { Fingerprint, Refined, RefineOptions } from '../src/document/index.ts';
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
}

export interface ThreadResult {
  readonly pages: readonly { readonly refined: Refined; readonly fingerprints: readonly Fingerprint[] }[];
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Refines some pages, one after the other, on a thread of the pool. */
export default ({ pages, options }: ThreadTask): ThreadResult => {
  const timings: Record<string, number> = {};
  let stage = 'read';
  let since = performance.now();
  const enter = (next: string): void => {
    const now = performance.now();
    timings[stage] = (timings[stage] ?? 0) + now - since;
    stage = next;
    since = now;
  };
  const results = pages.map(({ packed, size, ...page }) => {
    enter('read');
    const bytes = unpackBytes(packed, size);
    const refined = refine({ ...page, bytes }, options, enter);
    enter('dedupe');
    const fingerprints = fingerprintBlocks(refined.blocks);
    return { refined, fingerprints };
  });
  enter('end');
  return { pages: results, timings };
};
