import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type ErrorCode, WinnowError } from '../errors.ts';
import { storeError } from '../store/store-error.ts';

/** What an answer says of an error: its code is one of `ERRORS`. */
export interface Problem {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  NOT_FOUND: 404,
  ACCESS_REFUSED: 401,
  ORIGIN_REFUSED: 403,
  RUN_NOT_STAGED: 409,
  PAGE_IN_WORK: 409,
  UPLOAD_TOO_LARGE: 413,
  QUERY_TIMEOUT: 504,
};

const statusOf = (error: WinnowError): number =>
  STATUS[error.code] ?? (error.kind === 'usage' ? 400 : error.kind === 'passing' ? 503 : 500);

/** Of a statement that the database gave up because of its limit of time. */
const CANCELLED = '57014';

const errorOf = (error: unknown): WinnowError => {
  if (error instanceof WinnowError) return error;
  const { code, routine } = error as { code?: unknown; routine?: unknown };
  if (code === CANCELLED) return new WinnowError('QUERY_TIMEOUT', null, { cause: error });
  const stored = storeError(error);
  // Only the database's own errors are of the store; it knows no other code for what it does not know.
  return stored.code === 'LOAD_FAILED' && routine === undefined
    ? new WinnowError('SERVER_FAILED', null, { cause: error })
    : stored;
};

/** What is wrong with a request, field by field. */
const saidOf = (error: FastifyError): string =>
  hasZodFastifySchemaValidationErrors(error)
    ? error.validation
        .map((issue) => `${issue.instancePath.slice(1) || 'the request'}: ${issue.message}`)
        .join('; ')
    : error.message;

/** What to answer to an error of whatever kind. */
export const problemOf = (error: unknown): Problem => {
  const status = (error as FastifyError).statusCode;
  // Wrong use of HTTP, which the server itself has found.
  if (!(error instanceof WinnowError) && status !== undefined && status < 500)
    return { status, code: status === 404 ? 'NOT_FOUND' : 'USAGE', message: saidOf(error as FastifyError) };
  const coded = errorOf(error);
  return { status: statusOf(coded), code: coded.code, message: coded.message };
};
