import type { InjectOptions } from 'fastify';
import { describe, expect, test } from 'vitest';
import { NO_TOKENS, served } from '../../support/server.ts';

const ALL = 'all-of-it-all-of-it';
const READ = 'reading-reading-reading';

describe('where tokens are set', () => {
  const server = served([], { all: ALL, read: READ });
  const status = async (options: InjectOptions): Promise<number> =>
    (await server.app.inject(options)).statusCode;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  test('nothing is read without one, or with a wrong one', async () => {
    expect(await status({ url: '/api/articles' })).toBe(401);
    expect(await status({ url: '/api/openapi.json' })).toBe(401);
    expect(await status({ url: '/api/articles', headers: bearer(`${READ}x`) })).toBe(401);
    expect(await status({ url: '/api/articles', headers: bearer(READ) })).toBe(200);
    expect(await status({ url: '/api/articles', headers: bearer(ALL) })).toBe(200);
  });

  test('whether the server lives is no secret', async () => {
    expect(await status({ url: '/health' })).toBe(200);
  });

  test('the console asks for one, and keeps it in a cookie that is not the token', async () => {
    const asked = await server.app.inject({ url: '/articles?q=x', headers: { accept: 'text/html' } });
    expect(asked.statusCode).toBe(303);
    expect(asked.headers.location).toBe('/login?to=%2Farticles%3Fq%3Dx');
    const form = (fields: Record<string, string>): InjectOptions => ({
      method: 'POST',
      url: '/login',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });
    expect(await status(form({ token: 'wrong', to: '/' }))).toBe(401);
    const entered = await server.app.inject(form({ token: READ, to: '/articles?q=x' }));
    expect(entered.headers.location).toBe('/articles?q=x');
    const cookie = String(entered.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).not.toContain(READ);
    expect(await status({ url: '/articles', headers: { cookie: cookie.split(';')[0]! } })).toBe(200);
  });

  test('signing in leads to no other server', async () => {
    for (const to of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/login',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ token: ALL, to }).toString(),
      });
      expect(answer.headers.location).toBe('/');
    }
  });
});

describe('where no token is set', () => {
  const server = served([], NO_TOKENS);
  const answer = async (options: InjectOptions) => {
    const { statusCode, body } = await server.app.inject(options);
    return [statusCode, JSON.parse(body).code];
  };

  test('a name of somebody else that leads here reads nothing', async () => {
    expect(await answer({ url: '/api/articles', headers: { host: 'rebound.example' } })).toEqual([
      403,
      'ORIGIN_REFUSED',
    ]);
    for (const host of ['localhost:8080', '127.0.0.1', '[::1]:8080'])
      expect((await server.app.inject({ url: '/api/articles', headers: { host } })).statusCode).toBe(200);
  });

  test('a page of another site changes nothing', async () => {
    const from = (headers: Record<string, string>): InjectOptions => ({
      method: 'POST',
      url: '/logout',
      headers: { host: 'localhost:8080', ...headers },
    });
    expect(await answer(from({ 'sec-fetch-site': 'cross-site' }))).toEqual([403, 'ORIGIN_REFUSED']);
    expect(await answer(from({ origin: 'https://evil.example' }))).toEqual([403, 'ORIGIN_REFUSED']);
    expect(await answer(from({ origin: 'null' }))).toEqual([403, 'ORIGIN_REFUSED']);
    expect(
      (await server.app.inject(from({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8080' })))
        .statusCode,
    ).toBe(303);
  });

  test('nothing runs that stands in a page, nothing is loaded from elsewhere', async () => {
    const { headers } = await server.app.inject({ url: '/articles', headers: { accept: 'text/html' } });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('errors say by their codes what is wrong, and what was wrong with a field', async () => {
    expect(await answer({ url: '/api/nothing' })).toEqual([404, 'NOT_FOUND']);
    expect(await answer({ url: '/api/articles/999999999' })).toEqual([404, 'NOT_FOUND']);
    expect(await answer({ url: '/api/articles?since=yesterday' })).toEqual([400, 'USAGE']);
    expect(await answer({ url: '/api/articles?limit=100000' })).toEqual([400, 'USAGE']);
  });

  test('what is read cannot write', async () => {
    // The pool of the routes is not handed out: its settings are what is asked here.
    const { openReadOnly } = await import('../../../src/store/database.ts');
    const reads = openReadOnly(server.winnow.databaseUrl, 1, 1);
    try {
      await expect(reads.query('delete from winnow.page')).rejects.toThrow(/read-only/);
      await expect(reads.query('select pg_sleep(3)')).rejects.toThrow(/timeout/);
    } finally {
      await reads.end();
    }
  });
});
