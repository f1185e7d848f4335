import { isBinary } from '../binary.ts';
import { beginning } from '../bytes/concat.ts';
import type { Content } from '../content.ts';
import type { ReadLimits } from '../limits.ts';
import { broken, type ReadRecord } from '../record.ts';
import { readJsonRecord } from './json-record.ts';
import { readLines } from './lines.ts';

const LOOK_BYTES = 512;

/** Reads a file of JSON objects, one a line. A bad line is broken by itself; a file that is no text, as a whole. */
export const readJsonl = async function* (
  content: Content,
  source: string,
  limits: ReadLimits,
): AsyncGenerator<ReadRecord> {
  const start = await content.peek(LOOK_BYTES);
  if (start.length > 0 && isBinary(start)) {
    yield broken('PAGE_BINARY', { source, record: null }, start);
    return;
  }
  for await (const { number, bytes, problem } of readLines(content, limits)) {
    const origin = { source, record: number };
    if (problem === null) yield readJsonRecord(bytes, origin, limits);
    else yield broken(problem, origin, beginning(bytes, limits.brokenBytes));
  }
};
