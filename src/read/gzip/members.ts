import { crc32 } from 'node:zlib';
import type { StoredBytes } from '../bytes/byte-reader.ts';
import { asBuffer, concat } from '../bytes/concat.ts';
import type { Fault, Piece } from '../piece.ts';
import { GZIP_MAGIC, headerLength, isGzip, MAX_HEADER_BYTES } from './header.ts';
import { Inflater, inflatePart, STEP_BYTES, salvage } from './inflater.ts';

/** Compressed bytes of the current member that are kept, to look for the next member in when it is damaged. */
const LOOKBACK_BYTES = 1_048_576;

/** Compressed bytes that have to inflate before a find among damaged data counts as a member. */
const TRIAL_BYTES = 1_024;
const TRIAL_OUTPUT = TRIAL_BYTES * 1_100;

const MAX_SALVAGE_BYTES = 64 * 1_048_576;

const WINDOW_BYTES = 65_536;
const TRAILER_BYTES = 8;

/** The last compressed bytes of a member. */
class Lookback {
  #parts: Uint8Array[] = [];
  #size = 0;
  /** Whether it still holds the member from its start. */
  whole = true;

  add(part: Uint8Array): void {
    this.#parts.push(part);
    this.#size += part.length;
    while (this.#size > LOOKBACK_BYTES) {
      this.#size -= this.#parts.shift()!.length;
      this.whole = false;
    }
  }

  /** Takes back the end of the last part. */
  drop(size: number): void {
    const last = this.#parts.pop() ?? new Uint8Array(0);
    this.#parts.push(last.subarray(0, last.length - size));
    this.#size -= size;
  }

  get bytes(): Uint8Array {
    return concat(this.#parts);
  }
}

/**
 * Decompresses a file of gzip members one after another. Damage ends a member, not the file: reading
 * goes on at the next header behind it whose data inflates and begins as `looksRight` wants.
 */
export class GzipMembers {
  readonly #stored: StoredBytes;
  readonly #looksRight: (start: Uint8Array) => boolean;
  #abandoned = false;

  constructor(stored: StoredBytes, looksRight: (start: Uint8Array) => boolean) {
    this.#stored = stored;
    this.#looksRight = looksRight;
  }

  /** Gives up the member that is being read; the next piece is of the next one. */
  abandon(): void {
    this.#abandoned = true;
  }

  async *pieces(): AsyncGenerator<Piece> {
    while (await this.#skipPadding()) {
      const start = this.#stored.position;
      const length = await this.#headerLength();
      if (length === null || length < 0) {
        yield {
          kind: 'fault',
          fault: { code: length === null ? 'READ_BAD_GZIP' : 'READ_TRUNCATED', offset: start },
        };
        await this.#stored.take(1);
        await this.#findMember();
      } else {
        await this.#stored.collect(length);
        yield* this.#member(start);
      }
    }
  }

  /** NULs behind a member are padding of a tape or a disk. Whether anything follows. */
  async #skipPadding(): Promise<boolean> {
    for (;;) {
      const bytes = await this.#stored.take(WINDOW_BYTES);
      if (bytes === null) return false;
      const at = bytes.findIndex((byte) => byte !== 0);
      if (at < 0) continue;
      this.#stored.unread(bytes.subarray(at));
      return true;
    }
  }

  /** Whether a member, padding or the end of the file is next. */
  async #isBetweenMembers(): Promise<boolean> {
    const next = await this.#stored.peek(16);
    return isGzip(next) || next.every((byte) => byte === 0);
  }

  async #headerLength(): Promise<number | null> {
    const length = headerLength(await this.#stored.peek(256));
    return length === -1 ? headerLength(await this.#stored.peek(MAX_HEADER_BYTES)) : length;
  }

  async *#member(offset: number): AsyncGenerator<Piece> {
    const lookback = new Lookback();
    const inflater = new Inflater();
    let checksum = 0;
    let size = 0;
    const piece = (bytes: Uint8Array): Piece => {
      const first = size === 0;
      checksum = crc32(bytes, checksum);
      size += bytes.length;
      return { kind: 'data', bytes, member: first ? offset : null };
    };
    try {
      for (;;) {
        const input = await this.#stored.take(STEP_BYTES);
        if (input === null) return yield* this.#leave(lookback, { code: 'READ_TRUNCATED', offset });
        lookback.add(input);
        const step = await inflater.step(input);
        if (step.output !== null) yield piece(step.output);
        if (this.#abandoned) return yield* this.#leave(lookback, null);
        if (step.damaged) {
          const rest = this.#salvage(lookback, input.length, size);
          if (rest.length > 0) yield piece(rest);
          return yield* this.#leave(lookback, { code: 'READ_BAD_GZIP', offset });
        }
        if (step.used < input.length) {
          this.#stored.unread(input.subarray(step.used));
          lookback.drop(input.length - step.used);
          break;
        }
      }
    } finally {
      inflater.close();
    }
    const trailer = await this.#stored.collect(TRAILER_BYTES);
    if (isTrailer(trailer, checksum, size)) return;
    const code = trailer.length < TRAILER_BYTES ? 'READ_TRUNCATED' : 'READ_BAD_GZIP';
    if (await this.#isBetweenMembers()) {
      yield { kind: 'fault', fault: { code, offset } };
    } else {
      // Damage can look like the end of the data, anywhere.
      lookback.add(trailer);
      yield* this.#leave(lookback, { code, offset });
    }
  }

  /** What the last step inflated before the damage. */
  #salvage(lookback: Lookback, lastInput: number, delivered: number): Uint8Array {
    if (!lookback.whole || delivered > MAX_SALVAGE_BYTES) return new Uint8Array(0);
    const deflated = lookback.bytes;
    return salvage(deflated, deflated.length - lastInput, MAX_SALVAGE_BYTES).subarray(delivered);
  }

  /** Leaves a member before its end and goes on behind it. */
  async *#leave(lookback: Lookback, fault: Fault | null): AsyncGenerator<Piece> {
    this.#abandoned = false;
    if (fault !== null) yield { kind: 'fault', fault };
    this.#stored.unread(lookback.bytes);
    await this.#findMember();
  }

  async #findMember(): Promise<void> {
    for (;;) {
      const window = await this.#stored.peek(WINDOW_BYTES);
      const at = asBuffer(window).indexOf(GZIP_MAGIC);
      if (at < 0) {
        const last = window.length < WINDOW_BYTES;
        await this.#stored.collect(last ? window.length : window.length - GZIP_MAGIC.length + 1);
        if (last) return;
      } else {
        await this.#stored.collect(at);
        if (await this.#isMember()) return;
        await this.#stored.collect(1);
      }
    }
  }

  async #isMember(): Promise<boolean> {
    const length = await this.#headerLength();
    if (length === null || length < 0) return false;
    const bytes = await this.#stored.peek(length + TRIAL_BYTES);
    const start = inflatePart(bytes.subarray(length), TRIAL_OUTPUT);
    return start !== null && start.length > 0 && this.#looksRight(start);
  }
}

/** CRC-32 and length modulo 2^32, both little-endian. */
const isTrailer = (trailer: Uint8Array, checksum: number, size: number): boolean => {
  if (trailer.length < TRAILER_BYTES) return false;
  const view = asBuffer(trailer);
  return view.readUInt32LE(0) === checksum && view.readUInt32LE(4) === size % 2 ** 32;
};
