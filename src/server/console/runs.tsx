import { listRunsBriefly } from '../../store/browse/runs.ts';
import { grantOfRequest } from '../access.ts';
import { runQuery } from '../api/runs.ts';
import { oneMore, partOf } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Pager } from './parts/pager.tsx';
import { isOpen, RunTable } from './parts/run-table.tsx';

/** `/runs` */
export const addRunList = (app: App, { reads, tokens }: Context): void => {
  app.get('/runs', { schema: { querystring: runQuery } }, async (request, reply) => {
    const { query } = request;
    const { items, next } = partOf(await listRunsBriefly(reads, oneMore(query)), query);
    return show(reply, request, tokens, {
      title: 'Runs',
      body: (
        <>
          <h1>Runs</h1>
          {grantOfRequest(tokens, request) === 'all' && (
            <p>
              <a href="/reprocess">Refine stored pages again</a>
            </p>
          )}
          <div id="runs" data-refresh={items.some(isOpen) ? 5 : undefined}>
            {items.length === 0 ? <p class="empty">No run yet.</p> : <RunTable runs={items} />}
          </div>
          <Pager path="/runs" query={query} next={next} />
        </>
      ),
    });
  });
};
