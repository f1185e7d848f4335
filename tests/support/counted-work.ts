import { Session } from 'node:inspector/promises';

/**
 * How often blocks of code ran during a call, counted by the engine: work that is the same on every machine
 * and however busy it is. Only code whose address holds one of `places` counts; what the engine does inside
 * a built-in function does not.
 */
export async function countedWork(run: () => void, places: readonly string[]): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    run();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    await session.post('Profiler.stopPreciseCoverage');
    let count = 0;
    for (const { url, functions } of result)
      if (places.some((place) => url.includes(place)))
        for (const { ranges } of functions) for (const range of ranges) count += range.count;
    return count;
  } finally {
    session.disconnect();
  }
}
