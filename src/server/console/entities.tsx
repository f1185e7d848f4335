import type { z } from 'zod';
import { ENTITY_TYPES } from '../../document/index.ts';
import { type NewName, newNames } from '../../store/browse/entities.ts';
import { listDecisions } from '../../store/entities/decide.ts';
import type { EntityLine } from '../../store/entities/find.ts';
import { grantOfRequest } from '../access.ts';
import { entitiesOf, entityQuery, weekAgo } from '../api/entities.ts';
import { partOf } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Action } from './parts/action.tsx';
import { Pager, pathWith } from './parts/pager.tsx';

/** New names that are shown beside the list. */
const SHOWN_NEW = 15;

const Types = ({ query }: { readonly query: z.infer<typeof entityQuery> }) => (
  <nav aria-label="Types">
    {[undefined, ...ENTITY_TYPES].map((type) => (
      <a
        key={type}
        class="mark"
        href={pathWith('/entities', { q: query.q, type })}
        aria-current={type === query.type ? 'true' : undefined}
      >
        {type ?? 'all'}
      </a>
    ))}
  </nav>
);

const Lines = ({ entities }: { readonly entities: readonly EntityLine[] }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th>name</th>
          <th>type</th>
          <th class="number">articles</th>
          <th class="number">mentions</th>
          <th>first</th>
          <th>last</th>
        </tr>
      </thead>
      <tbody>
        {entities.map((entity) => (
          <tr key={entity.id}>
            <td>
              <a class={`name ${entity.type}`} href={`/entities/${entity.id}`} dir="auto">
                {entity.name}
              </a>
            </td>
            <td>{entity.type}</td>
            <td class="number">
              <a href={`/articles?entity=${entity.id}`}>{entity.articles}</a>
            </td>
            <td class="number">{entity.mentions}</td>
            <td class="day">{entity.firstOn}</td>
            <td class="day">{entity.lastOn}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const News = ({ names }: { readonly names: readonly NewName[] }) => (
  <aside>
    <h2>New this week</h2>
    {names.length === 0 ? (
      <p class="dim">No article of the last seven days names anything new.</p>
    ) : (
      <ul class="plain">
        {names.map((name) => (
          <li key={name.id}>
            <a class={`name ${name.type}`} href={`/entities/${name.id}`} dir="auto">
              {name.name}
            </a>{' '}
            <span class="dim">
              {name.firstOn}, <a href={`/articles/${name.articleId}`}>{name.host ?? 'no address'}</a>
            </span>
          </li>
        ))}
      </ul>
    )}
  </aside>
);

/** `/entities` and `/entities/decisions` */
export const addEntityList = (app: App, { reads, tokens }: Context): void => {
  app.get('/entities', { schema: { querystring: entityQuery } }, async (request, reply) => {
    const { query } = request;
    const { items, next } = partOf(await entitiesOf(reads, query), query);
    const isWhole = query.q === undefined && query.type === undefined && query.offset === 0;
    const names = isWhole ? await newNames(reads, weekAgo(), { limit: SHOWN_NEW, offset: 0 }) : null;
    return show(reply, request, tokens, {
      title: query.q === undefined ? 'Names' : `Names: ${query.q}`,
      body: (
        <>
          <h1>Names</h1>
          <form class="filters" action="/entities">
            <input type="search" name="q" value={query.q} placeholder="part of a name" aria-label="Name" />
            {query.type !== undefined && <input type="hidden" name="type" value={query.type} />}
            <button type="submit">Find</button>
            <a href="/entities/decisions">merged and parted by hand</a>
          </form>
          <Types query={query} />
          <div class={names === null ? undefined : 'beside'}>
            <div>
              {items.length === 0 ? <p class="empty">Nothing is called so.</p> : <Lines entities={items} />}
              <Pager path="/entities" query={query} next={next} />
            </div>
            {names !== null && <News names={names} />}
          </div>
        </>
      ),
    });
  });
  app.get('/entities/decisions', async (request, reply) => {
    const decisions = await listDecisions(reads);
    const may = grantOfRequest(tokens, request) === 'all';
    return show(reply, request, tokens, {
      title: 'Merged and parted by hand',
      body: (
        <>
          <h1>Merged and parted by hand</h1>
          {decisions.length === 0 ? (
            <p class="empty">Nothing was decided by hand.</p>
          ) : (
            <div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th class="number">decision</th>
                    <th>what</th>
                    <th>when</th>
                    {may && <th />}
                  </tr>
                </thead>
                <tbody>
                  {decisions.map(({ id, what, madeAt }) => (
                    <tr key={id}>
                      <td class="number">{id}</td>
                      <td dir="auto">{what}</td>
                      <td class="day">{madeAt.slice(0, 16).replace('T', ' ')}</td>
                      {may && (
                        <td>
                          <Action
                            path="/api/entities/undo"
                            body={{ decision: id }}
                            question={`Take back: ${what}?`}
                          >
                            Take back
                          </Action>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      ),
    });
  });
};
