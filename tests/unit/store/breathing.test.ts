import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mapBreathing } from '../../../src/store/breathing.ts';

/** Takes the processor for some milliseconds. */
const work = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

test('long work in many steps lets other things happen between them, and keeps its order', async () => {
  const seen: number[] = [];
  const done = mapBreathing([1, 2, 3, 4, 5, 6], (number) => {
    work(60);
    seen.push(number);
    return number * 10;
  });
  await sleep(1);
  expect(seen.length).toBeLessThan(6);
  expect(await done).toEqual([10, 20, 30, 40, 50, 60]);
});
