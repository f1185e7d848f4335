import type { ReadRecord } from '../read/index.ts';
import { expandSources } from './expand.ts';
import { readSource } from './read-source.ts';

/** Every record of every source, in order. Throws USAGE before the first when a source does not exist. */
export async function* readSources(paths: readonly string[]): AsyncGenerator<ReadRecord> {
  for await (const file of expandSources([...paths])) yield* readSource(file);
}

/**
 * The same records, once the first has been read: what is wrong with the paths is thrown here, before anything
 * has begun on their account.
 */
export const openSources = async (paths: readonly string[]): Promise<AsyncGenerator<ReadRecord>> => {
  const records = readSources(paths);
  const first = await records.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* records;
  })();
};
