import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Tokens } from '../../config.ts';
import { asksForTokens, grantOfRequest, type Need } from '../access.ts';

/** The pages that the head of every page leads to. */
const PLACES = [
  ['/', 'Overview'],
  ['/articles', 'Articles'],
  ['/pages', 'Pages'],
  ['/sites', 'Sites'],
  ['/entities', 'Names'],
  ['/repeats', 'Repeats'],
  ['/sql', 'SQL'],
  ['/ingest', 'Ingest'],
  ['/runs', 'Runs'],
  ['/failures', 'Failures'],
  ['/schedules', 'Schedules'],
] as const;

interface LayoutProps {
  readonly title: string;
  /** Path of the page. */
  readonly path: string;
  /** What was searched for. */
  readonly words?: string | undefined;
  readonly grant: Need;
  /** Whether one can sign out. */
  readonly signedIn: boolean;
  readonly children: ComponentChildren;
}

const isAt = (place: string, path: string): boolean =>
  place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`);

const Layout = ({ title, path, words, grant, signedIn, children }: LayoutProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>{`${title} · Winnow`}</title>
      <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/assets/console.css" />
      <script src="/assets/console.js" type="module" />
    </head>
    <body data-may={grant}>
      <header class="top">
        <a class="brand" href="/">
          Winnow
        </a>
        {grant !== 'nothing' && (
          <>
            <nav aria-label="Main">
              {PLACES.map(([place, name]) => (
                <a key={place} href={place} aria-current={isAt(place, path) ? 'page' : undefined}>
                  {name}
                </a>
              ))}
            </nav>
            <search class="search">
              <form action="/articles">
                <input
                  type="search"
                  name="q"
                  value={words}
                  placeholder="Search articles"
                  aria-label="Search articles"
                />
              </form>
            </search>
          </>
        )}
        {signedIn && (
          <form method="post" action="/logout">
            <button class="quiet" type="submit">
              Sign out
            </button>
          </form>
        )}
      </header>
      <main>{children}</main>
    </body>
  </html>
);

/** What a page of the console shows. */
export interface Shown {
  readonly title: string;
  readonly words?: string | undefined;
  readonly body: VNode;
}

/** Answers with a page of the console. All that pages say is escaped: crawled text comes out as text. */
export const show = (
  reply: FastifyReply,
  request: FastifyRequest,
  tokens: Tokens,
  { title, words, body }: Shown,
): FastifyReply => {
  const grant = grantOfRequest(tokens, request);
  const html = render(
    <Layout
      title={title}
      path={request.url.split('?')[0]!}
      words={words}
      grant={grant}
      signedIn={asksForTokens(tokens) && grant !== 'nothing'}
    >
      {body}
    </Layout>,
  );
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer((text) => text as string)
    .send(`<!doctype html>${html}`);
};
