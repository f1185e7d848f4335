import { type Refiner, startRefiner } from './refiner.ts';

/** How long a process that nobody needs is kept, in milliseconds: to start one costs most of a second of processor. */
const KEEP_MILLISECONDS = 10_000;

interface Idle {
  readonly refiner: Refiner;
  readonly end: NodeJS.Timeout;
}

/** Of this whole process: who opens a store, ingests and closes it ten times starts its refiners once. */
const idle: Idle[] = [];

const remove = (item: Idle): void => {
  clearTimeout(item.end);
  idle.splice(idle.indexOf(item), 1);
};

/** A refiner that lives, has `heap` megabytes and is nobody else's: the one that was kept last, or a new one. */
export const takeRefiner = (heap: number): Refiner => {
  const fits = ({ refiner }: Idle): boolean => refiner.alive() && refiner.heap === heap;
  const item = idle.findLast(fits);
  if (item === undefined) return startRefiner(heap);
  remove(item);
  item.refiner.hold();
  return item.refiner;
};

/** Keeps a refiner for who needs one next, and ends it when nobody does. It does not keep this process from ending. */
export const keepRefiner = (refiner: Refiner): void => {
  if (!refiner.alive()) return;
  refiner.release();
  const end = setTimeout(() => {
    remove(item);
    void refiner.kill();
  }, KEEP_MILLISECONDS);
  end.unref();
  const item: Idle = { refiner, end };
  idle.push(item);
};
