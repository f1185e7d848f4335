import { type Command, InvalidArgumentError } from 'commander';
import { Registry } from 'prom-client';
import { readTokens } from '../config.ts';
import { WinnowError } from '../errors.ts';
import { workMetrics } from '../metrics/work.ts';
import { asksForTokens, isLoopback } from '../server/access.ts';
import { createServer, MAX_UPLOAD_GIGABYTES } from '../server/server.ts';
import { open } from '../winnow.ts';
import { integer, stopSignal } from './context.ts';
import { log } from './log.ts';
import { note } from './output.ts';

interface Options {
  readonly host: string;
  readonly port: number;
  readonly maxUpload: number;
  readonly work?: boolean;
}

const portOf = (value: string): number => {
  const port = integer('--port')(value);
  if (port > 65_535) throw new InvalidArgumentError('--port takes a number up to 65535');
  return port;
};

const gigabytes = (value: string): number => {
  const size = value.trim() === '' ? Number.NaN : Number(value);
  if (!(size > 0 && Number.isFinite(size)))
    throw new InvalidArgumentError('--max-upload takes a number above 0');
  return size;
};

/** What the system says of an address that cannot be listened at. */
const listening = (error: unknown, { host, port }: Options): WinnowError => {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return new WinnowError('USAGE', `nothing can listen at ${host}:${port} (${code})`, { cause: error });
};

const serve = async (options: Options): Promise<void> => {
  const tokens = readTokens();
  if (!isLoopback(options.host) && !asksForTokens(tokens))
    throw new WinnowError(
      'USAGE',
      `--host ${options.host} is open to others: set WINNOW_TOKEN, or WINNOW_READ_TOKEN`,
    );
  const signal = stopSignal();
  const winnow = await open({}, (error) => log.warn({ code: error.name }, 'tried again'));
  try {
    const metrics = new Registry();
    const onChunk = workMetrics(metrics);
    const server = await createServer(winnow, {
      tokens,
      log,
      maxUpload: options.maxUpload * 1e9,
      ...(options.work ? { metrics } : {}),
    });
    const workers = options.work ? await winnow.work({ onChunk }) : null;
    try {
      const address = await server
        .listen({ host: options.host, port: options.port })
        .catch((error: unknown) => {
          throw listening(error, options);
        });
      note(
        `console and API at ${address}${workers === null ? '' : ', working on the queue'}; stop with Ctrl-C`,
      );
      if (!signal.aborted)
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
    } finally {
      await server.close();
      await workers?.close();
    }
  } finally {
    await winnow.close();
  }
};

/** `winnow serve` */
export const addServe = (program: Command): void => {
  program
    .command('serve')
    .summary('a console in the browser and an HTTP API')
    .description(
      `Serves the console and the HTTP API over the store, until it is stopped. Without a token everybody on this machine
may use both, and nobody else can reach them. With WINNOW_TOKEN set they ask for it, and may listen elsewhere; who has
WINNOW_READ_TOKEN alone can read and change nothing. The API describes itself at /api/openapi.json.`,
    )
    .option('--host <host>', 'address to listen at', '127.0.0.1')
    .option('--port <port>', 'port to listen at; 0 takes any that is free', portOf, 8080)
    .option(
      '--max-upload <gigabytes>',
      'what may be sent at once to be ingested',
      gigabytes,
      MAX_UPLOAD_GIGABYTES,
    )
    .option('--work', 'also refine what is enqueued, as `winnow work` does')
    .addHelpText(
      'after',
      `
Examples:
  winnow serve --work
  WINNOW_TOKEN=$(cat token) winnow serve --host 0.0.0.0
  curl 'http://127.0.0.1:8080/api/articles?q=ferry&limit=5'
  curl -X POST -T crawl.warc.gz 'http://127.0.0.1:8080/api/ingest?name=crawl.warc.gz'`,
    )
    .action(serve);
};
