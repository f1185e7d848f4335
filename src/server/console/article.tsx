import { readArticle, type WholeArticle } from '../../store/browse/article.ts';
import { type ArticleCopy, listCopies, listPosts } from '../../store/browse/article-beside.ts';
import { readLines } from '../../store/explain.ts';
import { withId } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { ArticleText } from './parts/article-text.tsx';
import { Beside } from './parts/beside.tsx';
import { Facts } from './parts/facts.tsx';
import { Outward } from './parts/outward.tsx';
import { pathWith } from './parts/pager.tsx';

/** Lines that are shown as what they are; the text that is left of a longer article is shown as paragraphs. */
const LINES = 5000;

/** Posts and copies that are told of. */
const POSTS = { limit: 5000, offset: 0 };
const COPIES = { limit: 50, offset: 0 };

const Links = ({ field, values }: { readonly field: string; readonly values: readonly string[] }) => (
  <>
    {values.map((value) => (
      <a key={value} class="mark" href={pathWith('/articles', { [field]: value })}>
        {value}
      </a>
    ))}
  </>
);

const factsOf = (article: WholeArticle) =>
  [
    [
      'published',
      article.published === null ? null : (
        <>
          {article.published}
          {article.publishedConfidence !== null && (
            <span class="dim"> sure by {Math.round(article.publishedConfidence * 100)} %</span>
          )}
        </>
      ),
    ],
    ['modified', article.modified],
    ['authors', article.authors.length === 0 ? null : <Links field="author" values={article.authors} />],
    ['tags', article.tags.length === 0 ? null : <Links field="tag" values={article.tags} />],
    ['site', article.host === null ? article.siteName : <Links field="site" values={[article.host]} />],
    ['section', article.section],
    ['dateline', article.dateline],
    ['language', article.language],
    [
      'page',
      <a
        href={`/pages/${article.pageId}?article=${article.ordinal}`}
      >{`${article.pageType ?? 'page'}, line by line`}</a>,
    ],
    ['words', article.words],
    ['description', article.description],
    ['licence', article.licence],
    ['read from', article.source],
  ] as const;

/** The articles that are nearly the same, the one that is kept first. */
const Copies = ({
  article,
  copies,
}: {
  readonly article: number;
  readonly copies: readonly ArticleCopy[];
}) => (
  <section>
    <h2>Nearly the same</h2>
    <ol class="copies">
      {copies.map(({ id, title, host, publishedOn, words, place }) => (
        <li key={id}>
          {id === article ? (
            <strong>this one</strong>
          ) : (
            <a href={`/articles/${id}`}>
              <bdi>{title ?? 'untitled'}</bdi>
            </a>
          )}
          {place === 1 && ' · kept'}
          <p class="dim">
            <Beside facts={[publishedOn, host, `${words} words`]} />
          </p>
        </li>
      ))}
    </ol>
    {copies.length === COPIES.limit && <a href={`/api/articles/${article}/copies`}>all of them, as JSON</a>}
  </section>
);

/** `/articles/:id` */
export const addArticle = (app: App, { reads, tokens }: Context): void => {
  app.get('/articles/:id', { schema: { params: withId } }, async (request, reply) => {
    const article = await readArticle(reads, request.params.id);
    const { id, pageId, ordinal } = article;
    const [lines, posts, copies] = await Promise.all([
      readLines(reads, pageId, { article: ordinal, limit: LINES }),
      listPosts(reads, id, POSTS),
      listCopies(reads, id, COPIES),
    ]);
    return show(reply, request, tokens, {
      title: article.title ?? 'untitled',
      body: (
        <article>
          <h1 dir="auto">{article.title ?? 'untitled'}</h1>
          {article.url !== null && (
            <p>
              <Outward url={article.url} />
            </p>
          )}
          <div class="beside">
            <ArticleText article={article} lines={lines} posts={posts} />
            <aside>
              <Facts facts={factsOf(article)} />
              {copies.length > 0 && <Copies article={id} copies={copies} />}
            </aside>
          </div>
        </article>
      ),
    });
  });
};
