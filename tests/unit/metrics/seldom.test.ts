import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { seldom } from '../../../src/metrics/seldom.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A reading that takes some seconds and counts how often it was asked for. */
const reading = (seconds: number) => {
  let times = 0;
  return async (): Promise<number> => {
    times += 1;
    const now = times;
    if (seconds > 0) await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return now;
  };
};

/** What is answered, letting some seconds pass. */
const asked = async <T>(ask: () => Promise<T>): Promise<T> => {
  const answer = ask();
  await vi.advanceTimersByTimeAsync(5_000);
  return answer;
};

test('what is read at once is read anew after some seconds', async () => {
  const ask = seldom(reading(0));
  expect(await ask()).toBe(1);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(await ask()).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await ask()).toBe(2);
});

test('what takes long to read is read the more seldom, and nobody waits for its end', async () => {
  const ask = seldom(reading(8));
  expect(await asked(ask)).toBeNull();
  expect(await asked(ask)).toBe(1);
  await vi.advanceTimersByTimeAsync(380_000);
  expect(await asked(ask)).toBe(1);
  await vi.advanceTimersByTimeAsync(20_000);
  // It is being read anew: until then it is what it was.
  expect(await asked(ask)).toBe(1);
  expect(await asked(ask)).toBe(2);
});

test('those who ask at the same time cause one reading', async () => {
  const ask = seldom(reading(1));
  const answers = Promise.all([ask(), ask(), ask()]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await answers).toEqual([1, 1, 1]);
});

test('what cannot be read is nothing, until it can', async () => {
  let fails = true;
  const ask = seldom(async () => {
    if (fails) throw new Error('away');
    return 'there';
  });
  expect(await ask()).toBeNull();
  fails = false;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await ask()).toBe('there');
});
