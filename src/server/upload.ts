import type { IncomingMessage } from 'node:http';

/** A body that is being read, and why it ended before its end; null while all is well. */
export interface Upload {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Aborted as soon as there is no more to come than has come. */
  readonly signal: AbortSignal;
  readonly end: 'gone' | 'too-large' | 'closing' | null;
}

/**
 * The body of a request, read as fast as it is taken: nothing is kept. It ends early when who sends it goes away, when it
 * is larger than `most` bytes, and when the server closes; what is half sent is then no damage of the data.
 */
export const uploadOf = (request: IncomingMessage, most: number, closing: AbortSignal): Upload => {
  const stopping = new AbortController();
  let end: Upload['end'] = null;
  const stop = (why: Upload['end']): void => {
    end ??= why;
    stopping.abort();
  };
  request.once('close', () => {
    if (!request.complete) stop('gone');
  });
  if (closing.aborted) stop('closing');
  // Who vanishes without a word is noticed.
  request.socket.setKeepAlive(true, 60_000);
  closing.addEventListener('abort', () => stop('closing'), { once: true, signal: stopping.signal });
  const chunks = (async function* () {
    let bytes = 0;
    try {
      // Who sends it is still to be answered when the rest is not wanted.
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        bytes += (chunk as Uint8Array).length;
        if (bytes > most) return stop('too-large');
        yield chunk as Uint8Array;
      }
    } catch (error) {
      stop('gone');
      throw error;
    }
  })();
  return {
    chunks,
    signal: stopping.signal,
    get end() {
      return end;
    },
  };
};
