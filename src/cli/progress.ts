import { Presets, SingleBar } from 'cli-progress';
import type { IngestProgress } from '../winnow.ts';
import { duration } from '../words.ts';
import { note } from './output.ts';

/** Seconds between two lines where there is no terminal to draw a bar on. */
const LINE_SECONDS = 5;

/** How far a long work is. */
interface Step {
  /** What is being done: `run 3`, `export`. */
  readonly label: string;
  /** What is counted. */
  readonly unit: string;
  readonly done: number;
  readonly total: number;
  /** The total still grows: no time left can be given. */
  readonly growing: boolean;
}

export interface Progress {
  update(step: Step): void;
  stop(): void;
}

/** The progress of a run, as a step to show. */
export const runStep = ({ run, reading, pages, ended }: IngestProgress): Step => ({
  label: `run ${run}`,
  unit: 'pages',
  done: ended,
  total: pages,
  growing: reading,
});

/** The progress of a run that others refine: what is read. */
export const readStep = ({ run, pages }: IngestProgress): Step => ({
  label: `run ${run}, reading`,
  unit: 'pages',
  done: pages,
  total: pages,
  growing: true,
});

/** Before so much is done, the time of starting up says more than the work. */
const TELLING = 64;

/** What is left and how fast it goes, from the start of the run. */
const speedOf = (step: Step, seconds: number): { rate: string; left: string } => {
  const rate = step.done / Math.max(seconds, 0.001);
  const left = step.done < TELLING ? '' : `${duration((step.total - step.done) / rate)} left`;
  return {
    rate: `${rate.toFixed(rate < 10 ? 1 : 0)} ${step.unit}/s`,
    left: step.growing ? 'still reading' : left,
  };
};

const barProgress = (): Progress => {
  const format = '{label}  {bar} {value}/{total} {unit}  {rate}  {left}';
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, barsize: 24 },
    Presets.rect,
  );
  const started = performance.now();
  let drawn = false;
  return {
    update: (step) => {
      const payload = {
        label: step.label,
        unit: step.unit,
        ...speedOf(step, (performance.now() - started) / 1000),
      };
      if (!drawn) bar.start(step.total, step.done, payload);
      drawn = true;
      bar.setTotal(step.total);
      bar.update(step.done, payload);
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
    update: (step) => {
      const now = performance.now();
      if (now - last < LINE_SECONDS * 1000) return;
      last = now;
      const { rate, left } = speedOf(step, (now - started) / 1000);
      const openEnded = step.growing && step.done === step.total;
      if (openEnded) note(`${step.label}: ${step.done} ${step.unit}, ${rate}`);
      else
        note(
          `${step.label}: ${step.done} of ${step.total} ${step.unit}, ${[rate, left].filter(Boolean).join(', ')}`,
        );
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
