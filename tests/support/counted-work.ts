import { Session } from 'node:inspector/promises';

// Code is counted only if it is compiled after this: it has to be on before the first call, and to stay on. What was
// compiled before counts at times, when the engine has thrown it away meanwhile, and then is work that nobody did.
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/**
 * How often blocks of code ran during a call, counted by the engine: work that is the same on every machine
 * and however busy it is. Only code whose address holds one of `places` counts; what the engine does inside
 * a built-in function does not.
 */
export async function countedWork(run: () => void, places: readonly string[]): Promise<number> {
  // Reading sets all counts to zero.
  await session.post('Profiler.takePreciseCoverage');
  run();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  let count = 0;
  for (const { url, functions } of result)
    if (places.some((place) => url.includes(place)))
      for (const { ranges } of functions) for (const range of ranges) count += range.count;
  return count;
}
