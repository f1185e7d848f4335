import { createConnection } from 'node:net';
import type { Connection } from './database.ts';

/** What a server that is asked to cancel is given to answer. */
const PATIENCE_MILLISECONDS = 2000;

/** A CancelRequest: its length, its code, and whom it is about. */
const requestOf = (processId: number, secretKey: number): Buffer => {
  const request = Buffer.alloc(16);
  request.writeInt32BE(request.length, 0);
  request.writeInt32BE(80877102, 4);
  request.writeInt32BE(processId, 8);
  request.writeInt32BE(secretKey, 12);
  return request;
};

/**
 * Asks the server to end what it does for a connection, by a request of the protocol: it needs no connection of its
 * own, and reaches the right server behind a pooler. Without a query in hand it does nothing. Never throws.
 */
export const cancelQuery = (connection: Connection): Promise<void> => {
  const { host, port, processID, secretKey } = connection as Connection & {
    readonly processID: number | null;
    readonly secretKey: number | null;
  };
  if (processID === null || secretKey === null) return Promise.resolve();
  return new Promise((resolve) => {
    const socket = host.startsWith('/')
      ? createConnection(`${host}/.s.PGSQL.${port}`)
      : createConnection(port, host);
    socket.setTimeout(PATIENCE_MILLISECONDS, () => socket.destroy());
    socket.on('error', () => {});
    // The server closes when it has passed the request on.
    socket.on('close', () => resolve());
    socket.resume().end(requestOf(processID, secretKey));
  });
};
