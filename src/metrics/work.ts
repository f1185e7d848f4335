import { Counter, Histogram, type Registry } from 'prom-client';
import { OUTCOMES, STAGES } from '../document/index.ts';
import type { OnChunk } from '../queue/refine-chunk.ts';

/** Seconds of one stage over the pages of a chunk. */
const SECONDS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100];

/** Registers what a process that refines does; the function is to be told of each chunk that it has loaded. */
export const workMetrics = (register: Registry): OnChunk => {
  const registers = [register];
  const pages = new Counter({
    name: 'winnow_refined_pages_total',
    help: 'Pages that this process has refined and loaded, by how they ended',
    labelNames: ['outcome'],
    registers,
  });
  const stages = new Histogram({
    name: 'winnow_stage_seconds',
    help: 'Seconds that a stage took for the pages of one chunk, some dozens of them',
    labelNames: ['stage'],
    buckets: SECONDS,
    registers,
  });
  for (const outcome of OUTCOMES) pages.inc({ outcome }, 0);
  for (const stage of STAGES) stages.zero({ stage });
  return ({ outcomes, timings }) => {
    for (const outcome of outcomes) pages.inc({ outcome });
    for (const [stage, milliseconds] of Object.entries(timings))
      stages.observe({ stage }, milliseconds / 1000);
  };
};
