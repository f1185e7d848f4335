import { asBuffer, beginning, concat } from '../bytes/concat.ts';
import type { Content } from '../content.ts';

/** Enough to see the version line that begins a record: `WARC/1.1` and a line end. */
export const VERSION_BYTES = 16;

const VERSION_LINE = /^WARC\/\d\.\d{1,2}[ \t]{0,4}\r?\n/;
const LINE_AND_VERSION = '\nWARC/';

/** Whether bytes begin as a record does. */
export const isRecordStart = (bytes: Uint8Array): boolean =>
  VERSION_LINE.test(asBuffer(bytes.subarray(0, VERSION_BYTES)).toString('latin1'));

/** Where a line begins a record in the bytes; -1 when none does. */
const findRecordLine = (bytes: Uint8Array): number => {
  const buffer = asBuffer(bytes);
  for (let at = buffer.indexOf(LINE_AND_VERSION); at >= 0; at = buffer.indexOf(LINE_AND_VERSION, at + 1)) {
    if (isRecordStart(bytes.subarray(at + 1))) return at + 1;
  }
  return -1;
};

const WINDOW_BYTES = 65_536;

export interface Skipped {
  /** The beginning of what was skipped. */
  readonly bytes: Uint8Array;
  readonly size: number;
  /** Whether it ended where a record plainly begins. */
  readonly found: boolean;
}

/**
 * Skips, from the start of a line, to the line or gzip member that begins the next record, but not further than `atMost` bytes,
 * the end, or a fault. Keeps the first `keep` bytes.
 */
export const skipToRecord = async (
  content: Content,
  keep: number,
  atMost = Number.POSITIVE_INFINITY,
): Promise<Skipped> => {
  const kept: Uint8Array[] = [];
  let size = 0;
  const skip = async (length: number): Promise<void> => {
    const bytes = await content.collect(length);
    if (size < keep) kept.push(beginning(bytes, keep - size));
    size += bytes.length;
  };
  while (size < atMost && (await content.ready())) {
    if ((size === 0 || content.startsMember()) && isRecordStart(await content.peek(VERSION_BYTES))) {
      return { bytes: concat(kept), size, found: true };
    }
    const ahead = await content.peek(Math.min(WINDOW_BYTES, atMost - size));
    const window = ahead.subarray(0, content.untilNextMember());
    const line = findRecordLine(window);
    // A version line may be cut by the end of the window.
    await skip(
      line >= 0 ? line : window.length < WINDOW_BYTES ? window.length : WINDOW_BYTES - VERSION_BYTES,
    );
    if (line >= 0) return { bytes: concat(kept), size, found: true };
  }
  return { bytes: concat(kept), size, found: false };
};
