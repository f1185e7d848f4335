import { z } from 'zod';
import { grantOfToken, SESSION, sessionOf } from '../access.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';

/** A place of the console, and no other server: a second slash would begin a host. */
const place = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])/)
  .catch('/');

const SESSION_SECONDS = 30 * 24 * 3600;

/** Signing in with a token, and out. */
export const addLogin = (app: App, { tokens }: Context): void => {
  app.get(
    '/login',
    { config: { needs: 'nothing' }, schema: { querystring: z.object({ to: place.default('/') }) } },
    (request, reply) =>
      show(reply, request, tokens, {
        title: 'Sign in',
        body: (
          <form class="login" method="post" action="/login">
            <h1>Sign in</h1>
            <label>
              Token
              <input type="password" name="token" required autofocus autocomplete="current-password" />
            </label>
            <input type="hidden" name="to" value={request.query.to} />
            <button type="submit">Sign in</button>
          </form>
        ),
      }),
  );
  app.post(
    '/login',
    {
      config: { needs: 'nothing' },
      schema: { body: z.object({ token: z.string().max(1000), to: place.default('/') }) },
    },
    (request, reply) => {
      const { token, to } = request.body;
      if (grantOfToken(tokens, token) === 'nothing')
        return show(reply.code(401), request, tokens, {
          title: 'Sign in',
          body: (
            <>
              <h1>This token is not known</h1>
              <p>
                <a href={`/login?to=${encodeURIComponent(to)}`}>Try again</a>
              </p>
            </>
          ),
        });
      return reply
        .setCookie(SESSION, sessionOf(token), {
          path: '/',
          httpOnly: true,
          sameSite: 'strict',
          secure: request.protocol === 'https',
          maxAge: SESSION_SECONDS,
        })
        .redirect(to, 303);
    },
  );
  app.post('/logout', { config: { needs: 'nothing' } }, (_, reply) =>
    reply.clearCookie(SESSION, { path: '/' }).redirect('/', 303),
  );
};
