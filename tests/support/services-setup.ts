// Global setup of the tests: lends PostgreSQL and Redis to the test files, one server of each in a
// run, started when the first file asks. The files run in processes of their own and ask over HTTP.
import { createServer, type IncomingMessage } from 'node:http';
import type { TestProject } from 'vitest/node';
import { dockerPostgres, dockerRedis } from './services-docker.ts';
import { embeddedPostgres, localRedis, type Service } from './services-local.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the broker below. */
    servicesBroker: string;
  }
}

const fromEnvironment = (name: string): Service | null => {
  const url = process.env[name];
  return url === undefined || url === '' ? null : { url, from: name, stop: async () => undefined };
};

const postgres = async (): Promise<Service> =>
  fromEnvironment('DATABASE_URL') ?? (await dockerPostgres()) ?? (await embeddedPostgres());

const redis = async (): Promise<Service | null> =>
  fromEnvironment('REDIS_URL') ?? (await dockerRedis()) ?? (await localRedis());

/** Calls once, however many ask, also at the same time. */
const once = <T>(make: () => Promise<T>): { get(): Promise<T>; peek(): Promise<T> | null } => {
  let made: Promise<T> | null = null;
  return {
    get: () => {
      made ??= make();
      return made;
    },
    peek: () => made,
  };
};

const bodyOf = async (message: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of message) text += String(chunk);
  return text;
};

/** Starts the broker; returns what ends it, with every server that it started, and prints the notes. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const lent = { postgres: once(postgres), redis: once(redis) };
  const template = once(async () => {
    // It loads the queue, which most files do without.
    const { makeTemplate } = await import('./template-database.ts');
    return makeTemplate((await lent.postgres.get()).url);
  });
  const skipped = new Set<string>();
  let numbers = 0;

  const answer = async (message: IncomingMessage): Promise<unknown> => {
    switch (message.url) {
      case '/postgres':
        return { url: (await lent.postgres.get()).url };
      case '/template':
        return { template: (await template.get()).name };
      case '/redis':
        return { url: (await lent.redis.get())?.url ?? null };
      case '/number':
        numbers += 1;
        return { number: numbers };
      case '/skipped':
        skipped.add(await bodyOf(message));
        return {};
      default:
        throw new Error(`unknown question: ${message.url}`);
    }
  };

  const broker = createServer((message, response) => {
    answer(message)
      .catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }))
      .then((body) => response.end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => broker.listen(0, '127.0.0.1', resolve));
  const address = broker.address();
  if (address === null || typeof address === 'string') throw new Error('the broker has no port');
  project.provide('servicesBroker', `http://127.0.0.1:${address.port}`);

  return async () => {
    broker.closeAllConnections();
    broker.close();
    await (await template.peek()?.catch(() => null))?.drop();
    for (const [name, service] of Object.entries(lent)) {
      const running = await service.peek()?.catch(() => null);
      if (!running) continue;
      console.log(`${name} for the tests: ${running.from}`);
      await running.stop();
    }
    for (const line of [...skipped].sort()) console.log(`skipped: ${line}`);
  };
}
