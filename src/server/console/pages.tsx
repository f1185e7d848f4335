import { type ListedPage, listPages, PAGE_OUTCOMES } from '../../store/browse/pages.ts';
import { pageFilter, pageQuery } from '../api/pages.ts';
import { oneMore, partOf } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Moment } from './parts/moment.tsx';
import { Narrowed } from './parts/narrowed.tsx';
import { Pager, pathWith } from './parts/pager.tsx';

const Page = ({ page }: { readonly page: ListedPage }) => (
  <tr>
    <td>
      <a href={`/pages/${page.id}`}>
        <bdi>{page.url ?? page.source ?? `page ${page.id}`}</bdi>
      </a>
      {!page.latest && <span class="mark">replaced</span>}
      {page.duplicateOf !== null && <span class="mark">duplicate</span>}
    </td>
    <td class={page.outcome === 'failed' ? 'bad' : undefined}>
      {page.outcome ?? 'pending'}
      {page.code !== null && <a href={pathWith('/pages', { code: page.code })}> {page.code}</a>}
    </td>
    <td>{page.pageType}</td>
    <td>{page.language}</td>
    <td class="number">{page.articles}</td>
    <td class="number">{page.blocks}</td>
    <td>
      <Moment at={page.fetchedAt} />
    </td>
  </tr>
);

/** `/pages` */
export const addPageList = (app: App, { reads, tokens }: Context): void => {
  app.get('/pages', { schema: { querystring: pageQuery } }, async (request, reply) => {
    const { query } = request;
    const { items, next } = partOf(await listPages(reads, pageFilter(query), oneMore(query)), query);
    return show(reply, request, tokens, {
      title: 'Pages',
      body: (
        <>
          <h1>Pages</h1>
          <form class="filters" action="/pages">
            <input
              name="place"
              value={query.place}
              placeholder="address or file, its beginning or end"
              aria-label="Beginning or end of the address or file"
              size={32}
            />
            <input name="site" value={query.site} placeholder="site" aria-label="Site" />
            <select name="outcome" aria-label="Outcome">
              <option value="">any outcome</option>
              {PAGE_OUTCOMES.map((outcome) => (
                <option key={outcome} selected={query.outcome === outcome}>
                  {outcome}
                </option>
              ))}
            </select>
            <input name="type" value={query.type} placeholder="page type" aria-label="Page type" size={12} />
            <input
              name="language"
              value={query.language}
              placeholder="language"
              aria-label="Language"
              size={8}
            />
            <input
              name="run"
              type="number"
              min={1}
              value={query.run}
              placeholder="run"
              aria-label="Run"
              size={6}
            />
            {query.code !== undefined && <input type="hidden" name="code" value={query.code} />}
            <label>
              <input type="checkbox" name="shown" value="true" checked={query.shown === true} /> only what
              readers see
            </label>
            <button type="submit">Show</button>
          </form>
          <Narrowed path="/pages" query={query} />
          {items.length === 0 ? (
            <p class="empty">No page is like that.</p>
          ) : (
            <div class="scroll">
              <table class="pages">
                <thead>
                  <tr>
                    <th>page</th>
                    <th>outcome</th>
                    <th>type</th>
                    <th>language</th>
                    <th class="number">articles</th>
                    <th class="number">lines</th>
                    <th>fetched (UTC)</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((page) => (
                    <Page key={page.id} page={page} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <Pager path="/pages" query={query} next={next} />
        </>
      ),
    });
  });
};
