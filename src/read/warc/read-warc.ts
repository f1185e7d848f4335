import type { Content } from '../content.ts';
import type { ReadLimits } from '../limits.ts';
import { broken, type ReadRecord } from '../record.ts';
import { readFrames } from './frames.ts';
import { readWarcRecord } from './warc-record.ts';

/** Reads a WARC or WET file. A broken record is named by its offset, and the rest of the file is read. */
export const readWarc = async function* (
  content: Content,
  source: string,
  limits: ReadLimits,
): AsyncGenerator<ReadRecord> {
  for await (const frame of readFrames(content, limits)) {
    if (frame.kind === 'frame') yield await readWarcRecord(frame, source, limits);
    else yield broken(frame.code, { source, record: frame.offset }, frame.bytes, frame.detail);
  }
};
