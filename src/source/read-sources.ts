import { WinnowError } from '../errors.ts';
import { DEFAULT_READ_LIMITS, formatOf, type ReadRecord } from '../read/index.ts';
import { EXTENSIONS_TEXT, expandSources } from './expand.ts';
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

/** A source that is no file of this machine. */
export interface StreamSource {
  /** Says by its extension what the stream holds, as that of a file does, and names where its pages are from. */
  readonly name: string;
  /** The bytes as a file would hold them, cut anywhere; the next are asked for when those before are stored. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The records of a stream. Throws USAGE at once when its name does not tell what it holds. */
export const openStream = ({ name, chunks }: StreamSource): AsyncGenerator<ReadRecord> => {
  const named = formatOf(name);
  if (named === null) throw new WinnowError('USAGE', `${name} has none of the extensions ${EXTENSIONS_TEXT}`);
  const file = { source: name, path: null, ...named, reason: null, size: null };
  return readSource(file, DEFAULT_READ_LIMITS, { stdin: chunks });
};
