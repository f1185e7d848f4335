import { request } from 'node:http';
import type { Service } from './services-local.ts';

const POSTGRES = 'postgres:18';
const REDIS = 'redis:8';

/** Where the engine listens: a path for a socket, a host and port otherwise; null for what we do not try. */
const engine = (): { socketPath: string } | { host: string; port: string } | null => {
  const host = process.env.DOCKER_HOST;
  if (host === undefined || host === '') return { socketPath: '/var/run/docker.sock' };
  const url = URL.canParse(host) ? new URL(host) : null;
  if (url?.protocol === 'unix:') return { socketPath: url.pathname };
  return url?.protocol === 'tcp:' ? { host: url.hostname, port: url.port } : null;
};

/** Asks the engine; true when it says yes within the time. */
const ask = (method: string, path: string, timeoutMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const where = engine();
    if (where === null) return resolve(false);
    let tail = '';
    const asking = request({ ...where, method, path, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      // A pull answers 200 at once and tells of its failure in the last line.
      response.on('data', (chunk: Buffer) => {
        tail = (tail + chunk.toString()).slice(-2000);
      });
      response.on('end', () => resolve(response.statusCode === 200 && !tail.includes('"error"')));
      response.on('error', () => resolve(false));
    });
    asking.on('error', () => resolve(false));
    asking.end();
  });

const engineAnswers = (): Promise<boolean> => ask('GET', '/_ping', 1000);

const isHere = (image: string): Promise<boolean> => ask('GET', `/images/${image}/json`, 5000);

const canBeHad = async (image: string): Promise<boolean> => {
  if (await isHere(image)) return true;
  const [name, tag] = image.split(':');
  return ask('POST', `/images/create?fromImage=${name}&tag=${tag}`, 90_000);
};

/**
 * Starts a container through testcontainers. Its reaper, which removes the containers of killed
 * runs, needs an image of its own: where that cannot be had, once more without it.
 */
const started = async <T>(start: () => Promise<T>): Promise<T | null> => {
  try {
    return await start();
  } catch {
    if (process.env.TESTCONTAINERS_RYUK_DISABLED === 'true') return null;
    process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';
    return start().catch(() => null);
  }
};

const available = async (image: string): Promise<boolean> => (await engineAnswers()) && canBeHad(image);

/** PostgreSQL in a container; null when no engine answers or the image cannot be had. */
export const dockerPostgres = async (): Promise<Service | null> => {
  if (!(await available(POSTGRES))) return null;
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const container = await started(() => new PostgreSqlContainer(POSTGRES).start());
  if (container === null) return null;
  return {
    url: container.getConnectionUri(),
    from: `Docker (${POSTGRES})`,
    stop: async () => void (await container.stop()),
  };
};

/** Redis in a container; null when no engine answers or the image cannot be had. */
export const dockerRedis = async (): Promise<Service | null> => {
  if (!(await available(REDIS))) return null;
  const { RedisContainer } = await import('@testcontainers/redis');
  const container = await started(() => new RedisContainer(REDIS).start());
  if (container === null) return null;
  return {
    url: container.getConnectionUrl(),
    from: `Docker (${REDIS})`,
    stop: async () => void (await container.stop()),
  };
};
