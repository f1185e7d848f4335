import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { WinnowError } from '../errors.ts';

export interface TextRecord {
  readonly id: string;
  readonly text: string;
}

const parse = (line: string, number: number): TextRecord | null => {
  try {
    const value: unknown = JSON.parse(line);
    if (value === null || typeof value !== 'object') return null;
    const { id = number, text } = value as { id?: unknown; text?: unknown };
    return typeof text === 'string' ? { id: String(id), text } : null;
  } catch {
    return null;
  }
};

/** What broke off the reading, as the readers of pages name it. */
const readingError = (file: string, error: unknown): WinnowError => {
  const { code = 'unknown' } = error as { code?: string };
  const known =
    code === 'Z_BUF_ERROR' ? 'READ_TRUNCATED' : /^Z_/.test(code) ? 'READ_BAD_GZIP' : 'READ_UNREADABLE';
  return new WinnowError(known, known === 'READ_UNREADABLE' ? `${file}: ${code}` : file, { cause: error });
};

/**
 * Records with a text, one JSON object a line, `-` for standard input; a line that is none is handed to
 * `onBroken` with its number. Throws USAGE when there is no such file, READ_UNREADABLE, READ_TRUNCATED and
 * READ_BAD_GZIP where reading breaks off.
 */
export async function* readTextRecords(
  file: string,
  onBroken: (line: number) => void,
): AsyncGenerator<TextRecord> {
  const raw = file === '-' ? process.stdin : createReadStream(file);
  if (file !== '-') {
    const opened = await Promise.race([
      once(raw, 'open').then(() => true),
      once(raw, 'error').then(() => false),
    ]).catch(() => false);
    if (!opened) throw new WinnowError('USAGE', `${file} cannot be read`);
  }
  const unzipped = file.endsWith('.gz') ? createGunzip() : null;
  raw.on('error', (error: Error) => unzipped?.destroy(error));
  const input = unzipped === null ? raw : raw.pipe(unzipped);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  for (let number = 1; ; number++) {
    const { value: line, done } = await lines.next().catch((error: unknown) => {
      throw readingError(file, error);
    });
    if (done) return;
    if (line.trim() === '') continue;
    const record = parse(line, number);
    if (record === null) onBroken(number);
    else yield record;
  }
}
