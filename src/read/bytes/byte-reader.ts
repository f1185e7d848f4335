import { concat } from './concat.ts';

/** Pulls bytes when they are asked for, and takes back what was read too far. */
export abstract class ByteReader {
  #position = 0;
  /** Read and handed back, or not yet asked for; the next stretch is the last. */
  readonly #waiting: Uint8Array[] = [];

  /** The next stretch; null when there is none for now. May be asked again after a null. */
  protected abstract pull(): Promise<Uint8Array | null>;

  /** How many bytes have been taken. */
  get position(): number {
    return this.#position;
  }

  /** Whether everything that was pulled has been taken. */
  protected get drained(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether there is a byte to take. */
  async ready(): Promise<boolean> {
    while (this.#waiting.length === 0) {
      const next = await this.pull();
      if (next === null) return false;
      if (next.length > 0) this.#waiting.push(next);
    }
    return true;
  }

  /** One stretch of at most `max` bytes, at least one; null when there is none. */
  async take(max = Number.POSITIVE_INFINITY): Promise<Uint8Array | null> {
    if (!(await this.ready())) return null;
    let next = this.#waiting.pop()!;
    if (next.length > max) {
      this.#waiting.push(next.subarray(max));
      next = next.subarray(0, max);
    }
    this.#position += next.length;
    return next;
  }

  /** `size` bytes in one array; fewer only when there are no more. */
  async collect(size: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (let left = size; left > 0; ) {
      const part = await this.take(left);
      if (part === null) break;
      parts.push(part);
      left -= part.length;
    }
    return concat(parts);
  }

  /** Like `collect`, and the bytes stay to be taken. */
  async peek(size: number): Promise<Uint8Array> {
    const bytes = await this.collect(size);
    this.unread(bytes);
    return bytes;
  }

  /** Hands back the bytes that were taken last. */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#position -= bytes.length;
    this.#waiting.push(bytes);
  }
}

/** The bytes of a file as stored. */
export class StoredBytes extends ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    super();
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  protected override async pull(): Promise<Uint8Array | null> {
    const next = await this.#chunks.next();
    return next.done ? null : next.value;
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
