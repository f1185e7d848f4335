import { ByteReader, StoredBytes } from './bytes/byte-reader.ts';
import { isGzip } from './gzip/header.ts';
import { STEP_BYTES } from './gzip/inflater.ts';
import { GzipMembers } from './gzip/members.ts';
import type { ReadLimits } from './limits.ts';
import type { Fault, Piece } from './piece.ts';

interface MemberStart {
  readonly position: number;
  readonly offset: number;
}

const plain = async function* (stored: StoredBytes): AsyncGenerator<Piece> {
  for (let bytes = await stored.take(); bytes !== null; bytes = await stored.take()) {
    yield { kind: 'data', bytes, member: null };
  }
};

export interface ContentOptions {
  /** True when the file has to be gzip; otherwise its first bytes decide. */
  readonly gzip: boolean;
  /** Whether content may begin like this, asked of gzip members that are found behind damage. */
  readonly looksRight: (start: Uint8Array) => boolean;
}

/**
 * The content of a file, decompressed. Reading stops at a fault (`take` gives null, `fault` says why)
 * and goes on behind it after `passFault`.
 */
export class Content extends ByteReader {
  readonly #stored: StoredBytes;
  readonly #options: ContentOptions;
  readonly #limits: ReadLimits;
  #pieces: AsyncGenerator<Piece> | null = null;
  #members: GzipMembers | null = null;
  #starts: MemberStart[] = [];
  #fault: Fault | null = null;
  #received = 0;
  #unitPosition = 0;
  #unitStored = 0;

  constructor(chunks: AsyncIterable<Uint8Array>, options: ContentOptions, limits: ReadLimits) {
    super();
    this.#stored = new StoredBytes(chunks);
    this.#options = options;
    this.#limits = limits;
  }

  async #open(): Promise<AsyncGenerator<Piece>> {
    if (!this.#options.gzip && !isGzip(await this.#stored.peek(3))) return plain(this.#stored);
    this.#members = new GzipMembers(this.#stored, this.#options.looksRight);
    return this.#members.pieces();
  }

  protected override async pull(): Promise<Uint8Array | null> {
    if (this.#fault !== null) return null;
    this.#pieces ??= await this.#open();
    const next = await this.#pieces.next();
    if (next.done) return null;
    if (next.value.kind === 'fault') {
      this.#fault = next.value.fault;
      return null;
    }
    const { bytes, member } = next.value;
    if (this.#members !== null && this.#unitBytes > this.#limits.skipBytes && this.expandsTooMuch()) {
      this.#members.abandon();
      this.#fault = { code: 'READ_EXPANDS_TOO_MUCH', offset: this.#starts.at(-1)?.offset ?? 0 };
      return null;
    }
    if (member !== null) this.#starts.push({ position: this.#received, offset: member });
    this.#received += bytes.length;
    return bytes;
  }

  /** Why there are no more bytes; null at the end of the file, or when there are. */
  get fault(): Fault | null {
    return this.drained ? this.#fault : null;
  }

  /** Clears the fault, so that what is behind it can be read. */
  passFault(): Fault | null {
    const fault = this.fault;
    if (fault === null) return null;
    this.#fault = null;
    this.beginUnit();
    return fault;
  }

  /** A new line or record begins here: limits count from this place. */
  beginUnit(): void {
    this.#unitPosition = this.position;
    this.#unitStored = this.#stored.position;
    const first = this.#starts.findLastIndex((start) => start.position <= this.position);
    if (first > 0) this.#starts = this.#starts.slice(first);
  }

  get #unitBytes(): number {
    return this.#received - this.#unitPosition;
  }

  /** Whether what was decompressed since `beginUnit` is more than the ratio allows for what was read. */
  expandsTooMuch(): boolean {
    // zlib is one step of input ahead of what it has put out.
    const read = this.#stored.position - this.#unitStored + STEP_BYTES;
    return this.#unitBytes > this.#limits.expansionRatio * read;
  }

  /** Whether a gzip member begins at the next byte. */
  startsMember(): boolean {
    return this.#starts.some(({ position }) => position === this.position);
  }

  /** Bytes up to the first start of a gzip member behind the next byte, as far as is known. */
  untilNextMember(): number {
    const next = this.#starts.find(({ position }) => position > this.position);
    return next === undefined ? Number.POSITIVE_INFINITY : next.position - this.position;
  }

  /**
   * Names the next byte by its place in the file: the offset of a gzip member that begins here, else
   * the offset in the content, which in a file that is not compressed is the same as in the file.
   */
  offset(): number {
    return this.#starts.find(({ position }) => position === this.position)?.offset ?? this.position;
  }

  /** Names the fault that stopped reading here: by its member, when nothing came out of that. */
  faultOffset(fault: Fault): number {
    return this.#starts.some(({ offset }) => offset === fault.offset) ? this.position : fault.offset;
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    await this.#pieces?.return(undefined);
    await this.#stored.close();
  }
}
