import { listSites } from '../../store/browse/sites.ts';
import { oneMore, partOf } from '../api/shapes.ts';
import { siteQuery } from '../api/sites.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Moment } from './parts/moment.tsx';
import { Pager, pathWith } from './parts/pager.tsx';

/** Languages and types that are named of a site in the list. */
const NAMED = 3;

const some = (values: readonly string[]): string =>
  values.slice(0, NAMED).join(', ') + (values.length > NAMED ? ' …' : '');

/** `/sites` */
export const addSiteList = (app: App, { reads, tokens }: Context): void => {
  app.get('/sites', { schema: { querystring: siteQuery } }, async (request, reply) => {
    const { query } = request;
    const { items, next } = partOf(await listSites(reads, query, oneMore(query)), query);
    return show(reply, request, tokens, {
      title: 'Sites',
      body: (
        <>
          <h1>Sites</h1>
          <form class="filters" action="/sites">
            <input name="host" value={query.host} placeholder="host" aria-label="Host" size={32} />
            <button type="submit">Show</button>
            <a href="/rules">what rules set aside on all sites</a>
          </form>
          {items.length === 0 ? (
            <p class="empty">No site is like that.</p>
          ) : (
            <div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th>site</th>
                    <th class="number">pages</th>
                    <th class="number">articles</th>
                    <th class="number">failed</th>
                    <th>languages</th>
                    <th>page types</th>
                    <th>first seen (UTC)</th>
                    <th>last seen (UTC)</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((site) => (
                    <tr key={site.host}>
                      <td>
                        <a href={`/sites/${encodeURIComponent(site.host)}`}>{site.host}</a>
                      </td>
                      <td class="number">{site.pages}</td>
                      <td class="number">{site.articles}</td>
                      <td class="number">
                        {site.failed === 0 ? (
                          0
                        ) : (
                          <a class="bad" href={pathWith('/pages', { site: site.host, outcome: 'failed' })}>
                            {site.failed}
                          </a>
                        )}
                      </td>
                      <td>{some(site.languages)}</td>
                      <td>{some(site.pageTypes)}</td>
                      <td>
                        <Moment at={site.firstSeen} />
                      </td>
                      <td>
                        <Moment at={site.lastSeen} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <Pager path="/sites" query={query} next={next} />
        </>
      ),
    });
  });
};
