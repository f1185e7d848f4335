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

/**
 * Records with a text, one JSON object a line, `-` for standard input; a line that is none is handed to
 * `onBroken` with its number. Throws READ_UNREADABLE.
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
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    const record = parse(line, number);
    if (record === null) onBroken(number);
    else yield record;
  }
}
