import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Tokens } from '../config.ts';
import { WinnowError } from '../errors.ts';

/** What a route asks of who calls it. */
export type Need = 'nothing' | 'read' | 'all';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Unless given, `read` for GET and HEAD, and `all` for the rest. */
    needs?: Need;
  }
}

/** The cookie of the console. */
export const SESSION = 'winnow_session';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What the cookie of the console holds for a token: who reads it there does not have the token. */
export const sessionOf = (token: string): string => digest(`winnow session ${token}`).toString('base64url');

const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted));

/** What somebody may do who shows a token, or what stands for it. */
const grantOf = (tokens: Tokens, shows: (token: string) => boolean): Need => {
  if (tokens.all !== null && shows(tokens.all)) return 'all';
  return tokens.read !== null && shows(tokens.read) ? 'read' : 'nothing';
};

/** What the bearer of a token may do. */
export const grantOfToken = (tokens: Tokens, given: string): Need =>
  grantOf(tokens, (token) => isSame(given, token));

/** Whether anybody must show a token. */
export const asksForTokens = ({ all, read }: Tokens): boolean => all !== null || read !== null;

/** What who sent a request may do: everything where no token is set. */
export const grantOfRequest = (tokens: Tokens, request: FastifyRequest): Need => {
  if (!asksForTokens(tokens)) return 'all';
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return grantOfToken(tokens, bearer);
  const session = request.cookies[SESSION];
  return session === undefined ? 'nothing' : grantOf(tokens, (token) => isSame(session, sessionOf(token)));
};

const RANK: Readonly<Record<Need, number>> = { nothing: 0, read: 1, all: 2 };

const isReading = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

const needOf = (request: FastifyRequest): Need =>
  request.routeOptions.config.needs ?? (isReading(request) ? 'read' : 'all');

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host is this machine's own, as `--host` or a header names it. */
export const isLoopback = (host: string): boolean =>
  LOOPBACK.test(host.includes('::') && !host.startsWith('[') ? `[${host}]` : host);

/** Whether a page of another site sent the request from somebody's browser. */
const isForeign = ({ headers }: FastifyRequest): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== headers.host);
};

/**
 * Asks of each request what its route needs; throws ACCESS_REFUSED. What changes something must not come from a page of
 * another site, and where no token is set nothing may be asked under a name that is not this machine's: a name of
 * somebody else's can be made to lead here. Both throw ORIGIN_REFUSED.
 */
export const guard = (app: FastifyInstance, tokens: Tokens): void => {
  app.addHook('onRequest', async (request) => {
    if (!asksForTokens(tokens) && !isLoopback(request.hostname)) throw new WinnowError('ORIGIN_REFUSED');
    if (!isReading(request) && isForeign(request)) throw new WinnowError('ORIGIN_REFUSED');
    const need = needOf(request);
    if (RANK[grantOfRequest(tokens, request)] < RANK[need]) throw new WinnowError('ACCESS_REFUSED');
  });
};
