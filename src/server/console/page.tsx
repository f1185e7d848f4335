import { ERRORS } from '../../errors.ts';
import {
  type ArticleShown,
  countLines,
  type LineCount,
  type LinesPart,
  readPart,
  readShown,
} from '../../store/browse/account.ts';
import { readSignals } from '../../store/claims.ts';
import { type ExplainedArticle, type FoundPage, findPage, readBoundaries } from '../../store/explain.ts';
import { linesQuery, namedPage } from '../api/pages.ts';
import { withId } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Account, colourOf, showable } from './parts/account.tsx';
import { Claims } from './parts/claims.tsx';
import { Facts } from './parts/facts.tsx';
import { Outward } from './parts/outward.tsx';
import { pathWith } from './parts/pager.tsx';
import { placeOf } from './parts/repeat.tsx';
import { Legend } from './parts/roles.tsx';

/** Lines that are shown at once. */
const LINES = 500;

/** Articles of a page that are told of above its lines. */
const ARTICLES = 20;

/** Articles that are not folded away. */
const UNFOLDED = 3;

const query = linesQuery.omit({ limit: true });

type Query = ReturnType<typeof query.parse>;

const isCode = (code: string): code is keyof typeof ERRORS => Object.hasOwn(ERRORS, code);

const factsOf = (page: FoundPage) =>
  [
    ['outcome', page.outcome ?? 'not refined yet'],
    [
      'code',
      page.code === null ? null : `${page.code}${isCode(page.code) ? `: ${ERRORS[page.code].text}` : ''}`,
    ],
    ['type', page.pageType],
    ['language', page.language],
    ['read from', page.source],
    [
      'readers see',
      page.duplicateOf !== null ? (
        <>
          another page of the same bytes,{' '}
          <a href={pathWith('/pages/find', { page: page.duplicateOf })}>
            <bdi>{page.duplicateOf}</bdi>
          </a>
        </>
      ) : page.latest ? null : (
        'a newer content of this address'
      ),
    ],
    [
      'more',
      <>
        <a href={`/pages/${page.pageId}/history`}>versions</a> ·{' '}
        <a href={`/api/pages/${page.pageId}/bytes`}>bytes as read</a> ·{' '}
        <a href={`/api/pages/${page.pageId}`}>account as JSON</a>
        {page.host !== null && (
          <>
            {' · '}
            <a href={`/sites/${encodeURIComponent(page.host)}`}>site</a>
          </>
        )}
      </>,
    ],
  ] as const;

interface ArticleProps {
  readonly page: number;
  readonly article: ExplainedArticle;
  readonly shown: ArticleShown | undefined;
  readonly open: boolean;
}

const Article = ({ page, article, shown, open }: ArticleProps) => {
  const { reason, places } = readSignals(article.signals);
  const title = article.title ?? 'untitled';
  return (
    <li class={colourOf(article.article)}>
      <p>
        <a class="of" href={`/pages/${page}?article=${article.article}`} title="its lines">
          {article.article}
        </a>{' '}
        {shown === undefined ? (
          <bdi>{title}</bdi>
        ) : (
          <a href={`/articles/${shown.id}`}>
            <bdi>{title}</bdi>
          </a>
        )}
        {shown?.elsewhere === true && <span class="mark">teaser of an article on another page</span>}
      </p>
      <p class="dim">
        from <a href={placeOf(page, article.block)}>block {article.block}</a>: {reason}
        {places.length > 0 && ' at blocks'}
        {places.map((block) => (
          <>
            {' '}
            <a href={placeOf(page, block)}>{block}</a>
          </>
        ))}{' '}
        {article.confidence.toFixed(2)}
      </p>
      {article.claims.length > 0 && (
        <details open={open}>
          <summary>What it says of itself, and which source was believed</summary>
          <Claims claims={article.claims} publishedConfidence={article.publishedConfidence} />
        </details>
      )}
    </li>
  );
};

const Articles = ({
  page,
  articles,
  shown,
}: {
  readonly page: number;
  readonly articles: readonly ExplainedArticle[];
  readonly shown: readonly ArticleShown[];
}) => {
  const byArticle = new Map(shown.map((article) => [article.article, article]));
  return (
    <>
      <h2>Articles</h2>
      <details open={articles.length <= UNFOLDED}>
        <summary>
          {articles.length > ARTICLES ? `more than ${ARTICLES}` : articles.length}, with why they begin where
          they do
        </summary>
        <ol class="parted">
          {articles.slice(0, ARTICLES).map((article) => (
            <Article
              key={article.article}
              page={page}
              article={article}
              shown={byArticle.get(article.article)}
              open={articles.length === 1}
            />
          ))}
        </ol>
        {articles.length > ARTICLES && <p class="dim">The number beside a line leads to its article.</p>}
      </details>
    </>
  );
};

const sum = (counts: readonly LineCount[]): number => counts.reduce((total, { lines }) => total + lines, 0);

interface FiltersProps {
  readonly page: number;
  readonly query: Query;
  readonly counts: readonly LineCount[];
}

/** What the lines are narrowed by: everything, what was kept or set aside, and single roles. */
const Filters = ({ page, query: asked, counts }: FiltersProps) => {
  const to = (name: string, lines: number, is: boolean, narrowed: Partial<Query>) => (
    <a
      class="mark"
      href={pathWith(`/pages/${page}`, { article: asked.article, ...narrowed })}
      aria-current={is ? 'true' : undefined}
    >
      {name} <span class="dim">{lines}</span>
    </a>
  );
  const { kept, role, article } = asked;
  const roles = [...new Set(counts.map((count) => count.role))];
  return (
    <nav class="by" aria-label="Lines">
      <p>
        {to('all', sum(counts), kept === undefined && role === undefined, {})}
        {to('kept', sum(counts.filter((count) => count.kept)), kept === true, { kept: true })}
        {to('set aside', sum(counts.filter((count) => !count.kept)), kept === false, { kept: false })}
        {article !== undefined && (
          <a class="mark" href={pathWith(`/pages/${page}`, { kept, role })}>
            article {article} ×
          </a>
        )}
      </p>
      <p>
        {roles.map((name) =>
          to(name, sum(counts.filter((count) => count.role === name)), role === name, {
            role: name as Query['role'],
          }),
        )}
      </p>
    </nav>
  );
};

interface OnProps {
  readonly page: number;
  readonly query: Query;
  readonly before: number | null;
  readonly next: number | null;
}

const On = ({ page, query: asked, before, next }: OnProps) => {
  const at = (from: number): string =>
    pathWith(`/pages/${page}`, { ...asked, from: from === 0 ? undefined : from });
  if (before === null && next === null) return null;
  return (
    <nav class="pager" aria-label="Lines before and after">
      {before !== null && <a href={at(before)}>Lines before</a>}
      {next !== null && <a href={at(next)}>Lines after</a>}
    </nav>
  );
};

/** What can be shown of a part at once, and where it goes on. */
const cutTo = ({ lines, before, next }: LinesPart) => {
  const shown = showable(lines);
  return { lines: shown, before, next: lines[shown.length]?.ordinal ?? next };
};

/** `/pages/:id` */
export const addPage = (app: App, { reads, tokens }: Context): void => {
  app.get('/pages/find', { schema: { querystring: namedPage } }, async (request, reply) => {
    const { pageId } = await findPage(reads, request.query.page);
    return reply.redirect(`/pages/${pageId}`, 303);
  });
  app.get('/pages/:id', { schema: { params: withId, querystring: query } }, async (request, reply) => {
    const asked = request.query;
    const page = await findPage(reads, request.params.id);
    const [part, counts] = await Promise.all([
      readPart(reads, page.pageId, { ...asked, limit: LINES }),
      countLines(reads, page.pageId, asked.article),
    ]);
    const { lines, before, next } = cutTo(part);
    // At the beginning its first articles, further on those whose lines are shown.
    const first = asked.from === 0 ? Array.from({ length: ARTICLES + 1 }, (_, index) => index + 1) : [];
    const wanted =
      asked.article === undefined
        ? [...new Set([...first, ...lines.flatMap(({ article }) => article ?? [])])].slice(0, ARTICLES + 1)
        : [asked.article];
    const [articles, shown] = await Promise.all([
      readBoundaries(reads, page.pageId, wanted),
      readShown(reads, page.pageId, wanted),
    ]);
    const on = <On page={page.pageId} query={asked} before={before} next={next} />;
    const total = sum(counts);
    return show(reply, request, tokens, {
      title: page.url ?? page.source ?? `page ${page.pageId}`,
      body: (
        <>
          <h1>
            <bdi>
              {page.url === null ? (page.source ?? `page ${page.pageId}`) : <Outward url={page.url} />}
            </bdi>
          </h1>
          <div class="across">
            <Facts facts={factsOf(page)} />
          </div>
          {articles.length > 0 && <Articles page={page.pageId} articles={articles} shown={shown} />}
          <h2>Every line</h2>
          <Legend />
          <Filters page={page.pageId} query={asked} counts={counts} />
          {lines.length === 0 ? (
            <p class="empty">{total === 0 ? 'The page has no lines.' : 'No line is like that.'}</p>
          ) : (
            <>
              <p class="dim">
                {lines.length === total
                  ? `all ${total} lines`
                  : `${lines.length} of ${total} lines, from block ${lines[0]!.ordinal}`}
              </p>
              {on}
              <Account page={page.pageId} lines={lines} />
              {on}
            </>
          )}
        </>
      ),
    });
  });
};
