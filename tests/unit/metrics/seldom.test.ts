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

/** What is answered, letting time pass until it is. */
const asked = async <T>(ask: () => Promise<T>): Promise<T> => {
  const answer = ask();
  await vi.advanceTimersByTimeAsync(10_000);
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

test('what takes long to read is read the more seldom, and nobody waits for it again', async () => {
  const ask = seldom(reading(4));
  expect(await asked(ask)).toBe(1);
  await vi.advanceTimersByTimeAsync(180_000);
  expect(await asked(ask)).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  const begun = performance.now();
  const answer = ask();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await answer).toBe(1);
  expect(performance.now() - begun).toBe(2_000);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await ask()).toBe(2);
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
