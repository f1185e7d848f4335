import { Presets, SingleBar } from 'cli-progress';
import type { IngestProgress } from '../winnow.ts';
import { note } from './output.ts';

/** Seconds between two lines where there is no terminal to draw a bar on. */
const LINE_SECONDS = 5;

export interface Progress {
  update(progress: IngestProgress): void;
  stop(): void;
}

const duration = (seconds: number): string => {
  if (!Number.isFinite(seconds)) return '?';
  const rounded = Math.round(seconds);
  if (rounded < 60) return `${rounded} s`;
  if (rounded < 3600) return `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
  return `${Math.floor(rounded / 3600)} h ${Math.floor((rounded % 3600) / 60)} min`;
};

/** What is left and how fast it goes, from the start of the run. */
const speedOf = (progress: IngestProgress, seconds: number): { rate: string; left: string } => {
  const rate = progress.ended / Math.max(seconds, 0.001);
  const left = progress.reading
    ? 'still reading'
    : `${duration((progress.pages - progress.ended) / rate)} left`;
  return { rate: `${rate.toFixed(rate < 10 ? 1 : 0)} pages/s`, left };
};

const barProgress = (): Progress => {
  const format = 'run {run}  {bar} {value}/{total} pages  {rate}  {left}';
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, barsize: 24 },
    Presets.rect,
  );
  const started = performance.now();
  let drawn = false;
  return {
    update: (progress) => {
      const payload = { run: progress.run, ...speedOf(progress, (performance.now() - started) / 1000) };
      if (!drawn) bar.start(progress.pages, progress.ended, payload);
      drawn = true;
      bar.setTotal(progress.pages);
      bar.update(progress.ended, payload);
    },
    stop: () => {
      if (drawn) bar.stop();
    },
  };
};

const lineProgress = (): Progress => {
  const started = performance.now();
  let last = started;
  return {
    update: (progress) => {
      const now = performance.now();
      if (now - last < LINE_SECONDS * 1000) return;
      last = now;
      const { rate, left } = speedOf(progress, (now - started) / 1000);
      note(`run ${progress.run}: ${progress.ended} of ${progress.pages} pages, ${rate}, ${left}`);
    },
    stop: () => {},
  };
};

const SILENT: Progress = { update: () => {}, stop: () => {} };

/** A bar on a terminal, a line now and then elsewhere, nothing for machines. */
export const openProgress = (quiet: boolean): Progress => {
  if (quiet) return SILENT;
  return process.stderr.isTTY ? barProgress() : lineProgress();
};
