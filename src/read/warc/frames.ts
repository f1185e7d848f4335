import type { ErrorCode } from '../../errors.ts';
import { beginning, concat } from '../bytes/concat.ts';
import type { Content } from '../content.ts';
import type { ReadLimits } from '../limits.ts';
import { type Head, parseHead, takeHead } from './head.ts';
import { isRecordStart, skipToRecord, VERSION_BYTES } from './record-start.ts';

/** A record as it stands in the file. */
export interface Frame {
  readonly kind: 'frame';
  /** See `Content.offset`. */
  readonly offset: number;
  readonly head: Head;
  /** Everything behind the header block; the beginning only, when it is over the limit. */
  readonly block: Uint8Array;
  /** Why the block is not whole. */
  readonly cut: Extract<ErrorCode, 'READ_TOO_LARGE' | 'READ_EXPANDS_TOO_MUCH'> | null;
}

export interface BrokenFrame {
  readonly kind: 'broken';
  readonly offset: number;
  readonly code: ErrorCode;
  readonly detail: string | null;
  readonly bytes: Uint8Array | null;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const VERSION_PREFIX = 'WARC/'.length;

/** Skips blank lines; how many line ends there were. */
const skipLineEnds = async (content: Content): Promise<number> => {
  let lineEnds = 0;
  for (let part = await content.take(); part !== null; part = await content.take()) {
    const end = part.findIndex((byte) => byte !== NEWLINE && byte !== RETURN);
    const blank = end < 0 ? part : part.subarray(0, end);
    for (const byte of blank) if (byte === NEWLINE) lineEnds += 1;
    if (end >= 0) {
      content.unread(part.subarray(end));
      break;
    }
  }
  return lineEnds;
};

/** `Content-Length` as a number; null when it is none. */
const declaredLength = (head: Head): number | null => {
  const value = head.get('content-length') ?? '';
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
};

interface Block {
  /** The bytes that are kept. */
  readonly bytes: Uint8Array;
  /** How many there were. */
  readonly size: number;
}

/** Takes a block that fits in memory: `length` bytes, or up to a gzip member that begins the next record. */
const takeBlock = async (content: Content, length: number): Promise<Block> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < length && (await content.ready())) {
    if (content.startsMember() && isRecordStart(await content.peek(VERSION_BYTES))) break;
    const part = await content.take(Math.min(length - size, content.untilNextMember()));
    if (part === null) break;
    parts.push(part);
    size += part.length;
  }
  return { bytes: concat(parts), size };
};

class FrameReader {
  readonly #content: Content;
  readonly #limits: ReadLimits;

  constructor(content: Content, limits: ReadLimits) {
    this.#content = content;
    this.#limits = limits;
  }

  async *frames(): AsyncGenerator<Frame | BrokenFrame> {
    for (;;) {
      await skipLineEnds(this.#content);
      if (await this.#content.ready()) {
        yield await this.#next();
      } else {
        const fault = this.#content.passFault();
        if (fault === null) return;
        yield this.#broken(this.#content.faultOffset(fault), fault.code, null, null);
      }
    }
  }

  async #next(): Promise<Frame | BrokenFrame> {
    const content = this.#content;
    content.beginUnit();
    const offset = content.offset();
    if (!isRecordStart(await content.peek(VERSION_BYTES))) {
      return this.#skipBroken(offset, 'no record begins here', new Uint8Array(0));
    }
    const block = await takeHead(content, this.#limits.headerBytes);
    if (block === null) {
      return this.#skipBroken(offset, 'the header does not end', await content.collect(VERSION_PREFIX));
    }
    const head = await parseHead(block);
    const length = head === null ? null : declaredLength(head);
    if (head === null || length === null) return this.#skipBroken(offset, 'no Content-Length', block);
    return this.#withBlock(offset, head, block, length);
  }

  async #withBlock(
    offset: number,
    head: Head,
    start: Uint8Array,
    length: number,
  ): Promise<Frame | BrokenFrame> {
    const content = this.#content;
    const fits = length <= this.#limits.pageBytes + this.#limits.headerBytes;
    // Of a length that is over the limit and wrong, the search for the next record is the only way out.
    const block = fits
      ? await takeBlock(content, length)
      : await skipToRecord(content, this.#limits.brokenBytes, length);
    const cut = fits ? null : content.expandsTooMuch() ? 'READ_EXPANDS_TOO_MUCH' : 'READ_TOO_LARGE';
    if (block.size < length) return this.#short(offset, start, block, fits);

    const lineEnds = await skipLineEnds(content);
    const more = await content.ready();
    if (!more && content.fault?.code === 'READ_BAD_GZIP' && content.fault.offset === offset) {
      content.passFault();
      return this.#broken(offset, 'READ_BAD_GZIP', null, concat([start, block.bytes]));
    }
    if (more && lineEnds === 0 && !isRecordStart(await content.peek(VERSION_BYTES))) {
      if (fits) content.unread(block.bytes);
      return this.#skipBroken(offset, 'Content-Length is wrong', start);
    }
    return { kind: 'frame', offset, head, block: block.bytes, cut };
  }

  /** A block that ended before its length: another record, the end of the file, or damage is in the way. */
  async #short(offset: number, start: Uint8Array, block: Block, whole: boolean): Promise<BrokenFrame> {
    const content = this.#content;
    if (await content.ready()) {
      return this.#broken(offset, 'READ_BAD_RECORD', 'Content-Length is wrong', concat([start, block.bytes]));
    }
    if (content.fault === null && whole) {
      // A length that is too large took in the records behind it.
      content.unread(block.bytes);
      const { bytes, found } = await skipToRecord(content, this.#limits.brokenBytes);
      if (found)
        return this.#broken(offset, 'READ_BAD_RECORD', 'Content-Length is wrong', concat([start, bytes]));
    }
    const code = content.passFault()?.code ?? 'READ_TRUNCATED';
    return this.#broken(offset, code, null, concat([start, block.bytes]));
  }

  /** Skips what is no record, up to the next one; a fault in it is part of it. */
  async #skipBroken(offset: number, detail: string, start: Uint8Array): Promise<BrokenFrame> {
    const { bytes, found } = await skipToRecord(this.#content, this.#limits.brokenBytes);
    const fault = found ? null : this.#content.passFault();
    return this.#broken(offset, fault?.code ?? 'READ_BAD_RECORD', detail, concat([start, bytes]));
  }

  #broken(offset: number, code: ErrorCode, detail: string | null, bytes: Uint8Array | null): BrokenFrame {
    return {
      kind: 'broken',
      offset,
      code,
      detail,
      bytes: bytes === null ? null : beginning(bytes, this.#limits.brokenBytes),
    };
  }
}

/**
 * Takes a WARC file apart into records. The parser of warcio stops at the first damage and tells no
 * offsets in gzip; here a damaged record is one `BrokenFrame`, and reading goes on at the next line or
 * gzip member that begins a record.
 */
export const readFrames = (content: Content, limits: ReadLimits): AsyncGenerator<Frame | BrokenFrame> =>
  new FrameReader(content, limits).frames();
