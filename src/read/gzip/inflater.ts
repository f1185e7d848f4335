import { constants, createInflateRaw, inflateRawSync, type ZlibOptions } from 'node:zlib';

/** Bytes given to zlib at once. Deflate expands at most 1,032 times, so one step makes 17 MB at most. */
export const STEP_BYTES = 16_384;

/** The buffer holds a whole step, so that a step ends without anyone reading meanwhile. */
const OPTIONS: ZlibOptions & { readableHighWaterMark: number } = {
  chunkSize: 65_536,
  readableHighWaterMark: STEP_BYTES * 1_100,
};

export interface Step {
  readonly output: Uint8Array | null;
  /** Bytes used of the input; fewer than were given when the deflate stream has ended. */
  readonly used: number;
  /** The data is damaged; what this step put out before the damage is lost (see `salvage`). */
  readonly damaged: boolean;
}

/** Inflates one deflate stream step by step, and says where it ended. */
export class Inflater {
  readonly #zlib = createInflateRaw(OPTIONS);
  #settle: (damaged: boolean) => void = () => {};

  constructor() {
    // Damage is told by this event, often without the callback of the write.
    this.#zlib.on('error', () => this.#settle(true));
  }

  /** Takes at most `STEP_BYTES`. */
  async step(input: Uint8Array): Promise<Step> {
    const before = this.#zlib.bytesWritten;
    const damaged = await this.#write(input);
    const used = this.#zlib.bytesWritten - before;
    const output: unknown = damaged ? null : this.#zlib.read();
    return { output: output instanceof Uint8Array ? output : null, used, damaged };
  }

  #write(input: Uint8Array): Promise<boolean> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#zlib.write(input, () => resolve(this.#zlib.errored !== null));
    });
  }

  close(): void {
    this.#zlib.destroy();
  }
}

/** What a stretch of deflate data inflates to, whether it is whole or not; null when it is damaged. */
export const inflatePart = (deflated: Uint8Array, maxOutput: number): Uint8Array | null => {
  try {
    return inflateRawSync(deflated, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxOutput });
  } catch {
    return null;
  }
};

/**
 * Everything that damaged deflate data inflates to before the damage: the longest beginning that is
 * not refused, found by halving. `sound` is a length known to be good.
 */
export const salvage = (deflated: Uint8Array, sound: number, maxOutput: number): Uint8Array => {
  let best = new Uint8Array(0);
  let good = sound;
  let bad = deflated.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const output = inflatePart(deflated.subarray(0, middle), maxOutput);
    if (output === null) {
      bad = middle;
    } else {
      good = middle;
      best = new Uint8Array(output);
    }
  }
  return best;
};
