import { Redis } from 'ioredis';
import { WinnowError } from '../errors.ts';

/** How long a Redis may take to start, or to start again, before a command gives it up. */
const PATIENCE_MILLISECONDS = 15_000;

const RETRY_MILLISECONDS = 500;

const ADDRESS = /^(?:rediss?:\/\/|\/)/;

/** What Redis says when a name or password is wrong, or wanted. */
const REFUSED = /^(?:NOAUTH|WRONGPASS|NOPERM|ERR AUTH|ERR invalid password)/;

const UNREACHABLE = /^(?:ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOENT)/;

/** Names what Redis says when it cannot be reached. */
export const redisError = (error: Error): Error => {
  const { code, name } = error as { code?: string; name: string };
  return UNREACHABLE.test(code ?? '') || name === 'MaxRetriesPerRequestError'
    ? new WinnowError('QUEUE_UNREACHABLE', code ?? name, { cause: error })
    : error;
};

/** The address without name, password and what may be said behind the host; throws CONFIG_INVALID when it is none. */
const placeOf = (url: string): string => {
  if (!ADDRESS.test(url) || (!url.startsWith('/') && !URL.canParse(url)))
    throw new WinnowError('CONFIG_INVALID', 'REDIS_URL: is no address such as redis://HOST:6379');
  return url.startsWith('/') ? url : new URL(url).host;
};

/**
 * Waits until Redis answers, for a quarter of a minute: BullMQ, which is to wait for one that goes away during work,
 * would wait for ever for one that never was there. Throws QUEUE_UNREACHABLE, or CONFIG_INVALID when it lets nobody in.
 */
export const reachRedis = async (url: string, onError: (error: Error) => void): Promise<void> => {
  const place = placeOf(url);
  const begun = performance.now();
  let last: Error | null = null;
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MILLISECONDS,
    maxRetriesPerRequest: null,
    retryStrategy: () => (performance.now() - begun < PATIENCE_MILLISECONDS ? RETRY_MILLISECONDS : null),
  });
  client.on('error', (error: Error) => {
    last = error;
    onError(redisError(error));
  });
  try {
    // The first attempt decides nothing: what is asked waits for those that follow.
    await client.connect().catch(() => {});
    await client.ping();
  } catch (cause) {
    const { message } = cause as Error;
    if (REFUSED.test(message)) throw new WinnowError('CONFIG_INVALID', `REDIS_URL: ${message}`, { cause });
    const { code } = (last ?? cause) as { code?: string };
    throw new WinnowError('QUEUE_UNREACHABLE', [place, code].filter(Boolean).join(': '), { cause });
  } finally {
    client.disconnect();
  }
};
