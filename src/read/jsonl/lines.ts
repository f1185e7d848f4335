import type { ErrorCode } from '../../errors.ts';
import { beginning, concat } from '../bytes/concat.ts';
import type { Content } from '../content.ts';
import type { ReadLimits } from '../limits.ts';

export interface Line {
  /** 1-based. */
  readonly number: number;
  /** Without the line end; the beginning only, when there is a problem. */
  readonly bytes: Uint8Array;
  /** Why the line is not whole. */
  readonly problem: ErrorCode | null;
}

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const isBlank = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));

/** A line in the making; over the limit it keeps its beginning only. */
class Draft {
  #parts: Uint8Array[] = [];
  #size = 0;
  readonly #limits: ReadLimits;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  add(part: Uint8Array): void {
    const fitted = !this.isTooLong;
    this.#size += part.length;
    if (!this.isTooLong) this.#parts.push(part);
    else if (fitted) this.#parts = [beginning(concat([...this.#parts, part]), this.#limits.brokenBytes)];
  }

  get isTooLong(): boolean {
    return this.#size > this.#limits.lineBytes;
  }

  get bytes(): Uint8Array {
    return concat(this.#parts);
  }
}

const skipByteOrderMark = async (content: Content): Promise<void> => {
  const start = await content.peek(BYTE_ORDER_MARK.length);
  if (BYTE_ORDER_MARK.every((byte, at) => start[at] === byte)) await content.take(BYTE_ORDER_MARK.length);
};

/** Adds to the draft up to the next line end. Whether there was one; false at the end and at a fault. */
const readLine = async (content: Content, draft: Draft): Promise<boolean> => {
  for (let part = await content.take(); part !== null; part = await content.take()) {
    const end = part.indexOf(NEWLINE);
    draft.add(end < 0 ? part : part.subarray(0, end));
    if (end >= 0) {
      content.unread(part.subarray(end + 1));
      return true;
    }
  }
  return false;
};

/**
 * The lines of a file that are not blank. A line that is too long, or that damage cuts off, comes with
 * its problem; damage between two lines comes as an empty line with a problem.
 */
export const readLines = async function* (content: Content, limits: ReadLimits): AsyncGenerator<Line> {
  await skipByteOrderMark(content);
  content.beginUnit();
  for (let number = 1; ; number += 1) {
    const draft = new Draft(limits);
    const ended = await readLine(content, draft);
    const tooLong = content.expandsTooMuch() ? 'READ_EXPANDS_TOO_MUCH' : 'READ_TOO_LARGE';
    const fault = content.passFault();
    const bytes = draft.bytes;
    const problem = draft.isTooLong ? tooLong : (fault?.code ?? null);
    if (problem !== null || !isBlank(bytes)) {
      yield { number, bytes, problem };
      content.beginUnit();
    }
    if (!ended && fault === null) return;
  }
};
