import { type ListedArticle, listArticles } from '../../store/browse/articles.ts';
import { articleQuery, filterOf } from '../api/articles.ts';
import { oneMore, partOf } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Beside } from './parts/beside.tsx';
import { Found } from './parts/found.tsx';
import { Narrowed } from './parts/narrowed.tsx';
import { Pager } from './parts/pager.tsx';

const Article = ({ article }: { readonly article: ListedArticle }) => (
  <li>
    <h2>
      <a href={`/articles/${article.id}`}>
        <bdi>{article.title ?? 'untitled'}</bdi>
      </a>
    </h2>
    <p class="dim">
      <Beside
        facts={[
          article.published?.slice(0, 10),
          article.host ?? article.source,
          article.pageType,
          article.language,
          `${article.words} words`,
        ]}
      />
      {article.teaser && <span class="mark">teaser</span>}
    </p>
    <p dir="auto">
      <Found text={article.excerpt} />
    </p>
  </li>
);

/** `/articles` */
export const addArticleList = (app: App, { reads, tokens }: Context): void => {
  app.get('/articles', { schema: { querystring: articleQuery } }, async (request, reply) => {
    const { query } = request;
    const { items, next } = partOf(await listArticles(reads, filterOf(query), oneMore(query)), query);
    return show(reply, request, tokens, {
      title: query.q === undefined ? 'Articles' : `Articles: ${query.q}`,
      words: query.q,
      body: (
        <>
          <h1>Articles</h1>
          <form class="filters" action="/articles">
            {query.q !== undefined && <input type="hidden" name="q" value={query.q} />}
            <input name="site" value={query.site} placeholder="site" aria-label="Site" />
            <input
              name="language"
              value={query.language}
              placeholder="language"
              aria-label="Language"
              size={8}
            />
            <input name="type" value={query.type} placeholder="page type" aria-label="Page type" size={12} />
            <label>
              from <input type="date" name="since" value={query.since} />
            </label>
            <label>
              before <input type="date" name="until" value={query.until} />
            </label>
            <label>
              <input type="checkbox" name="distinct" value="true" checked={query.distinct === true} /> no
              copies
            </label>
            <button type="submit">Show</button>
          </form>
          <Narrowed path="/articles" query={query} />
          {items.length === 0 ? (
            <p class="empty">No article is like that.</p>
          ) : (
            <ol class="articles">
              {items.map((article) => (
                <Article key={article.id} article={article} />
              ))}
            </ol>
          )}
          <Pager path="/articles" query={query} next={next} />
        </>
      ),
    });
  });
};
