import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Registry } from 'prom-client';
import { WinnowError } from '../errors.ts';

/** Where metrics are asked for. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Answers `GET /metrics` and nothing else, until it is closed. Throws USAGE where nothing can listen. */
export const listenForMetrics = async (
  register: Registry,
  { host, port }: Place,
): Promise<{ readonly address: string; close(): Promise<void> }> => {
  const server = createServer(async (request, response) => {
    const isAsked = request.method === 'GET' && request.url?.split('?')[0] === '/metrics';
    const text = isAsked ? await register.metrics() : '';
    response.writeHead(isAsked ? 200 : 404, { 'content-type': register.contentType }).end(text);
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new WinnowError('USAGE', `nothing can listen at ${host}:${port} (${code})`, { cause });
  }
  const bound = server.address();
  const at = typeof bound === 'object' && bound !== null ? bound.port : port;
  return {
    address: `http://${host}:${at}/metrics`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
