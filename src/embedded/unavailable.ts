import { WinnowError } from '../errors.ts';

/** The one way in which this folder gives up: what is wrong, and the way out. */
export const unavailable = (what: string, cause?: unknown): WinnowError =>
  new WinnowError(
    'EMBEDDED_UNAVAILABLE',
    `${what}; set DATABASE_URL to use a PostgreSQL of your own`,
    cause === undefined ? undefined : { cause },
  );
