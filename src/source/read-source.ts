import { createReadStream } from 'node:fs';
import {
  broken,
  DEFAULT_READ_LIMITS,
  type ReadLimits,
  type ReadRecord,
  readPages,
  skipped,
} from '../read/index.ts';
import type { SourceFile } from './source-file.ts';

export interface ReadSourceOptions {
  /** Called with the bytes read so far, as stored: `SourceFile.size` at the end. */
  readonly onBytes?: (bytes: number) => void;
  /** What a source without a path stands for; standard input of the process unless given. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

const CHUNK_BYTES = 262_144;

/** The file cannot be read, or not further. */
class Unreadable extends Error {
  /** Name of the system error, such as `ENOENT`. */
  readonly reason: string;

  constructor(cause: unknown) {
    super('unreadable', { cause });
    this.reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  }
}

const chunksOf = async function* (file: SourceFile, options: ReadSourceOptions): AsyncGenerator<Uint8Array> {
  let read = 0;
  try {
    const stream =
      file.path === null
        ? (options.stdin ?? process.stdin)
        : createReadStream(file.path, { highWaterMark: CHUNK_BYTES });
    for await (const chunk of stream) {
      read += chunk.length;
      yield chunk;
      options.onBytes?.(read);
    }
  } catch (error) {
    throw new Unreadable(error);
  }
};

/**
 * Opens a source and reads what it holds. A file that cannot be read gives what was read before, then
 * one broken record `READ_UNREADABLE` with the name of the system error.
 */
export const readSource = async function* (
  file: SourceFile,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
  options: ReadSourceOptions = {},
): AsyncGenerator<ReadRecord> {
  const { source, format, gzip } = file;
  const origin = { source, record: null };
  if (format === 'skipped') {
    yield skipped(file.reason ?? 'file:unknown-extension', origin);
    return;
  }
  try {
    yield* readPages({ source, format, gzip, chunks: chunksOf(file, options) }, limits);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    yield broken('READ_UNREADABLE', origin, null, error.reason);
  }
};
